package tlsready.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip archive that depends on nothing but its files (PKWARE APPNOTE.TXT): entries stored, sorted by name,
 * dated 1980-01-01, names in UTF-8, no extra fields, no platform attributes. Our own writer, because what
 * {@code java.util.zip} puts into the headers is its release's business.
 */
final class StoredZip {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END_OF_CENTRAL = 0x06054b50;
    /** Version 1.0 is enough to unpack: stored, no folders. */
    private static final short VERSION = 10;
    /** General purpose bit 11: the name is UTF-8. */
    private static final short UTF8_NAMES = 1 << 11;

    private static final short STORED = 0;
    private static final short MIDNIGHT = 0;
    /** DOS date: years since 1980, month, day. */
    private static final short FIRST_OF_JANUARY_1980 = 1 << 5 | 1;

    private final ByteArrayOutputStream locals = new ByteArrayOutputStream();
    private final ByteArrayOutputStream central = new ByteArrayOutputStream();
    private int entries;

    private StoredZip() {}

    /** The bytes of an archive with these files; their order makes no difference. */
    static byte[] write(List<BundleFile> files) {
        var zip = new StoredZip();
        files.stream().sorted(Comparator.comparing(BundleFile::name)).forEach(zip::add);
        return zip.end();
    }

    private void add(BundleFile file) {
        byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
        int offset = locals.size();
        locals.writeBytes(
                littleEndian(30).putInt(LOCAL_HEADER).put(common(file, name)).array());
        locals.writeBytes(name);
        locals.writeBytes(file.bytes());
        central.writeBytes(littleEndian(46)
                .putInt(CENTRAL_HEADER)
                .putShort(VERSION)
                .put(common(file, name))
                // comment length, disk, internal and external attributes: none
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(offset)
                .array());
        central.writeBytes(name);
        entries++;
    }

    /** The 26 bytes that both headers share. */
    private static byte[] common(BundleFile file, byte[] name) {
        var crc = new CRC32();
        crc.update(file.bytes());
        return littleEndian(26)
                .putShort(VERSION)
                .putShort(UTF8_NAMES)
                .putShort(STORED)
                .putShort(MIDNIGHT)
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt((int) crc.getValue())
                .putInt(file.size())
                .putInt(file.size())
                .putShort((short) name.length)
                .putShort((short) 0)
                .array();
    }

    private byte[] end() {
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(locals.toByteArray());
        zip.writeBytes(central.toByteArray());
        zip.writeBytes(littleEndian(22)
                .putInt(END_OF_CENTRAL)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(central.size())
                .putInt(locals.size())
                .putShort((short) 0)
                .array());
        return zip.toByteArray();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
