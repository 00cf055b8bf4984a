package tlsready.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes client hellos, well-formed or not, for tests; written apart from the reader, so that the two can
 * check each other. What is not said is that of a plain TLS 1.2 hello without extensions.
 */
public final class HelloBuilder {
    private int recordVersion = 0x0301;
    private int legacyVersion = 0x0303;
    private byte[] random = new byte[32];
    private byte[] sessionId = {};
    private int[] suites = {0xC02F, 0x003C};
    private int[] compression = {0};
    private final List<byte[]> extensions = new ArrayList<>();
    private boolean extensionBlock;

    /** A builder that writes this hello again. */
    public static HelloBuilder like(ClientHello hello) {
        var builder = new HelloBuilder()
                .recordVersion(hello.recordVersion())
                .legacyVersion(hello.legacyVersion())
                .random(hello.random().toArray())
                .sessionId(hello.sessionId().toArray())
                .suites(hello.suites().stream().mapToInt(CipherSuite::code).toArray())
                .compression(hello.compressionMethods().stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
        for (Extension extension : hello.extensions().inOrder()) {
            builder.extension(extension.type().code(), extension.data().toArray());
        }
        return builder;
    }

    public HelloBuilder recordVersion(int version) {
        recordVersion = version;
        return this;
    }

    public HelloBuilder legacyVersion(int version) {
        legacyVersion = version;
        return this;
    }

    public HelloBuilder random(byte[] bytes) {
        random = bytes;
        return this;
    }

    public HelloBuilder sessionId(byte[] bytes) {
        sessionId = bytes;
        return this;
    }

    public HelloBuilder suites(int... codes) {
        suites = codes;
        return this;
    }

    public HelloBuilder compression(int... methods) {
        compression = methods;
        return this;
    }

    /** Writes the length of the extensions even if there are none. */
    public HelloBuilder emptyExtensionBlock() {
        extensionBlock = true;
        return this;
    }

    public HelloBuilder extension(int type, byte[] body) {
        extensions.add(concat(u16(type), sized16(body)));
        return this;
    }

    public HelloBuilder serverName(String host) {
        return extension(0, sized16(concat(u8(0), sized16(ascii(host)))));
    }

    public HelloBuilder groups(int... codes) {
        return extension(10, sized16(u16(codes)));
    }

    public HelloBuilder pointFormats(int... formats) {
        return extension(11, sized8(u8(formats)));
    }

    public HelloBuilder signatureSchemes(int... codes) {
        return extension(13, sized16(u16(codes)));
    }

    public HelloBuilder alpn(String... protocols) {
        byte[] names = {};
        for (String protocol : protocols) {
            names = concat(names, sized8(protocol.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return extension(16, sized16(names));
    }

    public HelloBuilder supportedVersions(int... codes) {
        return extension(43, sized8(u16(codes)));
    }

    public HelloBuilder keyShare(int group, byte[] key) {
        return extension(51, sized16(concat(u16(group), sized16(key))));
    }

    /** The handshake message with its header. */
    public byte[] message() {
        byte[] body =
                concat(u16(legacyVersion), random, sized8(sessionId), sized16(u16(suites)), sized8(u8(compression)));
        if (extensionBlock || !extensions.isEmpty()) {
            body = concat(body, sized16(concat(extensions.toArray(byte[][]::new))));
        }
        return concat(u8(1), u8(body.length >> 16), u16(body.length & 0xFFFF), body);
    }

    /** The message in one record, whatever its length. */
    public byte[] build() {
        return records(Integer.MAX_VALUE);
    }

    /** The message in records of this many bytes. */
    public byte[] records(int size) {
        byte[] message = message();
        var wire = new ByteArrayOutputStream();
        for (int from = 0; from < message.length; from += Math.min(size, message.length)) {
            byte[] part = Arrays.copyOfRange(message, from, (int) Math.min(message.length, (long) from + size));
            wire.writeBytes(concat(u8(22), u16(recordVersion), sized16(part)));
        }
        return wire.toByteArray();
    }

    /** An SSLv2-framed hello with the builder's version and random (as challenge) and these three-byte ciphers. */
    public byte[] ssl2(int... ciphers) {
        byte[] specs = {};
        for (int cipher : ciphers) {
            specs = concat(specs, u8(cipher >> 16), u16(cipher & 0xFFFF));
        }
        byte[] body = concat(
                u8(1),
                u16(legacyVersion),
                u16(specs.length),
                u16(sessionId.length),
                u16(random.length),
                specs,
                sessionId,
                random);
        return concat(u16(0x8000 | body.length), body);
    }

    public static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] sized8(byte[] content) {
        return concat(u8(content.length), content);
    }

    static byte[] sized16(byte[] content) {
        return concat(u16(content.length), content);
    }

    static byte[] u8(int... numbers) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(numbers).forEach(bytes::write);
        return bytes.toByteArray();
    }

    static byte[] u16(int... numbers) {
        var bytes = new ByteArrayOutputStream();
        for (int number : numbers) {
            bytes.write(number >> 8);
            bytes.write(number);
        }
        return bytes.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
