package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * What a provider of OpenID Connect says about somebody, verified (OpenID Connect Core 1.0, 3.1.3.7).
 *
 * @param subject how the provider calls them; never anybody else's
 * @param name what people call them; empty if the provider does not say
 * @param groups the groups they are in
 */
record IdToken(String subject, String name, List<String> groups) {
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** A token is made while we wait for it. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Nothing that a public key could be mistaken for the secret of, and never none. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** What a token has to say, and where in it the name and the groups are. */
    record Expected(String issuer, String audience, String nonce, String nameClaim, String groupsClaim) {}

    /** A token signed by a key that is not among the provider's: it may have made a new one. */
    static final class UnknownKey extends Exception {
        UnknownKey(Throwable cause) {
            super(cause);
        }
    }

    /** Verifies a token in its compact form. */
    static IdToken read(String compact, JsonWebKeySet keys, Expected expected, Instant now)
            throws SsoTrouble, UnknownKey {
        var resolver = new JwksVerificationKeyResolver(keys.getJsonWebKeys());
        resolver.setDisambiguateWithVerifySignature(true);
        var consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(resolver)
                .setExpectedIssuer(true, expected.issuer())
                .setExpectedAudience(true, expected.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions((int) SKEW.toSeconds(), (int) FRESH.toSeconds())
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
        try {
            return of(consumer.processToClaims(compact), expected);
        } catch (InvalidJwtException e) {
            if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .anyMatch(UnresolvableKeyException.class::isInstance)) {
                throw new UnknownKey(e);
            }
            throw SsoTrouble.refused("the ID token is not valid: " + faults(e)); // its message would show the token
        } catch (MalformedClaimException e) {
            throw SsoTrouble.refused("a claim of the ID token has a wrong form");
        }
    }

    private static String faults(InvalidJwtException e) {
        String codes = e.getErrorDetails().stream()
                .map(error -> Integer.toString(error.getErrorCode()))
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
        return (e.hasExpired() ? "it has expired; " : "") + "codes of jose4j: " + codes;
    }

    private static IdToken of(JwtClaims claims, Expected expected) throws MalformedClaimException, SsoTrouble {
        String nonce = claims.getStringClaimValue("nonce");
        if (nonce == null
                || !MessageDigest.isEqual(
                        nonce.getBytes(StandardCharsets.UTF_8), expected.nonce().getBytes(StandardCharsets.UTF_8))) {
            throw SsoTrouble.refused("the ID token is of another sign-in: its nonce is not ours");
        }
        String party = claims.getStringClaimValue("azp");
        if (party != null
                ? !party.equals(expected.audience())
                : claims.getAudience().size() > 1) {
            throw SsoTrouble.refused("the ID token was made for another client");
        }
        return new IdToken(
                claims.getSubject(),
                claim(claims, expected.nameClaim()) instanceof String name ? name : "",
                groups(claim(claims, expected.groupsClaim())));
    }

    /** The claim of this name; if there is none, what its parts between slashes lead to. */
    private static Object claim(JwtClaims claims, String name) {
        if (claims.hasClaim(name)) {
            return claims.getClaimValue(name);
        }
        Object found = claims.getClaimsMap();
        for (String part : name.split("/")) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return found;
    }

    private static List<String> groups(Object claim) {
        if (claim instanceof String one) {
            return List.of(one);
        }
        return claim instanceof List<?> several
                ? several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
