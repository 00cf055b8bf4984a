package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of looking at a text that may be a receipt.
 *
 * @param result in one word
 * @param says the same in sentences
 * @param kid name of the key that the text names
 * @param receipt what was signed; only if the signature is right and its key is known
 */
public record Verification(Result result, String says, Optional<String> kid, Optional<Receipt> receipt) {
    /** The longest text that is looked at, in bytes. */
    public static final int LIMIT = 100_000;

    /** What can come of it. Tokens are permanent. */
    public enum Result {
        VALID("valid", 200, "The receipt is genuine: this portal signed it, and nothing in it was changed since."),
        VALID_TRUSTED(
                "valid-trusted",
                200,
                "The receipt is genuine: it was signed by {whose}, which the operator of this portal trusts, and nothing"
                        + " in it was changed since."),
        VALID_GIVEN_KEY(
                "valid-given-key",
                200,
                "The signature fits the key that you gave, and nothing was changed since. Whose key that is, only you"
                        + " can know: this portal does not."),
        CHANGED(
                "changed",
                422,
                "The receipt was changed after it was signed, or not copied whole. Do not rely on anything in it."),
        UNKNOWN_KEY(
                "unknown-key",
                422,
                "The receipt names a key that this portal does not know ({kid}). If another portal made it, paste that"
                        + " portal’s key, too; until then nothing can be said of it."),
        EXPIRED_KEY(
                "expired-key",
                422,
                "The signature fits its key, but the key did not sign at the time that the receipt names: it had expired"
                        + " by then, or did not exist yet. Do not rely on it."),
        NOT_A_RECEIPT(
                "not-a-receipt",
                400,
                "This is not a receipt. Choose the file that ends in .json, or paste all of the long line that begins with"
                        + " “eyJ”."),
        TOO_LARGE("too-large", 413, "That is too large for a receipt: we look at {limit} bytes at most.");

        private final String token;
        private final int status;
        private final String words;

        Result(String token, int status, String words) {
            this.token = token;
            this.status = status;
            this.words = words;
        }

        public String token() {
            return token;
        }

        /** Of the HTTP answer. */
        public int status() {
            return status;
        }

        public boolean valid() {
            return this == VALID || this == VALID_TRUSTED || this == VALID_GIVEN_KEY;
        }
    }

    /** The same of a text that is not looked at because it is too long. */
    public static Verification tooLarge() {
        return refused(Result.TOO_LARGE, Optional.empty());
    }

    /**
     * Looks at a text: the file of a receipt, or the line with its signature alone.
     *
     * @param keys all keys that count
     */
    public static Verification of(String text, VerifyRing keys) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            return tooLarge();
        }
        String trimmed = text.strip();
        return trimmed.startsWith("{") ? ofFile(trimmed, keys) : ofCompact(joined(trimmed), Optional.empty(), keys);
    }

    private static Verification ofFile(String json, VerifyRing keys) {
        JsonNode file;
        try {
            file = ReceiptJson.tree(json);
        } catch (JsonProcessingException e) {
            return refused(Result.NOT_A_RECEIPT, Optional.empty());
        }
        if (!file.path("jws").isTextual()) {
            return refused(Result.NOT_A_RECEIPT, Optional.empty());
        }
        return ofCompact(file.get("jws").asText(), Optional.ofNullable(file.get("receipt")), keys);
    }

    private static Verification ofCompact(String compact, Optional<JsonNode> copy, VerifyRing keys) {
        Optional<Jws> jws = Jws.read(compact);
        if (jws.isEmpty()) {
            // Three pieces with a broken letter are a receipt that was damaged; anything else is none.
            boolean once = compact.startsWith("eyJ") && compact.indexOf('.') > 0;
            return refused(once ? Result.CHANGED : Result.NOT_A_RECEIPT, Optional.empty());
        }
        Optional<String> kid = kid(jws.get());
        if (kid.isEmpty()) {
            return refused(Result.CHANGED, Optional.empty());
        }
        Optional<VerifyRing.Found> key = keys.find(kid.get());
        if (key.isEmpty()) {
            return refused(Result.UNKNOWN_KEY, kid);
        }
        if (!jws.get().isSignedBy(key.get().key())) {
            return refused(Result.CHANGED, kid);
        }
        return signed(jws.get(), copy, key.get());
    }

    private static Verification signed(Jws jws, Optional<JsonNode> copy, VerifyRing.Found key) {
        Optional<String> kid = Optional.of(key.key().kid());
        try {
            if (copy.isPresent() && !copy.get().equals(ReceiptJson.tree(jws.payload()))) {
                return refused(Result.CHANGED, kid);
            }
            Receipt receipt = ReceiptJson.receipt(jws.payload());
            if (!key.key().coversTime(receipt.issuedAt())) {
                return refused(Result.EXPIRED_KEY, kid);
            }
            return new Verification(key.means(), words(key.means(), kid, key.whose()), kid, Optional.of(receipt));
        } catch (JsonProcessingException e) {
            return refused(Result.NOT_A_RECEIPT, kid);
        }
    }

    /** The key that the header names; nothing if it is no header of ours. */
    private static Optional<String> kid(Jws jws) {
        try {
            JsonNode header = ReceiptJson.tree(jws.protectedHeader());
            boolean ours = header.path("alg").asText().equals("EdDSA")
                    && header.path("typ").asText().equals(SignedReceipt.TYPE)
                    && header.size() == 3;
            return ours ? Optional.ofNullable(header.path("kid").textValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Mail programs break long lines. */
    private static String joined(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Verification refused(Result result, Optional<String> kid) {
        return new Verification(result, words(result, kid, ""), kid, Optional.empty());
    }

    private static String words(Result result, Optional<String> kid, String whose) {
        String shown = kid.map(name -> name.length() <= 60 ? name : name.substring(0, 59) + "…")
                .orElse("");
        return result.words
                .replace("{kid}", shown)
                .replace("{whose}", whose)
                .replace("{limit}", "%,d".formatted(LIMIT));
    }
}
