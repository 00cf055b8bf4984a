package tlsready.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;

/**
 * A small provider of OpenID Connect. It holds its clients to the rules: redirect address, PKCE, secret, codes that serve
 * once. A test tells it by {@code GET /next?…} who comes next ({@code sub}, {@code name}, {@code groups}) and what it
 * gets wrong ({@code fault}); without a fault it is right.
 */
public class OpenIdProvider implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "tls-ready";
    static final String SECRET = "a secret/with: signs";

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Map<String, String> next = Map.of();
    private volatile int keysAsked;
    private HttpServer server;
    private RsaJsonWebKey key;
    private RsaJsonWebKey stranger;

    @Override
    public Map<String, String> start() {
        try {
            key = key("one");
            stranger = key("one");
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "provider");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/.well-known/openid-configuration", this::describe);
            server.createContext("/authorize", this::authorize);
            server.createContext("/token", this::token);
            server.createContext("/keys", this::keys);
            server.createContext("/next", exchange -> {
                next = fields(exchange.getRequestURI().getRawQuery());
                answer(exchange, 200, Integer.toString(keysAsked));
            });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "sso.issuer", issuer(),
                "sso.client-id", CLIENT,
                "sso.client-secret", SECRET,
                "sso.name", "Example Corp",
                "sso.groups-claim", "realm/roles",
                "sso.staff-groups", "tls-support,others",
                "sso.administrator-groups", "tls-chiefs",
                "sso.patience", "2s",
                "sso.adopts", "true",
                "staff.tries-per-address", "500");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(id);
            return made;
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean is(String fault) {
        return fault.equals(next.get("fault"));
    }

    private void describe(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                ("{'issuer':'%1$s','authorization_endpoint':'%1$s/authorize?theme=plain','token_endpoint':'%1$s/token',"
                                + "'jwks_uri':'%1$s/keys'}")
                        .formatted(issuer())
                        .replace('\'', '"'));
    }

    /** Somebody shows who they are, and is sent back at once. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        boolean right = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && "plain".equals(asked.get("theme"))
                && asked.get("redirect_uri").endsWith("/staff/sso/back")
                && List.of(asked.get("scope").split(" ")).contains("openid");
        if (!right) {
            answer(exchange, 400, "not a request for this provider: " + asked);
            return;
        }
        String code = "code-" + numbers.incrementAndGet();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        asked.get("redirect_uri")
                                + (is("denied") ? "?error=access_denied" : "?code=" + code)
                                + (is("issuer of return") ? "&iss=https://else.example.org" : "&iss=" + issuer())
                                + "&state=" + asked.get("state"));
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked =
                is("lenient") ? codes.get(form.get("code")) : codes.remove(form.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":a+secret%2Fwith%3A+signs").getBytes(StandardCharsets.US_ASCII));
        if (is("away")) {
            answer(exchange, 502, "<html>");
        } else if (is("silent")) {
            sleep();
            answer(exchange, 200, "{}");
        } else if (is("endless")) {
            answer(exchange, 200, "{\"id_token\":\"" + "x".repeat(SsoCallServer.LARGEST) + "\"}");
        } else if (is("no JSON")) {
            answer(exchange, 200, "<html>");
        } else if (asked == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !"authorization_code".equals(form.get("grant_type"))
                || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
                || !asked.get("code_challenge").equals(sha256(form.get("code_verifier")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(asked) + "\"}");
        }
    }

    private String idToken(Map<String, String> asked) {
        var claims = new JwtClaims();
        claims.setIssuer(is("issuer") ? "https://else.example.org" : issuer());
        claims.setSubject(next.getOrDefault("sub", "1"));
        if (is("audience")) {
            claims.setAudience("another-client");
        } else if (is("several audiences")) {
            claims.setAudience("another-client", CLIENT);
        } else {
            claims.setAudience(CLIENT);
        }
        if (is("authorized party")) {
            claims.setStringClaim("azp", "another-client");
        }
        long now = NumericDate.now().getValue();
        boolean expired = is("expired");
        claims.setIssuedAt(NumericDate.fromSeconds(is("old") ? now - 3_600 : expired ? now - 240 : now));
        if (!is("without end")) {
            claims.setExpirationTime(NumericDate.fromSeconds(expired ? now - 120 : now + 300));
        }
        if (!is("without nonce")) {
            claims.setStringClaim("nonce", is("nonce") ? "another" : asked.get("nonce"));
        }
        if (next.containsKey("name")) {
            claims.setStringClaim("preferred_username", next.get("name"));
        }
        if (next.containsKey("groups")) {
            claims.setClaim("realm", Map.of("roles", List.of(next.get("groups").split(","))));
        }
        return signed(claims);
    }

    private String signed(JwtClaims claims) {
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKeyIdHeaderValue("one");
            jws.setAlgorithmHeaderValue("RS256");
            jws.setKey(key.getPrivateKey());
            if (is("signature")) {
                jws.setKey(stranger.getPrivateKey());
            } else if (is("unknown key")) {
                jws.setKey(stranger.getPrivateKey());
                jws.setKeyIdHeaderValue("two");
            } else if (is("unsigned")) {
                jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                jws.setAlgorithmHeaderValue("none");
                jws.setKey(null);
            } else if (is("secret as key")) { // the public key, which all know, taken for a secret
                jws.setAlgorithmHeaderValue("HS256");
                jws.setKey(new HmacKey(key.getPublicKey().getEncoded()));
            }
            String compact = jws.getCompactSerialization();
            return is("changed byte")
                    ? compact.substring(0, 60) + (compact.charAt(60) == 'A' ? 'B' : 'A') + compact.substring(61)
                    : compact;
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        keysAsked++;
        answer(exchange, 200, new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(6_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        if (form == null || form.isEmpty()) {
            return new HashMap<>();
        }
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** What a query of an address says. */
    static Map<String, String> query(String address) {
        return fields(URI.create(address).getRawQuery());
    }
}
