package tlsready.bundle;

import java.util.List;

/**
 * The files made for one order.
 *
 * @param name a speaking name without an ending: {@code tls-ready-arcgis-desktop-10-6-1-windows-10-22h2-x64}
 * @param files in the order a person should meet them
 */
public record Bundle(String name, List<BundleFile> files) {
    public Bundle {
        files = List.copyOf(files);
        if (files.stream().map(BundleFile::name).distinct().count() != files.size()) {
            throw new IllegalArgumentException("two files of one name in " + files);
        }
    }

    /** All files as one zip archive: the same files, the same bytes. */
    public byte[] zip() {
        return StoredZip.write(files);
    }

    /** The name to save the archive under. */
    public String zipName() {
        return name + ".zip";
    }
}
