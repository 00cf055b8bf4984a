package tlsready.cases;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Signs staff in through a provider of OpenID Connect: the authorization code flow with PKCE. What a sign-in has to
 * remember while somebody is at the provider (state, nonce, verifier) comes from a key in their browser's cookie, so no
 * replica has to know of it.
 */
@ApplicationScoped
public class SsoServer {
    private static final Duration KEPT = Duration.ofHours(1);
    /** Keys are asked for again this soon at the soonest, whoever sends tokens of keys that we do not know. */
    private static final Duration RENEWED = Duration.ofMinutes(1);

    private static final int LONGEST_CODE = 4_096;
    private static final String STATE = "state";
    private static final String NONCE = "nonce";
    private static final String VERIFIER = "verifier";

    private final SsoConfig config;
    private final SsoCallServer calls;
    private final SignInServer signIn;
    private final SsoStaffServer people;
    private final Clock clock;
    private volatile Known<SsoProvider> provider;
    private volatile Known<JsonWebKeySet> keys;

    /** Something that the provider said then. */
    private record Known<T>(T value, Instant at) {}

    SsoServer(SsoConfig config, SsoCallServer calls, SignInServer signIn, SsoStaffServer people, Clock clock) {
        this.config = config;
        this.calls = calls;
        this.signIn = signIn;
        this.people = people;
        this.clock = clock;
    }

    /** Looks at the settings only: the provider is asked when somebody wants to sign in. */
    void start(@Observes StartupEvent portal) {
        trouble(config).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
    }

    /** What is wrong with the settings; nothing if they are right, or if there is no single sign-on. */
    static Optional<String> trouble(SsoConfig config) {
        if (config.issuer().isEmpty()) {
            return Optional.empty();
        }
        String issuer = config.issuer().get();
        try {
            if (!SsoProvider.isSafe(URI.create(issuer))) {
                return Optional.of("sso.issuer is " + issuer + "; it has to begin with https://");
            }
        } catch (IllegalArgumentException e) {
            return Optional.of("sso.issuer is " + issuer + ", which is no address");
        }
        if (config.clientId().isEmpty()) {
            return Optional.of("sso.issuer is set, but sso.client-id is not: say how the provider calls this portal");
        }
        return config.staffGroups().isEmpty() && config.administratorGroups().isEmpty()
                ? Optional.of("sso.issuer is set, but neither sso.staff-groups nor sso.administrator-groups is: nobody"
                        + " could sign in")
                : Optional.empty();
    }

    boolean isConfigured() {
        return config.issuer().isPresent();
    }

    /** Whether passwords are not taken any more. */
    boolean isTheOnlyWay() {
        return isConfigured() && config.instead();
    }

    /** How people call it. */
    String name() {
        return config.name();
    }

    /**
     * Where somebody is sent to show who they are.
     *
     * @param key of this sign-in, for their cookie
     * @param back the address of ours that they come back to
     */
    URI begin(SessionKey key, String back) throws SsoTrouble {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", config.clientId().orElseThrow());
        parameters.put("redirect_uri", back);
        parameters.put("scope", config.scope());
        parameters.put("state", key.derived(STATE));
        parameters.put("nonce", key.derived(NONCE));
        parameters.put("code_challenge", challenge(key.derived(VERIFIER)));
        parameters.put("code_challenge_method", "S256");
        return provider().authorize(parameters);
    }

    /**
     * What somebody brings who comes back; null for what is missing.
     *
     * @param iss who sends them, if the provider says so (RFC 9207)
     * @param error why the provider refuses, if it does
     */
    record Return(String code, String state, String iss, String error) {}

    /**
     * Opens a session for who comes back from the provider.
     *
     * @param key of their cookie
     * @param back the address of ours that they came to
     * @param address where they are
     */
    SessionKey finish(SessionKey key, Return brought, String back, String address) throws SsoTrouble {
        if (brought.state() == null || !same(brought.state(), key.derived(STATE))) {
            throw SsoTrouble.stale("somebody came back with a state that is not of their cookie");
        }
        if (signIn.isOneTooMany(address)) {
            throw new SsoTrouble(
                    SsoTrouble.Kind.TOO_MANY,
                    "Wait " + signIn.window() + " minutes, and try again.",
                    "one network tried to sign in too often");
        }
        if (!signIn.isFirstUse(brought.state())) {
            throw SsoTrouble.stale("somebody came back twice with the same state");
        }
        if (brought.error() != null) {
            throw refusal(brought.error());
        }
        SsoProvider provider = provider();
        if (brought.iss() != null && !brought.iss().equals(provider.issuer())) {
            throw SsoTrouble.refused("somebody was sent back by another issuer");
        }
        if (brought.code() == null || brought.code().isEmpty() || brought.code().length() > LONGEST_CODE) {
            throw SsoTrouble.refused("somebody came back without a code");
        }
        IdToken token = verified(exchanged(provider, brought.code(), back, key), provider, key);
        StaffEntity person = people.arrive(provider.issuer(), token, role(token.groups()));
        return signIn.enter(person, address);
    }

    /** The role of somebody in these groups; nothing if they are in none of ours. */
    private Optional<String> role(Collection<String> groups) {
        if (isIn(groups, config.administratorGroups())) {
            return Optional.of(Roles.ADMINISTRATOR);
        }
        return isIn(groups, config.staffGroups()) ? Optional.of(Roles.STAFF) : Optional.empty();
    }

    private static boolean isIn(Collection<String> groups, Optional<List<String>> ours) {
        return ours.filter(some -> some.stream().anyMatch(groups::contains)).isPresent();
    }

    private static SsoTrouble refusal(String error) {
        String code = error.matches("[a-z_]{1,40}") ? error : "an error";
        return new SsoTrouble(
                SsoTrouble.Kind.REFUSED,
                "The provider of single sign-on did not sign you in; it says: " + code + ". Try again, or ask those who"
                        + " look after your account there.",
                "the provider refused somebody: " + code);
    }

    /** The ID token for the code. */
    private String exchanged(SsoProvider provider, String code, String back, SessionKey key) throws SsoTrouble {
        String client = config.clientId().orElseThrow();
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", back);
        fields.put("code_verifier", key.derived(VERIFIER));
        boolean inForm = config.clientSecret().isEmpty() || provider.secretInForm();
        if (inForm) {
            fields.put("client_id", client);
            config.clientSecret().ifPresent(secret -> fields.put("client_secret", secret));
        }
        Optional<String> header =
                inForm ? Optional.empty() : config.clientSecret().map(secret -> basic(client, secret));
        SsoCallServer.Reply reply = calls.post(provider.token(), SsoProvider.form(fields), header);
        if (reply.status() >= 500) {
            throw SsoTrouble.away("the token endpoint answers with status " + reply.status());
        }
        JsonNode answer = SsoProvider.json(reply.body(), "answer to a code");
        if (reply.status() != 200 || !answer.path("id_token").isTextual()) {
            String error = answer.path("error").asText("");
            throw SsoTrouble.refused("the token endpoint answers with status " + reply.status() + " and "
                    + (error.matches("[a-z_]{1,40}") ? error : "no ID token"));
        }
        return answer.path("id_token").textValue();
    }

    private IdToken verified(String compact, SsoProvider provider, SessionKey key) throws SsoTrouble {
        var expected = new IdToken.Expected(
                provider.issuer(),
                config.clientId().orElseThrow(),
                key.derived(NONCE),
                config.nameClaim(),
                config.groupsClaim());
        try {
            return IdToken.read(compact, keys(provider, KEPT), expected, clock.instant());
        } catch (IdToken.UnknownKey perhapsNew) {
            try {
                return IdToken.read(compact, keys(provider, RENEWED), expected, clock.instant());
            } catch (IdToken.UnknownKey e) {
                throw SsoTrouble.refused("the ID token is signed by a key that the provider does not publish");
            }
        }
    }

    private SsoProvider provider() throws SsoTrouble {
        Known<SsoProvider> known = provider;
        if (known == null || isOlder(known, KEPT)) {
            String issuer = config.issuer().orElseThrow();
            known = new Known<>(
                    SsoProvider.read(asked(SsoProvider.description(issuer), "description"), issuer), clock.instant());
            provider = known;
        }
        return known.value();
    }

    /** The keys of the provider, at most so old. */
    private JsonWebKeySet keys(SsoProvider provider, Duration age) throws SsoTrouble {
        Known<JsonWebKeySet> known = keys;
        if (known == null || isOlder(known, age)) {
            try {
                known = new Known<>(
                        new JsonWebKeySet(new String(asked(provider.keys(), "keys"), StandardCharsets.UTF_8)),
                        clock.instant());
            } catch (JoseException e) {
                throw SsoTrouble.away("the provider's keys cannot be read");
            }
            keys = known;
        }
        return known.value();
    }

    private byte[] asked(URI address, String what) throws SsoTrouble {
        SsoCallServer.Reply reply = calls.get(address);
        if (reply.status() != 200) {
            throw SsoTrouble.away(
                    "the provider's " + what + " at " + address + " answers with status " + reply.status());
        }
        return reply.body();
    }

    private boolean isOlder(Known<?> known, Duration age) {
        return known.at().plus(age).isBefore(clock.instant());
    }

    /** Name and secret as RFC 6749, 2.3.1 wants them: each encoded like a field of a form, then both as base64. */
    private static String basic(String client, String secret) {
        String both = SsoProvider.encoded(client) + ":" + SsoProvider.encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    }

    private static String challenge(String verifier) {
        try {
            return Jws.encode(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
