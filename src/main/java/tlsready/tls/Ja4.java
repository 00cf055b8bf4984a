package tlsready.tls;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The JA4 fingerprint of a TLS client over TCP, as FoxIO defines it
 * (https://github.com/FoxIO-LLC/ja4, technical_details/JA4.md): equal for all connections of one
 * program, even if it shuffles its extensions.
 *
 * @param value for example {@code t13d1516h2_8daaf6152771_e5627efa2ab1}
 * @param raw JA4_r, the same with the sorted lists in place of their hashes
 */
public record Ja4(String value, String raw) {
    private static final String NOTHING = "000000000000";

    /** The fingerprint of this hello; nothing for SSLv2 framing, which has no extensions to count. */
    public static Optional<Ja4> of(ClientHello hello) {
        if (hello.format() == HelloFormat.SSLV2) {
            return Optional.empty();
        }
        String head = head(hello);
        String suites = commas(suites(hello).sorted());
        String extensions = commas(extensions(hello)
                .filter(type -> type != Extensions.SERVER_NAME && type != Extensions.ALPN)
                .sorted());
        String schemes = commas(hello.extensions().signatureSchemes().stream()
                .mapToInt(SignatureScheme::code)
                .filter(code -> !Grease.is(code)));
        String tail = schemes.isEmpty() ? extensions : extensions + "_" + schemes;
        return Optional.of(new Ja4(
                String.join("_", head, hash(suites), extensions.isEmpty() ? NOTHING : hash(tail)),
                String.join("_", head, suites, tail)));
    }

    private static String head(ClientHello hello) {
        boolean named = hello.extensions().has(Extensions.SERVER_NAME);
        return "t" + version(hello) + (named ? "d" : "i") + count(suites(hello)) + count(extensions(hello))
                + alpn(hello.extensions().alpn());
    }

    /** Of the highest number in supported_versions, or else of the hello's own version; what it is not sure of is 00. */
    private static String version(ClientHello hello) {
        int highest = hello.extensions().has(Extensions.SUPPORTED_VERSIONS)
                ? hello.extensions().supportedVersions().stream()
                        .filter(version -> !version.isGrease())
                        .mapToInt(ProtocolVersion::code)
                        .max()
                        .orElse(0)
                : hello.legacyVersion();
        return switch (highest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            default -> "00";
        };
    }

    /** First and last character of the first protocol; in hexadecimal if either is not a letter or digit. */
    private static String alpn(List<String> protocols) {
        if (protocols.isEmpty() || protocols.get(0).isEmpty()) {
            return "00";
        }
        String first = protocols.get(0);
        char begin = first.charAt(0);
        char end = first.charAt(first.length() - 1);
        return isAlphanumeric(begin) && isAlphanumeric(end)
                ? "" + begin + end
                : String.format("%x%x", begin >> 4, end & 0x0F);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static IntStream suites(ClientHello hello) {
        return hello.suites().stream().mapToInt(CipherSuite::code).filter(code -> !Grease.is(code));
    }

    private static IntStream extensions(ClientHello hello) {
        return hello.extensions().inOrder().stream()
                .mapToInt(extension -> extension.type().code())
                .filter(code -> !Grease.is(code));
    }

    private static String count(IntStream codes) {
        long count = Math.min(codes.count(), 99);
        return count < 10 ? "0" + count : Long.toString(count);
    }

    private static String commas(IntStream codes) {
        return String.join(
                ",", codes.mapToObj(code -> HexFormat.of().toHexDigits(code, 4)).toList());
    }

    private static String hash(String list) {
        return list.isEmpty() ? NOTHING : Fingerprint.hash("SHA-256", list).substring(0, NOTHING.length());
    }
}
