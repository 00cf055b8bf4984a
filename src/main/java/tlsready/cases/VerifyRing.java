package tlsready.cases;

import java.util.Map;
import java.util.Optional;

/**
 * All keys that count when a receipt is looked at. Where the same key is in several sets, the nearest counts: ours, then
 * those that the operator trusts, then those that were given along.
 *
 * @param ours of this portal
 * @param trusted of others, by a name to be shown
 * @param given along with the receipt
 */
public record VerifyRing(VerifyKeys ours, Map<String, VerifyKeys> trusted, VerifyKeys given) {
    record Found(VerifyKey key, Verification.Result means, String whose) {}

    Optional<Found> find(String kid) {
        return ours.named(kid)
                .map(key -> new Found(key, Verification.Result.VALID, ""))
                .or(() -> trusted.entrySet().stream()
                        .flatMap(entry -> entry
                                .getValue()
                                .named(kid)
                                .map(key -> new Found(key, Verification.Result.VALID_TRUSTED, entry.getKey()))
                                .stream())
                        .findFirst())
                .or(() -> given.named(kid).map(key -> new Found(key, Verification.Result.VALID_GIVEN_KEY, "")));
    }
}
