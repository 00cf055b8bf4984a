package tlsready.site;

/** An address that asks for something that does not exist. The message is a sentence that names it and the way out. */
final class BadAddress extends IllegalArgumentException {
    private static final int LONGEST = 60;

    BadAddress(String sentence) {
        super(sentence);
    }

    /** What was given, short enough for a sentence. */
    static String shown(String given) {
        return given.length() <= LONGEST ? given : given.substring(0, LONGEST - 1) + "…";
    }
}
