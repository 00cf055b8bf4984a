package tlsready.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.check.Decision.Refuse;
import tlsready.check.Decision.Shake;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloBuilder;
import tlsready.tls.RecordedClient;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is decided from a hello, and that the engines keep to it. */
class PolicyTest {
    private static final Set<KeyKind> BOTH = EnumSet.allOf(KeyKind.class);
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int SERVER_HELLO = 2;

    private static Listening check;
    private static Policy policy;

    @BeforeAll
    static void open() throws Exception {
        check = new Listening();
        policy = check.server.policy();
    }

    @AfterAll
    static void close() {
        check.close();
    }

    static Stream<Endpoint> endpoints() {
        return Calls.ENDPOINTS.all().stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void an_engine_begins_the_handshake_of_every_recorded_client_that_was_let_in_and_of_no_other(Endpoint endpoint)
            throws Exception {
        int letIn = 0;
        for (RecordedClient client : RecordedClient.all()) {
            Decision decision = policy.decide(endpoint, Calls.hello(client.hello()), BOTH);
            byte[] heard = replay(client, endpoint);
            check.next();
            String what = client + " at " + endpoint.id() + ": " + decision;
            if (decision instanceof Refuse refusal) {
                assertEquals(7, heard.length, what);
                assertEquals(ALERT, heard[0], what);
                assertEquals(refusal.alert().description().code(), heard[6], what);
            } else {
                boolean nameThatTheJdkRefuses = inShort(decision).startsWith("JDK")
                        && client.name().equals("OpenSSL 1.1.1b (Debian)"); // it asked for "testssl.sh:443"
                assertTrue(heard.length > 5, what);
                assertEquals(nameThatTheJdkRefuses ? ALERT : HANDSHAKE, heard[0], what);
                assertEquals(nameThatTheJdkRefuses ? 2 : SERVER_HELLO, heard[5], what);
                letIn++;
            }
        }
        assertTrue(letIn > 0, endpoint.id() + " lets nobody in");
    }

    private static byte[] replay(RecordedClient client, Endpoint endpoint) throws Exception {
        try (var raw = new RawClient(check.port(endpoint.id()))) {
            return raw.say(client.hello()).shutUp().hear();
        }
    }

    @Test
    void the_machines_of_the_product_get_the_engine_and_the_key_that_fit_them() {
        String jdkRsa = "JDK with RSA";
        String fastRsa = "BORINGSSL with RSA";
        String fastEcdsa = "BORINGSSL with ECDSA";
        assertEquals(jdkRsa, decide("any", "IE 8 XP"), "RC4 and 3DES");
        assertEquals("2:70", decide("tls12", "IE 8 XP"));
        assertEquals(jdkRsa, decide("tls10", "Java 6u45"), "in the framing of SSL 2.0");
        assertEquals(fastRsa, decide("any", "IE 8-10 Win 7"), "TLS 1.0");
        assertEquals("2:70", decide("tls12plus", "IE 8-10 Win 7"));
        assertEquals(fastEcdsa, decide("tls12", "IE 11 Win 7"));
        assertEquals("2:40", decide("afd2023", "IE 11 Win 7"), "no suite of Azure Front Door's");
        assertEquals(fastRsa, decide("afd2022", "IE 11 Win 7"), "RSA with AES-GCM");
        assertEquals("2:70", decide("tls13", "Chrome 57 Win 7"), "a draft of TLS 1.3");
        assertEquals(fastRsa, decide("afd2023", "IE 11 Win 10"));
    }

    @Test
    void RC4_and_3DES_are_for_endpoints_that_take_old_versions_only() {
        var hello = Calls.hello(new HelloBuilder()
                .suites(0x0005, 0x000A)
                .signatureSchemes(0x0401)
                .build());
        assertEquals("2:40", decide("tls12", hello));
        assertEquals("JDK with RSA", decide("any", hello));
    }

    @Test
    void without_BoringSSL_the_JDK_serves_everybody() {
        var alone = new Policy(List.of(JdkEngine.ability()));
        for (Endpoint endpoint : Calls.ENDPOINTS.all()) {
            for (RecordedClient client : RecordedClient.all()) {
                ClientHello hello = Calls.hello(client.hello());
                boolean before = policy.decide(endpoint, hello, BOTH) instanceof Shake;
                boolean now = alone.decide(endpoint, hello, BOTH) instanceof Shake;
                assertEquals(before, now, client + " at " + endpoint.id());
            }
        }
    }

    @Test
    void an_engine_that_speaks_no_old_version_refuses_old_clients_and_leaves_their_endpoints_closed() {
        Engine loose = JdkEngine.ability();
        var strict = new Policy(List.of(new Engine(
                Engine.Kind.JDK, Set.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), loose.suites(), true, true)));
        var old = Calls.recorded("IE 8-10 Win 7");
        assertEquals("2:70", inShort(strict.decide(Calls.ENDPOINTS.get("any"), old, BOTH)));
        assertTrue(strict.canServe(Calls.ENDPOINTS.get("any")));
        assertTrue(!strict.canServe(Calls.ENDPOINTS.get("tls10")));
    }

    @Test
    void a_client_that_takes_no_signature_of_ours_is_refused() {
        var hello = Calls.hello(new HelloBuilder()
                .suites(0xC02F, 0xC02B)
                .groups(29, 23)
                .signatureSchemes(0x0807) // Ed25519
                .build());
        assertEquals("2:40", decide("tls12", hello));
    }

    @Test
    void a_fallback_that_was_not_needed_is_refused() {
        var hello = Calls.hello(
                new HelloBuilder().legacyVersion(0x0302).suites(0x002F, 0x5600).build());
        assertEquals("2:86", decide("any", hello));
        assertEquals("BORINGSSL with RSA", decide("tls11", hello));
    }

    @Test
    void names_lead_to_endpoints_and_rooms() {
        assertEquals("[tls12] []", asked("tls12.check.example.org"));
        assertEquals("[] [r7k3m]", asked("r7k3m.CHECK.example.org"));
        assertEquals("[tls12] [r7k3m]", asked("TLS12-r7k3m.check.example.org"));
        assertEquals("[arcgis-enterprise] []", asked("arcgis-enterprise.check.example.org"));
        assertEquals("[arcgis-enterprise] [r7k3m]", asked("arcgis-enterprise-r7k3m.check.example.org"));
        for (String nothing :
                List.of("check.example.org", "tls12.example.org", "tls12.check.example.org.evil.example", "")) {
            assertEquals("[] []", asked(nothing), nothing);
        }
    }

    @Test
    void a_name_below_the_domain_that_can_be_no_endpoint_leads_astray() {
        for (String astray : List.of("a.b", "tls12-", "www", "")) {
            assertEquals("[] [] astray", asked(astray + ".check.example.org"), astray);
        }
        assertEquals("[] [r7k3m] astray", asked("nowhere-r7k3m.check.example.org"), "the room is told");
        Endpoints open = Calls.ENDPOINTS.only(endpoint -> !endpoint.id().equals("tls12plus"));
        assertEquals("[] [] astray", asked("tls12plus.check.example.org", open), "it is off, and no label either");
        assertEquals("[] [r7k3m] astray", asked("tls12plus-r7k3m.check.example.org", open));
        assertEquals("[tls12] [r7k3m]", asked("tls12-r7k3m.check.example.org", open));
    }

    private static String asked(String name) {
        return asked(name, Calls.ENDPOINTS);
    }

    private static String asked(String name, Endpoints endpoints) {
        var asked = AskedName.read(name, Listening.DOMAIN, endpoints);
        return asked.endpoint().stream().toList() + " " + asked.label().stream().toList()
                + (asked.astray() ? " astray" : "");
    }

    private static String decide(String endpoint, String client) {
        return decide(endpoint, Calls.recorded(client));
    }

    private static String decide(String endpoint, ClientHello hello) {
        return inShort(policy.decide(Calls.ENDPOINTS.get(endpoint), hello, BOTH));
    }

    private static String inShort(Decision decision) {
        return decision instanceof Shake shake
                ? shake.engine() + " with " + shake.key()
                : ((Refuse) decision).alert().code();
    }
}
