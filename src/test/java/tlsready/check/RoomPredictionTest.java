package tlsready.check;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A room that was opened for a machine puts what it predicted beside what comes. */
@QuarkusTest
class RoomPredictionTest {
    private static final String WINDOWS_7 = "1~windows-7~x64~n528040~v4-no~v4w-no~t12c-no";

    @Inject
    Event<Observation> server;

    private static String open(String query) {
        Response opened =
                given().redirects().follow(false).urlEncodingEnabled(false).post("/check/room" + query);
        assertEquals(303, opened.statusCode());
        return opened.header("Location");
    }

    private void call(String room, String client) {
        String label = given().get(room).asString().replaceFirst("(?s).*<h1>Waiting room (\\w+)</h1>.*", "$1");
        Observation seen = Calls.call(Calls.recorded(client), "tls12");
        server.fire(new Observation(
                seen.when(),
                seen.endpoint(),
                Optional.of(label),
                "192.0.2.77",
                seen.hello(),
                seen.ending(),
                seen.request(),
                seen.helloMillis(),
                seen.handshakeMillis(),
                false));
        await(() -> given().get(room).asString().contains("All about visit 1"));
    }

    private static void await(BooleanSupplier happened) {
        for (int i = 0; i < 200 && !happened.getAsBoolean(); i++) {
            try {
                Thread.sleep(Duration.ofMillis(50).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertTrue(happened.getAsBoolean());
    }

    @Test
    void a_room_opened_with_evidence_says_what_it_expects_and_where_that_comes_from() {
        String room =
                given().get(open("?e=" + WINDOWS_7 + "&target=arcgis-online")).asString();
        assertTrue(room.contains("What we expect here"), room);
        assertTrue(room.contains("a PC with Windows 7"), room);
        assertTrue(room.contains("/evidence/result?"), room);
    }

    @Test
    void a_visit_shows_prediction_and_hello_in_the_page_in_the_poll_and_by_itself() {
        String room = open("?e=" + WINDOWS_7 + "&target=arcgis-online");
        call(room, "IE 8 Win 7");
        assertTrue(given().get(room).asString().contains("As predicted"));
        String poll = given().get(room + "/visits?after=0").jsonPath().getString("[0].html");
        assertTrue(poll.contains("As predicted"), poll);
        String visit = given().get(room + "/visit/"
                        + given().get(room + "/visits").jsonPath().getString("[0].id"))
                .asString();
        assertTrue(visit.contains("Prediction and fact"), visit);
        assertTrue(visit.contains("WinINet"), visit);
        assertTrue(visit.contains("The call offered: up to TLS 1.0;"), visit);
    }

    @Test
    void a_browser_with_its_own_tls_is_named_as_another_stack() {
        String room = open("?e=" + WINDOWS_7);
        call(room, "Firefox 100 (Win 10)");
        String visit = given().get(room + "/visit/"
                        + given().get(room + "/visits").jsonPath().getString("[0].id"))
                .asString();
        assertTrue(visit.contains("Another TLS than predicted"), visit);
        assertTrue(visit.contains("A proxy or a virus scanner stands in between"), visit);
    }

    @Test
    void a_room_of_a_plan_knows_what_was_before_its_steps_and_what_comes_after_them() {
        String room = open("?program=arcgis-desktop&desktop=10-5-1&instead=configure&dotnet35=no&windows=windows-7"
                + "&bitness=x64&dotnet=4-8&target=arcgis-online&admin=yes&e=" + WINDOWS_7);
        String page = given().get(room).asString();
        assertTrue(page.contains("/plan?program=arcgis-desktop"), page);
        call(room, "IE 8 Win 7");
        String visit = given().get(room + "/visit/"
                        + given().get(room + "/visits").jsonPath().getString("[0].id"))
                .asString();
        assertTrue(visit.contains("as predicted before the steps of the plan"), visit);
        assertTrue(visit.contains("the program was not restarted since"), visit);
    }

    @Test
    void a_room_without_evidence_expects_nothing() {
        for (String query : new String[] {"", "?program=arcgis-desktop", "?e=1", "?e=1~nonsense"}) {
            String room = open(query);
            call(room, "IE 8 Win 7");
            String page = given().get(room).asString();
            assertFalse(page.contains("What we expect here") || page.contains("Side by side"), page);
        }
    }

    @Test
    void nothing_that_is_no_answer_and_no_evidence_is_stored() {
        String room = given().get(open("?e=" + WINDOWS_7 + "~%3Cscript%3E&name=Jane&program=%3Cb%3E"))
                .asString();
        assertTrue(room.contains("What we expect here"));
        assertFalse(room.contains("script%3E") || room.contains("Jane"), room);
    }

    @Test
    void evidence_that_is_too_long_is_refused_in_words() {
        Response refused = given().urlEncodingEnabled(false)
                .header("Accept", "text/html")
                .post("/check/room?e=1~" + "a".repeat(5_000));
        assertEquals(414, refused.statusCode());
        assertTrue(refused.asString().contains("The evidence in the address is too long"), refused.asString());
    }
}
