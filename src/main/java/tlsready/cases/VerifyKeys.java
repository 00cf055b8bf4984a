package tlsready.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Public keys as portals publish them: a JSON Web Key Set (RFC 7517) of keys of Ed25519 (RFC 8037). When a key may sign
 * is said by {@code nbf} and {@code exp}, seconds since 1970.
 */
public record VerifyKeys(List<VerifyKey> keys) {
    /** No keys. */
    public static final VerifyKeys NONE = new VerifyKeys(List.of());

    /** No key set; the message says why in a sentence for people. */
    public static final class Unreadable extends IllegalArgumentException {
        Unreadable(String sentence) {
            super(sentence);
        }
    }

    public VerifyKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads a key set or a single key. Keys of other kinds are passed over.
     *
     * @throws Unreadable if it is neither, or no key in it can verify a receipt
     */
    public static VerifyKeys read(String json) {
        JsonNode tree;
        try {
            tree = ReceiptJson.tree(json);
        } catch (JsonProcessingException e) {
            throw new Unreadable("The key is not JSON. Paste what the other portal shows at /.well-known/jwks.json.");
        }
        var found = new ArrayList<VerifyKey>();
        Iterable<JsonNode> candidates = tree.path("keys").isArray() ? tree.path("keys") : List.of(tree);
        candidates.forEach(node -> key(node).ifPresent(found::add));
        if (found.isEmpty()) {
            throw new Unreadable(
                    "There is no Ed25519 key in what was given as key. Paste what the other portal shows at"
                            + " /.well-known/jwks.json.");
        }
        return new VerifyKeys(found);
    }

    private static Optional<VerifyKey> key(JsonNode node) {
        boolean ours = node.path("kty").asText().equals("OKP")
                && node.path("crv").asText().equals(SigningKey.ALGORITHM)
                && !node.has("d");
        if (!ours) {
            return Optional.empty();
        }
        try {
            Instant from = node.path("nbf").isNumber()
                    ? Instant.ofEpochSecond(node.path("nbf").asLong())
                    : Instant.MIN;
            Instant until = node.path("exp").isNumber()
                    ? Instant.ofEpochSecond(node.path("exp").asLong())
                    : Instant.MAX;
            return Optional.of(new VerifyKey(Jws.decode(node.path("x").asText()), from, until));
        } catch (IllegalArgumentException | java.time.DateTimeException broken) {
            return Optional.empty();
        }
    }

    /** As it is published. */
    public String write() {
        List<Map<String, Object>> list = keys.stream().map(VerifyKeys::written).toList();
        return ReceiptJson.pretty(Map.of("keys", list));
    }

    private static Map<String, Object> written(VerifyKey key) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kty", "OKP");
        members.put("crv", SigningKey.ALGORITHM);
        members.put("x", Jws.encode(key.x()));
        members.put("kid", key.kid());
        members.put("use", "sig");
        members.put("alg", "EdDSA");
        members.put("nbf", key.from().getEpochSecond());
        members.put("exp", key.until().getEpochSecond());
        return members;
    }

    Optional<VerifyKey> named(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }
}
