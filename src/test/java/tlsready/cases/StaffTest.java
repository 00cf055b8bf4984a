package tlsready.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Signing in and out, and what only some may do. */
@QuarkusTest
class StaffTest {
    @Inject
    StaffServer staff;

    @Inject
    SignInServer signIn;

    @Inject
    AuditServer audit;

    @Inject
    StaffConfig config;

    @Inject
    Clock clock;

    private static int number;

    @BeforeEach
    void nobodyIsLockedOut() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
    }

    private static String name() {
        return "staff-test-" + ++number;
    }

    // ---- Passwords -----------------------------------------------------------------------------------------------

    @Test
    void the_first_administrator_has_a_one_time_password_that_is_said_once() {
        QuarkusTransaction.requiringNew().run(() -> StaffEntity.deleteAll());
        List<String> said = new ArrayList<>();
        var listening = new Handler() {
            @Override
            public void publish(LogRecord line) {
                var formatted = line instanceof org.jboss.logmanager.ExtLogRecord ext
                        ? ext.getFormattedMessage()
                        : line.getMessage();
                said.add(formatted);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(StaffServer.class.getName());
        log.addHandler(listening);
        try {
            staff.begin();
            staff.begin();
        } finally {
            log.removeHandler(listening);
        }
        assertEquals(1, said.size(), "said once, and never again");
        Matcher password = Pattern.compile("one-time password (\\S+)").matcher(said.get(0));
        assertTrue(password.find(), said.get(0));

        var desk = new Desk();
        assertEquals("/staff", path(desk.signIn("administrator", password.group(1))));
        assertEquals("/staff/password", path(desk.get("/staff")), "first another password has to be chosen");
        assertEquals("/staff/password", path(desk.get("/staff/people")));
        Response form = desk.get("/staff/password");
        assertTrue(form.asString().contains("Choose your password"), form.asString());
        assertEquals(
                "/staff",
                path(desk.post(
                        "/staff/password",
                        "/staff/password",
                        "password",
                        password.group(1),
                        "new-password",
                        Desk.CHOSEN,
                        "repeated",
                        Desk.CHOSEN)));
        assertEquals(200, desk.get("/staff/people").statusCode());
        assertEquals(401, new Desk().signIn("administrator", password.group(1)).statusCode(), "it served once");
    }

    @Test
    void a_new_password_needs_the_old_one_and_fifteen_characters() {
        String name = name();
        Desk desk = Desk.of(staff, name, Roles.STAFF);
        Response wrong = desk.post(
                "/staff/password",
                "/staff/password",
                "password",
                "wrong",
                "new-password",
                "another good password",
                "repeated",
                "another good password");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.asString().contains("The password of now is not right"), wrong.asString());
        Response brief = desk.post(
                "/staff/password",
                "/staff/password",
                "password",
                Desk.CHOSEN,
                "new-password",
                "short",
                "repeated",
                "short");
        assertEquals(400, brief.statusCode());
        assertTrue(brief.asString().contains("It needs at least 15"), brief.asString());
    }

    @Test
    void a_new_password_ends_the_other_sessions() {
        String name = name();
        Desk here = Desk.of(staff, name, Roles.STAFF);
        var elsewhere = new Desk();
        elsewhere.signIn(name, Desk.CHOSEN);
        assertEquals(200, elsewhere.get("/staff").statusCode());
        Response changed = here.post(
                "/staff/password",
                "/staff/password",
                "password",
                Desk.CHOSEN,
                "new-password",
                "another good password",
                "repeated",
                "another good password");
        assertEquals(200, changed.statusCode(), changed.asString());
        assertEquals(200, here.get("/staff").statusCode());
        assertEquals("/staff/login", path(elsewhere.get("/staff")));
    }

    // ---- Signing in ----------------------------------------------------------------------------------------------

    @Test
    void nobody_is_shown_to_the_sign_in_page_and_back_again() {
        Response shown = new Desk().get("/staff/people?x=1");
        assertEquals(303, shown.statusCode());
        assertTrue(shown.header("Location").endsWith("/staff/login?next=%2Fstaff%2Fpeople%3Fx%3D1"));
        assertEquals("no-store", shown.header("Cache-Control"));
        String name = name();
        Desk.of(staff, name, Roles.STAFF);
        Response form = RestAssured.given().get("/staff/login?next=%2Fstaff%2Fpassword%3Fx%3D1");
        for (var next : Map.of(
                        "/staff/password?x=1", "/staff/password?x=1", "/staff?%zz", "/staff", "//x.example", "/staff")
                .entrySet()) {
            Response in = RestAssured.given()
                    .redirects()
                    .follow(false)
                    .cookie("tlsready-sign-in", form.cookie("tlsready-sign-in"))
                    .formParam("form-token", Desk.token(form.asString()))
                    .formParam("next", next.getKey())
                    .formParam("name", name)
                    .formParam("password", Desk.CHOSEN)
                    .post("/staff/login");
            assertTrue(in.header("Location").endsWith(next.getValue()), in.header("Location"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/staff/../../x:y",
                "/staffx",
                "/staff\\@evil",
                "/guide"
            })
    void only_pages_of_ours_come_next(String next) {
        String form =
                RestAssured.given().queryParam("next", next).get("/staff/login").asString();
        assertTrue(form.contains("name=\"next\" value=\"/staff\""), form);
    }

    @Test
    void unknown_names_wrong_passwords_and_disabled_people_get_the_same_answer() {
        String name = name();
        Desk.of(staff, name, Roles.STAFF);
        String gone = name();
        Desk.of(staff, gone, Roles.STAFF);
        staff.disable(person(gone).id, "test");
        List<String> answers = new ArrayList<>();
        for (String[] who : new String[][] {{name, "wrong"}, {"nobody-of-this-name", "wrong"}, {gone, Desk.CHOSEN}}) {
            Response answer = new Desk().signIn(who[0], who[1]);
            assertEquals(401, answer.statusCode());
            assertNull(answer.cookie("tlsready-staff"));
            answers.add(
                    answer.asString().replace(who[0], "NAME").replaceAll("form-token\" value=\"[^\"]*", "form-token"));
        }
        assertEquals(1, answers.stream().distinct().count(), answers.toString());
    }

    @Test
    void the_cookie_is_for_staff_pages_only_and_out_of_the_reach_of_scripts() {
        String name = name();
        Desk.of(staff, name, Roles.STAFF);
        String cookie = new Desk()
                .signIn(name.toUpperCase(java.util.Locale.ROOT), Desk.CHOSEN).headers().getValues("Set-Cookie").stream()
                        .filter(line -> line.startsWith("tlsready-staff="))
                        .findFirst()
                        .orElseThrow();
        assertTrue(cookie.matches("tlsready-staff=[A-Za-z0-9_-]{43};.*"), cookie);
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.matches(".*;\\s*Path=\"?/staff\"?(;.*)?"), cookie);
        assertFalse(cookie.contains("Expires") || cookie.contains("Max-Age"), "gone with the browser: " + cookie);
        assertFalse(cookie.contains("Secure"), "plain HTTP: " + cookie);
    }

    @Test
    void a_sixth_try_is_refused_whether_the_name_is_known_or_not_and_an_administrator_need_not_help() {
        for (String name : List.of(name(), "nobody-" + name())) {
            if (!name.startsWith("nobody")) {
                Desk.of(staff, name, Roles.STAFF);
            }
            for (int i = 0; i < config.tries(); i++) {
                assertEquals(401, new Desk().signIn(name, "wrong " + i).statusCode());
            }
            Response locked = new Desk().signIn(name, Desk.CHOSEN);
            assertEquals(429, locked.statusCode());
            assertEquals("900", locked.header("Retry-After"));
            assertTrue(locked.asString().contains("Wait 15 minutes"), locked.asString());
            assertNull(locked.cookie("tlsready-staff"));
            if (!name.startsWith("nobody")) {
                // The window passes.
                Instant past = clock.instant().minus(config.triesWindow());
                QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.update("triedAt = ?1", past));
                assertEquals(303, new Desk().signIn(name, Desk.CHOSEN).statusCode());
                assertTrue(audit.before(Long.MAX_VALUE, "", 50).stream()
                        .anyMatch(line -> line.who.equals(name) && line.deed == Deed.SIGN_IN_LOCKED));
            }
        }
    }

    @Test
    void one_address_may_not_try_many_names() {
        for (int i = 0; i < config.triesPerAddress(); i++) {
            assertEquals(401, new Desk().signIn("somebody-" + i, "wrong").statusCode());
        }
        assertEquals(429, new Desk().signIn("somebody-else", "wrong").statusCode());
    }

    // ---- Sessions ------------------------------------------------------------------------------------------------

    @Test
    void who_signs_out_is_out_everywhere_with_this_session() {
        Desk desk = Desk.of(staff, name(), Roles.STAFF);
        assertEquals(200, desk.get("/staff").statusCode());
        Response out = desk.post("/staff", "/staff/logout");
        assertEquals("/staff/login", path(out));
        assertTrue(out.header("Set-Cookie").contains("Max-Age=0"), out.header("Set-Cookie"));
        assertEquals("/staff/login", path(desk.get("/staff")), "the cookie alone is worth nothing");
    }

    @Test
    void a_session_that_rested_or_is_old_is_over() {
        Instant now = clock.instant();
        Desk rested = Desk.of(staff, name(), Roles.STAFF);
        age(rested, now, now.minus(config.idle()));
        assertEquals("/staff/login", path(rested.get("/staff")));
        Desk old = Desk.of(staff, name(), Roles.STAFF);
        age(old, now.minus(config.session()), now);
        assertEquals("/staff/login", path(old.get("/staff")));
        Desk busy = Desk.of(staff, name(), Roles.STAFF);
        age(
                busy,
                now.minus(config.session()).plus(Duration.ofMinutes(5)),
                now.minus(config.idle()).plus(Duration.ofMinutes(5)));
        assertEquals(200, busy.get("/staff").statusCode());
        assertTrue(session(busy).seenAt.isAfter(now.minus(Duration.ofMinutes(1))), "using it is not resting");
        signIn.tidy();
        QuarkusTransaction.requiringNew().run(() -> {
            assertTrue(
                    StaffSessionEntity.withKey(new SessionKey(rested.session())).isEmpty());
            assertTrue(StaffSessionEntity.withKey(new SessionKey(old.session())).isEmpty());
            assertTrue(
                    StaffSessionEntity.withKey(new SessionKey(busy.session())).isPresent());
        });
    }

    @Test
    void a_made_up_cookie_is_nobodys() {
        for (String value : List.of("x", "A".repeat(43), "' or 1=1 --")) {
            assertEquals(
                    303,
                    RestAssured.given()
                            .redirects()
                            .follow(false)
                            .accept("text/html")
                            .cookie("tlsready-staff", value)
                            .get("/staff")
                            .statusCode());
        }
        assertEquals(
                303,
                RestAssured.given()
                        .redirects()
                        .follow(false)
                        .accept("text/html")
                        .auth()
                        .preemptive()
                        .basic("administrator", Desk.CHOSEN)
                        .get("/staff")
                        .statusCode());
    }

    // ---- Administrators ------------------------------------------------------------------------------------------

    @Test
    void an_administrator_adds_disables_enables_and_resets() {
        Desk chief = Desk.of(staff, name(), Roles.ADMINISTRATOR);
        String name = name();
        Response added = chief.post("/staff/people", "/staff/people", "name", name, "role", "staff");
        assertEquals(200, added.statusCode());
        String oneTime = added.asString().replaceAll("(?s).*<code>([a-z0-9-]{23})</code>.*", "$1");
        assertFalse(chief.get("/staff/people").asString().contains(oneTime), "it is shown once");
        var desk = new Desk();
        desk.begin(name, oneTime);
        assertEquals(200, desk.get("/staff").statusCode());

        long id = person(name).id;
        assertEquals("/staff/people", path(chief.post("/staff/people", "/staff/people/" + id + "/disable")));
        assertEquals("/staff/login", path(desk.get("/staff")), "a disabled person is out at once");
        assertEquals(401, desk.signIn(name, Desk.CHOSEN).statusCode());
        assertEquals("/staff/people", path(chief.post("/staff/people", "/staff/people/" + id + "/enable")));
        assertEquals(303, desk.signIn(name, Desk.CHOSEN).statusCode());

        String again = chief.post("/staff/people", "/staff/people/" + id + "/reset")
                .asString()
                .replaceAll("(?s).*<code>([a-z0-9-]{23})</code>.*", "$1");
        assertNotEquals(oneTime, again);
        assertEquals("/staff/login", path(desk.get("/staff")), "the old session went with the old password");
        assertEquals(401, desk.signIn(name, Desk.CHOSEN).statusCode());
        desk.begin(name, again);

        assertEquals(
                409,
                chief.post("/staff/people", "/staff/people", "name", name, "role", "staff")
                        .statusCode());
        assertEquals(
                400,
                chief.post("/staff/people", "/staff/people", "name", "<b>", "role", "staff")
                        .statusCode());
        assertEquals(
                404, chief.post("/staff/people", "/staff/people/999999/reset").statusCode());
        String trail = chief.get("/staff/audit?subject=" + name).asString();
        for (Deed deed : List.of(Deed.STAFF_ADDED, Deed.STAFF_DISABLED, Deed.STAFF_ENABLED, Deed.STAFF_RESET)) {
            assertTrue(trail.contains(deed.words()), deed + " in " + trail);
        }
    }

    @Test
    void roles_change_at_once_and_the_last_administrator_stays() {
        QuarkusTransaction.requiringNew().run(() -> StaffEntity.update("role = ?1", Roles.STAFF));
        String first = name();
        Desk chief = Desk.of(staff, first, Roles.ADMINISTRATOR);
        String name = name();
        Desk desk = Desk.of(staff, name, Roles.STAFF);
        assertEquals(403, desk.get("/staff/people").statusCode());
        assertEquals(403, desk.get("/staff/audit").statusCode());

        long own = person(first).id;
        for (String deed : List.of("disable", "role")) {
            Response refused = chief.post("/staff/people", "/staff/people/" + own + "/" + deed, "role", "staff");
            assertEquals(409, refused.statusCode());
            assertTrue(refused.asString().contains("the only administrator"), refused.asString());
        }
        chief.post("/staff/people", "/staff/people/" + person(name).id + "/role", "role", "administrator");
        desk.signIn(name, Desk.CHOSEN);
        assertEquals(200, desk.get("/staff/people").statusCode());
        assertEquals(
                "/staff/people", path(desk.post("/staff/people", "/staff/people/" + own + "/role", "role", "staff")));
        assertEquals("/staff/login", path(chief.get("/staff/people")));
    }

    @Test
    void the_trail_says_who_looked_at_the_trail_and_forgets_in_time() {
        String name = name();
        Desk chief = Desk.of(staff, name, Roles.ADMINISTRATOR);
        chief.get("/staff/audit");
        assertTrue(chief.get("/staff/audit").asString().contains(Deed.AUDIT_SEEN.words()));
        Instant past = clock.instant().minus(config.auditKept());
        QuarkusTransaction.requiringNew().run(() -> AuditEntity.update("at = ?1 where who = ?2", past, name));
        signIn.tidy();
        assertTrue(audit.before(Long.MAX_VALUE, "", 100).stream().noneMatch(line -> line.who.equals(name)));
    }

    @Test
    void nobody_keeps_staff_pages() {
        Desk chief = Desk.of(staff, name(), Roles.ADMINISTRATOR);
        for (String path : List.of("/staff", "/staff/login", "/staff/password", "/staff/people", "/staff/audit")) {
            Response page = chief.get(path);
            assertEquals(200, page.statusCode());
            assertEquals(List.of("no-store"), page.headers().getValues("Cache-Control"), path);
            assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'none'"));
            assertEquals("DENY", page.header("X-Frame-Options"));
        }
    }

    private static String path(Response redirect) {
        String location = redirect.header("Location");
        return location == null
                ? redirect.statusCode() + " " + redirect.asString()
                : location.replaceAll("^https?://[^/]+|\\?.*", "");
    }

    private static StaffEntity person(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> StaffEntity.named(name).orElseThrow());
    }

    private static StaffSessionEntity session(Desk desk) {
        return QuarkusTransaction.requiringNew().call(() -> StaffSessionEntity.withKey(new SessionKey(desk.session()))
                .orElseThrow());
    }

    private static void age(Desk desk, Instant started, Instant seen) {
        QuarkusTransaction.requiringNew()
                .run(() -> StaffSessionEntity.update(
                        "startedAt = ?1, seenAt = ?2 where keyHash = ?3",
                        started,
                        seen,
                        new SessionKey(desk.session()).hash()));
    }
}
