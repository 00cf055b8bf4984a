package tlsready.cases;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A provider of OpenID Connect, as it describes itself (OpenID Connect Discovery 1.0, 3).
 *
 * @param issuer how it calls itself, to the letter
 * @param authorization where people are sent
 * @param token where the code that they come back with is exchanged
 * @param keys where its public keys are
 * @param secretInForm whether it wants our secret in the form and not in the header
 */
record SsoProvider(String issuer, URI authorization, URI token, URI keys, boolean secretInForm) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BASIC = "client_secret_basic";
    private static final String FORM = "client_secret_post";

    /** Where a provider describes itself. */
    static URI description(String issuer) {
        return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    /** Whether secrets may go to this address: over HTTPS, or without leaving this machine. */
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme()) && address.getHost() != null
                || "http".equals(address.getScheme()) && address.getHost() != null && HERE.contains(address.getHost());
    }

    /** Reads its description; it has to be of the issuer whom we asked. */
    static SsoProvider read(byte[] description, String issuer) throws SsoTrouble {
        JsonNode all = json(description, "description");
        String said = text(all, "issuer");
        if (!said.equals(issuer)) {
            throw SsoTrouble.away("sso.issuer is " + issuer + ", but the provider calls itself " + said
                    + ": they have to be the same to the letter");
        }
        Set<String> methods = all.path("token_endpoint_auth_methods_supported").isArray()
                ? texts(all.path("token_endpoint_auth_methods_supported"))
                : Set.of(BASIC);
        return new SsoProvider(
                issuer,
                address(all, "authorization_endpoint"),
                address(all, "token_endpoint"),
                address(all, "jwks_uri"),
                !methods.contains(BASIC) && methods.contains(FORM));
    }

    /** Bytes of the provider as JSON. */
    static JsonNode json(byte[] bytes, String what) throws SsoTrouble {
        try {
            JsonNode read = JSON.readTree(bytes);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            throw SsoTrouble.away("the provider's " + what + " is no JSON");
        }
        throw SsoTrouble.away("the provider's " + what + " is no JSON object");
    }

    /** Where somebody is sent to show who they are. */
    URI authorize(Map<String, String> parameters) {
        String query = form(parameters);
        String base = authorization.toString();
        return URI.create(base + (authorization.getRawQuery() == null ? "?" : "&") + query);
    }

    /** Fields as a form sends them. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI address(JsonNode all, String name) throws SsoTrouble {
        try {
            URI address = URI.create(text(all, name));
            if (isSafe(address) && address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw SsoTrouble.away("the provider's " + name + " is no address");
        }
        throw SsoTrouble.away("the provider's " + name + " does not begin with https://");
    }

    private static String text(JsonNode all, String name) throws SsoTrouble {
        if (!all.path(name).isTextual()) {
            throw SsoTrouble.away("the provider's description has no " + name);
        }
        return all.path(name).textValue();
    }

    private static Set<String> texts(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
