package tlsready.tls;

import java.util.Collection;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The JA3 fingerprint of a client (Althouse, Atkinson and Atkins, https://github.com/salesforce/ja3):
 * version, suites, extensions, groups and point formats in their order, without GREASE. Browsers that
 * shuffle their extensions have a new one for every connection; {@link Ja4} is made for those.
 *
 * @param text the five fields in decimal, for example {@code 769,4-5-10-9-100-98-3-6-19-18-99,,,}
 * @param hash MD5 of the text, 32 hexadecimal digits
 */
public record Ja3(String text, String hash) {
    /** The fingerprint of this hello; nothing for SSLv2 framing, for which JA3 is not defined. */
    public static Optional<Ja3> of(ClientHello hello) {
        if (hello.format() == HelloFormat.SSLV2) {
            return Optional.empty();
        }
        var extensions = hello.extensions();
        String text = String.join(
                ",",
                Integer.toString(hello.legacyVersion()),
                numbers(hello.suites(), CipherSuite::code),
                numbers(extensions.inOrder(), extension -> extension.type().code()),
                numbers(extensions.groups(), NamedGroup::code),
                numbers(extensions.pointFormats(), Integer::intValue));
        return Optional.of(new Ja3(text, Fingerprint.hash("MD5", text)));
    }

    private static <T> String numbers(Collection<T> values, ToIntFunction<T> code) {
        return values.stream()
                .mapToInt(code)
                .filter(number -> !Grease.is(number))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("-"));
    }
}
