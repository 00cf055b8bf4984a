package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a receipt is asked for.
 *
 * @param kind {@code room} or {@code case}
 * @param reference what names it and reads nothing: a room's label, a case's number. Never a key or a customer's code
 * @param evidence code of the evidence that was brought, as it travels in addresses
 * @param bundle SHA-256 of the zip that was taken, 64 hexadecimal digits
 * @param expected ids of the network stacks of the knowledge that the plan says something of; those that never called
 *     stand in the receipt as not proved
 */
public record ReceiptSubject(
        String kind, String reference, Optional<String> evidence, Optional<String> bundle, List<String> expected) {
    public ReceiptSubject {
        expected = List.copyOf(expected);
    }

    /** A waiting room of which nothing but its calls is known. */
    static ReceiptSubject room(String label) {
        return new ReceiptSubject("room", label, Optional.empty(), Optional.empty(), List.of());
    }

    Receipt.About about() {
        return new Receipt.About(kind, sha256(kind + ":" + reference));
    }

    Optional<String> evidenceHash() {
        return evidence.map(ReceiptSubject::sha256);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
