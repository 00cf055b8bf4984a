package tlsready.knowledge;

/**
 * A public text that facts were read in.
 *
 * @param id kebab-case, permanent
 * @param title what the text is called
 * @param publisher who wrote it: Esri, Microsoft, Wine …
 * @param url its address; empty for {@code memory}, the one source that is no text, and for texts found in an index that
 *     names no address
 * @param read date or state of the text that was read, as far as known; may be empty
 */
public record Source(String id, String title, String publisher, String url, String read) {
    public Source {
        url = url == null ? "" : url;
        read = read == null ? "" : read;
    }
}
