package tlsready.check;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.TestTools;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that the check prints for Linux, run as they stand; {@code CommandsWineTest} runs one of Windows. */
@QuarkusTest
class PrintedCommandsTest {
    @Inject
    CheckFeed feed;

    private static Map<String, String> commands(String page) {
        TestTools.require("curl", "curl");
        TestTools.require("openssl", "openssl");
        return PrintedCommands.of(given().get(page).asString());
    }

    private static PrintedCommands.Run run(String command) throws Exception {
        return PrintedCommands.run(command, Map.of());
    }

    @Test
    void curl_and_OpenSSL_print_the_verdict_where_they_pass() throws Exception {
        for (String endpoint : new String[] {"tls12", "tls13", "afd2023", "arcgis-enterprise"}) {
            Map<String, String> commands = commands("/check?endpoint=" + endpoint);
            PrintedCommands.Run curl = run(commands.get("curl"));
            assertEquals(0, curl.exit(), curl.output());
            assertTrue(curl.output().startsWith("passed " + endpoint + " "), curl.output());
            PrintedCommands.Run openssl = run(commands.get("openssl"));
            assertEquals(0, openssl.exit(), openssl.output());
            assertTrue(openssl.output().contains("\r\n\r\npassed " + endpoint + " "), openssl.output());
        }
    }

    @Test
    void both_fail_and_never_say_passed_where_they_are_refused() throws Exception {
        Map<String, String> commands = commands("/check?endpoint=tls10");
        for (String id : new String[] {"curl", "openssl"}) {
            PrintedCommands.Run run = run(commands.get(id));
            assertNotEquals(0, run.exit(), run.output());
            assertFalse(run.output().contains("passed"), run.output());
        }
    }

    @Test
    void curl_prints_the_verdict_where_an_old_client_gets_in_and_does_not_pass() throws Exception {
        String curl = commands("/check?endpoint=any").get("curl");
        PrintedCommands.Run run = run(curl + " --tlsv1.0 --tls-max 1.0 --ciphers DEFAULT@SECLEVEL=0");
        assertTrue(run.output().startsWith("legacy-only any "), run.output());
    }

    @Test
    void on_the_page_of_a_room_they_carry_its_label() throws Exception {
        Room room = feed.open();
        Map<String, String> commands = commands("/check/room/" + room.key());
        for (String id : new String[] {"curl", "openssl"}) {
            assertEquals(0, run(commands.get(id)).exit());
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (feed.visits(room, 0).size() < 2) {
            assertTrue(System.nanoTime() < end, "both calls came into the room");
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(feed.visits(room, 0).stream().allMatch(Visit::certain));
    }
}
