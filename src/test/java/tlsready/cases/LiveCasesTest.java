package tlsready.cases;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.check.EventStream;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What keeps pages of cases live, and when it ends. */
@QuarkusTest
class LiveCasesTest {
    private static int people;

    @Inject
    CaseFeed cases;

    @Inject
    StaffServer staff;

    @TestHTTPResource
    String portal;

    private Case opened() {
        return cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 30);
    }

    private EventStream customer(Case about) throws Exception {
        return new EventStream(portal, about.customerPath() + "/events?after=" + about.happened(), "127.0.0.1", "");
    }

    private EventStream staff(Case about, Desk desk) throws Exception {
        return new EventStream(
                portal,
                about.staffPath() + "/events?after=" + about.happened(),
                "127.0.0.1",
                "tlsready-staff=" + desk.session());
    }

    private Desk desk() {
        return Desk.of(staff, "live worker " + ++people, Roles.STAFF);
    }

    @Test
    void closing_a_case_is_told_and_ends_the_streams_of_both_sides() throws Exception {
        Case about = opened();
        Desk desk = desk();
        try (var customer = customer(about);
                var staff = staff(about, desk)) {
            customer.until(":still here");
            staff.until(":still here");
            cases.note(about, "somebody", "A note of ours.");
            staff.until("A note of ours.");
            cases.close(about, "somebody");
            String seen = customer.rest();
            assertTrue(seen.contains("data:over"), seen);
            assertFalse(seen.contains("A note of ours."), seen);
            assertTrue(staff.rest().contains("data:over"));
        }
        int last = cases.withId(about.id()).orElseThrow().happened();
        assertEquals(
                410, given().get(about.customerPath() + "/lines?after=" + last).statusCode());
        assertEquals(
                410,
                desk.request()
                        .accept("application/json")
                        .get(about.staffPath() + "/lines?after=" + last)
                        .statusCode());
    }

    @Test
    void deleting_a_case_ends_its_streams() throws Exception {
        Case about = opened();
        Desk desk = desk();
        try (var customer = customer(about);
                var staff = staff(about, desk)) {
            customer.until(":still here");
            staff.until(":still here");
            cases.delete(about);
            assertTrue(customer.rest().contains("data:over"));
            assertTrue(staff.rest().contains("data:over"));
        }
        assertEquals(
                404,
                desk.request()
                        .accept("application/json")
                        .get(about.staffPath() + "/lines")
                        .statusCode());
    }

    @Test
    void who_signs_out_sees_nothing_more_on_a_page_that_is_still_open() throws Exception {
        Case about = opened();
        Desk desk = desk();
        try (var stream = staff(about, desk)) {
            stream.until(":still here");
            assertEquals(303, desk.post("/staff", "/staff/logout").statusCode());
            assertTrue(stream.rest().contains("data:over"));
        }
    }
}
