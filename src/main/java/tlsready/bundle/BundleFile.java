package tlsready.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/** One file of a bundle: its name, what it is for in one sentence, and its bytes. */
public final class BundleFile {
    private final String name;
    private final String purpose;
    private final byte[] bytes;

    /** A file with these bytes. The name is a plain ASCII file name without folders. */
    public BundleFile(String name, String purpose, byte[] bytes) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("not a plain file name: " + name);
        }
        this.name = name;
        this.purpose = purpose;
        this.bytes = bytes.clone();
    }

    /**
     * A file that goes into every bundle as it is.
     *
     * @param path where it stands on the class path, {@code /bundle/Look.cmd}; its last part is the name
     * @throws NullPointerException if there is no such file
     */
    public static BundleFile stored(String path, String purpose) {
        try (InputStream in = Objects.requireNonNull(BundleFile.class.getResourceAsStream(path), path)) {
            return new BundleFile(path.substring(path.lastIndexOf('/') + 1), purpose, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public String purpose() {
        return purpose;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /** The size in words: {@code 4,472 bytes}. */
    public String weight() {
        return weight(bytes.length);
    }

    /** A number of bytes in words. */
    static String weight(int bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** SHA-256 of the content, 64 lower-case hex digits, as {@code certutil -hashfile} and {@code sha256sum} print it. */
    public String sha256() {
        return sha256(bytes);
    }

    /** SHA-256 of some bytes, 64 lower-case hex digits. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The content as text with plain line feeds: UTF-16LE after FF FE, otherwise UTF-8 with or without a mark. */
    public String text() {
        if (startsWith(0xFF, 0xFE)) {
            return decode(2, StandardCharsets.UTF_16LE);
        }
        return decode(startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private String decode(int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset).replace("\r\n", "\n");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleFile file
                && name.equals(file.name)
                && purpose.equals(file.purpose)
                && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return name + " (" + bytes.length + " bytes)";
    }
}
