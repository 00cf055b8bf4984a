package tlsready.check;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A portal whose database is not there: it comes up, the check answers, and rooms say what is wrong. */
@QuarkusTest
@TestProfile(DatabaseDownTest.NoDatabase.class)
class DatabaseDownTest {
    /** A database file in a place where none can be. */
    public static class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:file:/proc/nowhere/tls-ready;IFEXISTS=TRUE");
        }
    }

    @Inject
    CheckServer server;

    @Test
    void the_check_answers_and_the_rooms_say_that_they_are_closed() {
        assertTrue(given().get("/check").asString().contains("Open a waiting room"));
        given().relaxedHTTPSValidation()
                .get("https://localhost:" + server.port("tls12plus").orElseThrow() + "/r/abcdef/v1/verdict")
                .then()
                .statusCode(200);
        var answer = given().redirects().follow(false).post("/check/room");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.asString().contains("Waiting rooms are closed for the moment"), answer.asString());
        assertEquals(503, given().get("/check/room/abc").statusCode());
        assertEquals(503, given().get("/check/room/abc/receipt.json").statusCode());
        assertEquals(503, given().get("/.well-known/jwks.json").statusCode());
        assertEquals(503, given().get("/s/abcdefg").statusCode());
        var shared = given().formParam("page", "/guide/program").post("/share");
        assertEquals(503, shared.statusCode());
        assertTrue(shared.asString().contains("long link needs none"), shared.asString());
        assertEquals(200, given().get("/guide").statusCode());
    }

    @Test
    void staff_are_told_and_everybody_else_is_served() {
        for (String path : new String[] {"/staff", "/staff/login", "/staff/people"}) {
            for (String cookie : new String[] {"", "A".repeat(43)}) {
                var answer = given().accept("text/html")
                        .cookie("tlsready-staff", cookie)
                        .get(path);
                assertEquals(503, answer.statusCode(), path);
                assertTrue(answer.asString().contains("Staff pages are closed for the moment"), answer.asString());
            }
        }
        assertEquals(200, given().get("/guide").statusCode());
    }
}
