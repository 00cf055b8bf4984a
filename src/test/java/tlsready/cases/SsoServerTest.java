package tlsready.cases;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Settings of single sign-on, and what a provider says of itself. */
class SsoServerTest {
    private record Settings(Optional<String> issuer, Optional<String> clientId, Optional<List<String>> staffGroups)
            implements SsoConfig {
        static Settings of(String issuer) {
            return new Settings(Optional.of(issuer), Optional.of("tls-ready"), Optional.of(List.of("staff")));
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public String scope() {
            return "openid";
        }

        @Override
        public String nameClaim() {
            return "name";
        }

        @Override
        public String groupsClaim() {
            return "groups";
        }

        @Override
        public Optional<List<String>> administratorGroups() {
            return Optional.empty();
        }

        @Override
        public boolean instead() {
            return true;
        }

        @Override
        public boolean adopts() {
            return false;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    private static SsoServer server(SsoConfig config) {
        return new SsoServer(config, new SsoCallServer(config), null, null, Clock.systemUTC());
    }

    @Test
    void without_an_issuer_nothing_is_needed_and_the_form_is_the_only_way() {
        var none = new Settings(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(Optional.empty(), SsoServer.trouble(none));
        assertFalse(server(none).isConfigured());
        assertFalse(server(none).isTheOnlyWay(), "even if it says so");
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.org, true",
        "https://login.example.org/realms/staff, true",
        "http://localhost:8180/realms/staff, true",
        "http://127.0.0.1:8180, true",
        "http://login.example.org, false",
        "http://localhost.example.org, false",
        "login.example.org, false",
        "https://login example.org, false",
        "file:///etc/passwd, false"
    })
    void secrets_go_over_https_or_nowhere(String issuer, boolean right) {
        assertEquals(right, SsoServer.trouble(Settings.of(issuer)).isEmpty());
    }

    @Test
    void half_a_configuration_is_refused_with_a_sentence() {
        Optional<String> issuer = Optional.of("https://login.example.org");
        var nameless = new Settings(issuer, Optional.empty(), Optional.of(List.of("staff")));
        assertTrue(SsoServer.trouble(nameless).orElseThrow().contains("sso.client-id is not"));
        var closed = new Settings(issuer, Optional.of("tls-ready"), Optional.empty());
        assertTrue(SsoServer.trouble(closed).orElseThrow().contains("nobody could sign in"));
    }

    @Test
    void a_provider_that_is_down_is_said_to_be() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        SsoServer server = server(Settings.of("http://127.0.0.1:" + closed));
        SessionKey key = SessionKey.random(new Random(1));
        var trouble = assertThrows(SsoTrouble.class, () -> server.begin(key, "http://localhost/staff/sso/back"));
        assertEquals(SsoTrouble.Kind.AWAY, trouble.kind());
        assertTrue(trouble.getMessage().contains("127.0.0.1 cannot be asked"), trouble.getMessage());
    }

    private static final String DESCRIPTION =
            """
            {"issuer": "https://login.example.org", "authorization_endpoint": "https://login.example.org/a",
             "token_endpoint": "https://login.example.org/t", "jwks_uri": "https://login.example.org/k"}""";

    private static SsoProvider read(String description) throws SsoTrouble {
        return SsoProvider.read(description.getBytes(StandardCharsets.UTF_8), "https://login.example.org");
    }

    @Test
    void a_description_is_read() throws Exception {
        assertEquals(
                new SsoProvider(
                        "https://login.example.org",
                        URI.create("https://login.example.org/a"),
                        URI.create("https://login.example.org/t"),
                        URI.create("https://login.example.org/k"),
                        false),
                read(DESCRIPTION));
        assertTrue(
                read(DESCRIPTION.replace("{", "{\"token_endpoint_auth_methods_supported\": [\"client_secret_post\"], "))
                        .secretInForm());
        assertEquals(
                URI.create("https://login.example.org/realm/.well-known/openid-configuration"),
                SsoProvider.description("https://login.example.org/realm/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{}",
                "{\"issuer\": \"https://login.example.org/\"}",
                "{\"issuer\": 1}",
            })
    void a_description_that_is_none_is_refused(String description) {
        assertEquals(
                SsoTrouble.Kind.AWAY,
                assertThrows(SsoTrouble.class, () -> read(description)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.org/t", "file:///t", "t", "https:///t", "http://[::2]/t", " "})
    void an_endpoint_that_is_not_safe_is_refused(String endpoint) {
        String description = DESCRIPTION.replace("https://login.example.org/t", endpoint);
        assertThrows(SsoTrouble.class, () -> read(description));
    }
}
