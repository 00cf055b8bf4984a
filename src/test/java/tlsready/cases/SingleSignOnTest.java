package tlsready.cases;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.microsoft.playwright.Page;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Staff who come through a provider of OpenID Connect, {@link OpenIdProvider}, which can get everything wrong. */
@QuarkusTest
@TestProfile(SingleSignOnTest.WithProvider.class)
class SingleSignOnTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Inject
    SsoConfig config;

    @TestHTTPResource
    String portal;

    @Inject
    StaffServer staff;

    /** A portal that has such a provider. */
    public static class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OpenIdProvider.class));
        }
    }

    @BeforeEach
    void nobodyIsLockedOut() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
    }

    private record Person(String sub, String name) {
        static Person fresh() {
            int number = PEOPLE.incrementAndGet();
            return new Person("subject " + number, "elsewhere-" + number);
        }
    }

    /** A browser on its way: its cookie, and the address at which it comes back. */
    private record Way(String cookie, String back) {
        Response end() {
            return request(cookie).get(back.substring(back.indexOf("/staff/")));
        }
    }

    private static RequestSpecification request(String cookie) {
        var request = RestAssured.given()
                .urlEncodingEnabled(false)
                .accept("text/html")
                .redirects()
                .follow(false);
        return cookie.isEmpty() ? request : request.cookie("tlsready-sso", cookie);
    }

    private void next(Person person, String groups, String fault) {
        var next = RestAssured.given().queryParam("sub", person.sub()).queryParam("fault", fault);
        if (!person.name().isEmpty()) {
            next.queryParam("name", person.name());
        }
        if (!groups.isEmpty()) {
            next.queryParam("groups", groups);
        }
        assertEquals(200, next.get(config.issuer().orElseThrow() + "/next").statusCode());
    }

    private Way way(String page) {
        Response go = request("").get("/staff/sso?next=" + page);
        assertEquals(303, go.statusCode(), go.asString());
        Response provider = RestAssured.given()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(go.header("Location"));
        assertEquals(302, provider.statusCode(), provider.asString());
        return new Way(go.cookie("tlsready-sso"), provider.header("Location"));
    }

    private Response signIn(Person person, String groups, String fault) {
        next(person, groups, fault);
        return way("/staff/cases").end();
    }

    private static Response staffPage(String path, Response signedIn) {
        return RestAssured.given()
                .accept("text/html")
                .redirects()
                .follow(false)
                .cookie("tlsready-staff", signedIn.cookie("tlsready-staff"))
                .get(path);
    }

    private static StaffEntity kept(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> StaffEntity.named(name).orElse(null));
    }

    @Test
    void who_comes_first_is_added_with_the_role_of_their_groups_and_has_a_session_like_all_others() {
        Person person = Person.fresh();
        Response in = signIn(person, "something,tls-support", "");
        assertEquals(303, in.statusCode(), in.asString());
        assertTrue(in.header("Location").endsWith("/staff/cases"), in.header("Location"));
        assertEquals(200, staffPage("/staff/cases", in).statusCode());
        assertEquals(403, staffPage("/staff/people", in).statusCode());
        StaffEntity kept = kept(person.name());
        assertEquals(Roles.STAFF, kept.role);
        assertEquals(64, kept.subject.length());
        String page = staffPage("/staff", in).asString();
        assertFalse(page.contains("/staff/password"), "they have no password here");
        Response out = RestAssured.given()
                .redirects()
                .follow(false)
                .cookie("tlsready-staff", in.cookie("tlsready-staff"))
                .formParam("form-token", Desk.token(page))
                .post("/staff/logout");
        assertEquals(303, out.statusCode());
        assertEquals(303, staffPage("/staff/cases", in).statusCode(), "signed out");
        Desk chief = Desk.of(staff, "chief of " + person.name(), Roles.ADMINISTRATOR);
        String trail = chief.get("/staff/audit").asString();
        assertTrue(trail.contains("signed in through single sign-on"), trail);
        assertTrue(trail.contains(SsoStaffServer.PROVIDER), trail);
    }

    @Test
    void nothing_of_it_gets_out_of_the_cookie_and_the_provider_sees_no_verifier() {
        next(Person.fresh(), "tls-support", "");
        Response go = request("").get("/staff/sso?next=https://evil.example.org/");
        Map<String, String> asked = OpenIdProvider.query(go.header("Location"));
        SessionKey key =
                SessionKey.read(go.cookie("tlsready-sso").substring(0, 43)).orElseThrow();
        assertEquals(key.derived("state"), asked.get("state"));
        assertEquals(key.derived("nonce"), asked.get("nonce"));
        assertFalse(go.header("Location").contains(key.derived("verifier")));
        assertFalse(go.header("Location").contains(key.text()));
        String cookie = go.headers().getValues("Set-Cookie").get(0);
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.contains("/staff/sso") && cookie.contains("600"), cookie);
        assertEquals("no-store", go.header("Cache-Control"));
    }

    @Test
    void only_pages_of_ours_come_next() {
        next(Person.fresh(), "tls-support", "");
        assertTrue(way("https://evil.example.org/").end().header("Location").endsWith("/staff"));
    }

    @Test
    void an_administrator_of_the_provider_is_one_here_until_the_provider_says_otherwise() {
        Person person = Person.fresh();
        Response first = signIn(person, "tls-chiefs,tls-support", "");
        assertEquals(200, staffPage("/staff/people", first).statusCode());
        Response second = signIn(person, "tls-support", "");
        assertEquals(403, staffPage("/staff/people", second).statusCode());
        assertEquals(303, staffPage("/staff/cases", first).statusCode(), "the session with the old role is over");
        assertEquals(Roles.STAFF, kept(person.name()).role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature",
                "unknown key",
                "unsigned",
                "secret as key",
                "changed byte",
                "nonce",
                "without nonce",
                "audience",
                "several audiences",
                "authorized party",
                "issuer",
                "issuer of return",
                "expired",
                "without end",
                "old"
            })
    void a_token_that_is_not_for_us_now_signs_nobody_in(String fault) {
        Person person = Person.fresh();
        Response answer = signIn(person, "tls-chiefs", fault);
        assertEquals(401, answer.statusCode(), answer.asString());
        assertTrue(answer.asString().contains("cannot be trusted"), answer.asString());
        assertNull(answer.cookie("tlsready-staff"));
        assertNull(kept(person.name()));
        assertEquals(303, signIn(person, "tls-chiefs", "").statusCode(), "the same without the fault works");
    }

    @Test
    void unknown_keys_do_not_make_us_ask_the_provider_each_time() {
        next(Person.fresh(), "tls-support", "");
        String before = RestAssured.get(config.issuer().orElseThrow() + "/next").asString();
        for (int i = 0; i < 5; i++) {
            signIn(Person.fresh(), "tls-support", "unknown key");
        }
        String after = RestAssured.get(config.issuer().orElseThrow() + "/next").asString();
        assertTrue(Integer.parseInt(after) <= Integer.parseInt(before) + 1, before + " and then " + after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "silent", "endless", "no JSON"})
    void while_the_provider_does_not_answer_the_form_still_works(String fault) {
        Response answer = signIn(Person.fresh(), "tls-support", fault);
        assertEquals(503, answer.statusCode(), answer.asString());
        assertTrue(answer.asString().contains("can sign in with it meanwhile"), answer.asString());
        assertNull(answer.cookie("tlsready-staff"));
        Desk.of(staff, "with-password-" + PEOPLE.incrementAndGet(), Roles.STAFF);
    }

    @Test
    void a_provider_that_refuses_is_quoted() {
        Response answer = signIn(Person.fresh(), "tls-support", "denied");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.asString().contains("it says: access_denied"), answer.asString());
        Way way = way("/staff");
        Response odd = request(way.cookie()).get("/staff/sso/back?error=%3Cb%3E&state=" + state(way));
        assertTrue(odd.asString().contains("it says: an error"), odd.asString());
    }

    @Test
    void a_state_serves_once_and_for_the_browser_that_began() {
        Person person = Person.fresh();
        next(person, "tls-support", "lenient");
        Way way = way("/staff");
        assertEquals(303, way.end().statusCode());
        Response replayed = way.end();
        assertEquals(400, replayed.statusCode(), "the provider would have taken the code again");
        assertTrue(replayed.asString().contains("used before"), replayed.asString());
        Way mine = way("/staff");
        Way theirs = way("/staff");
        assertEquals(400, new Way(mine.cookie(), theirs.back()).end().statusCode(), "a cookie of another sign-in");
        assertEquals(400, new Way("", theirs.back()).end().statusCode(), "no cookie");
        assertEquals(400, new Way("made up", theirs.back()).end().statusCode());
        assertEquals(
                400, request(mine.cookie()).get("/staff/sso/back?code=code-1").statusCode(), "no state");
        assertEquals(303, mine.end().statusCode(), "and the browser that began gets in");
    }

    @Test
    void a_code_of_somebody_else_is_no_good() {
        next(Person.fresh(), "tls-support", "");
        Way mine = way("/staff");
        Way theirs = way("/staff");
        String stolen = OpenIdProvider.query(theirs.back()).get("code");
        Response answer = request(mine.cookie()).get("/staff/sso/back?code=" + stolen + "&state=" + state(mine));
        assertEquals(401, answer.statusCode(), "PKCE: the provider asks for the verifier of their browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "something", "TLS-SUPPORT"})
    void who_is_in_none_of_the_groups_is_told_so(String groups) {
        Person person = Person.fresh();
        Response answer = signIn(person, groups, "");
        assertEquals(403, answer.statusCode());
        assertTrue(answer.asString().contains("in none of the groups"), answer.asString());
        assertNull(kept(person.name()));
        Person known = Person.fresh();
        assertEquals(303, signIn(known, "others", "").statusCode());
        assertEquals(403, signIn(known, groups, "").statusCode(), "nor is somebody who was let in before");
    }

    @Test
    void a_name_is_not_what_somebody_is_known_by() {
        Person person = Person.fresh();
        assertEquals(303, signIn(person, "tls-support", "").statusCode());
        Response other = signIn(new Person("another subject", person.name()), "tls-chiefs", "");
        assertEquals(403, other.statusCode());
        assertTrue(other.asString().contains("Somebody else has the name"), other.asString());
        assertEquals(Roles.STAFF, kept(person.name()).role);
        Response renamed = signIn(new Person(person.sub(), person.name() + ".new"), "tls-support", "");
        assertTrue(staffPage("/staff", renamed).asString().contains(person.name()), "the name stays as it was");
        assertNull(kept(person.name() + ".new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "with blank", "back\\slash"})
    void an_account_needs_a_name_that_can_be_used(String name) {
        Response answer = signIn(new Person("nameless " + name, name), "tls-support", "");
        assertEquals(403, answer.statusCode());
        assertTrue(answer.asString().contains("no name that can be used here"), answer.asString());
    }

    @Test
    void who_is_disabled_here_stays_out_and_password_and_role_are_not_changed_here() {
        Person person = Person.fresh();
        Response in = signIn(person, "tls-support", "");
        Desk chief = Desk.of(staff, "chief of " + person.name(), Roles.ADMINISTRATOR);
        long id = kept(person.name()).id;
        for (String deed : List.of("reset", "role")) {
            Response refused =
                    chief.post("/staff/people", "/staff/people/" + id + "/" + deed, "role", Roles.ADMINISTRATOR);
            assertEquals(409, refused.statusCode());
            assertTrue(refused.asString().contains("signs in through single sign-on"), refused.asString());
        }
        assertEquals(
                303,
                chief.post("/staff/people", "/staff/people/" + id + "/disable").statusCode());
        assertEquals(303, staffPage("/staff/cases", in).statusCode(), "the session is over");
        Response again = signIn(person, "tls-support", "");
        assertEquals(403, again.statusCode());
        assertTrue(again.asString().contains("has disabled you"), again.asString());
        assertEquals(401, new Desk().signIn(person.name(), Desk.CHOSEN).statusCode(), "nor is there a password");
    }

    @Test
    void somebody_with_a_password_is_taken_over_where_the_operator_wants_it() {
        String name = "taken-over-" + PEOPLE.incrementAndGet();
        Desk desk = Desk.of(staff, name, Roles.STAFF);
        Response in = signIn(new Person("of " + name, name), "tls-support", "");
        assertEquals(303, in.statusCode(), in.asString());
        assertEquals(303, desk.get("/staff/cases").statusCode(), "the session with the password is over");
        assertEquals(401, desk.signIn(name, Desk.CHOSEN).statusCode(), "and so is the password");
        assertEquals(200, staffPage("/staff/cases", in).statusCode());
        assertEquals(200, staffPage("/staff/password", in).statusCode());
        assertTrue(staffPage("/staff/password", in).asString().contains("You have no password here"));
    }

    @Test
    void the_last_administrator_with_a_password_keeps_it() {
        String name = "last-" + PEOPLE.incrementAndGet();
        Desk.of(staff, name, Roles.ADMINISTRATOR);
        signIn(Person.fresh(), "tls-chiefs", "");
        List<Long> others = QuarkusTransaction.requiringNew().call(() -> StaffEntity.everybody().stream()
                .filter(one -> one.isAdministrator() && !one.isElsewhere() && !one.name.equals(name))
                .map(one -> one.id)
                .toList());
        others.forEach(id -> staff.disable(id, "test"));
        try {
            Response answer = signIn(new Person("of " + name, name), "tls-chiefs", "");
            assertEquals(403, answer.statusCode());
            assertTrue(answer.asString().contains("only administrator who can sign in with a password"));
            assertNull(kept(name).subject);
            assertFalse(staff.disable(kept(name).id, "test"), "an administrator from elsewhere does not count");
        } finally {
            others.forEach(id -> staff.enable(id, "test"));
        }
    }

    @Test
    void the_page_to_sign_in_offers_both_ways() {
        String page = request("").get("/staff/login?next=/staff/cases?own=1").asString();
        assertTrue(page.contains("Sign in through Example Corp"), page);
        assertTrue(page.contains("/staff/sso?next=%2Fstaff%2Fcases%3Fown%3D1"), page);
        assertTrue(page.contains("name=\"password\""), page);
    }

    @Test
    void it_can_be_the_only_way() {
        String name = "with-password-" + PEOPLE.incrementAndGet();
        Desk.of(staff, name, Roles.STAFF);
        QuarkusMock.installMockForType(
                new SsoServer(config, null, null, null, null) {
                    @Override
                    boolean isTheOnlyWay() {
                        return true;
                    }
                },
                SsoServer.class);
        String page = request("").get("/staff/login").asString();
        assertTrue(page.contains("Sign in through Example Corp"), page);
        assertFalse(page.contains("type=\"password\""), page);
        Response form = request("").get("/staff/login");
        Response refused = RestAssured.given()
                .redirects()
                .follow(false)
                .cookie("tlsready-sign-in", form.cookie("tlsready-sign-in"))
                .formParam("form-token", new SessionKey(form.cookie("tlsready-sign-in")).formToken())
                .formParam("name", name)
                .formParam("password", Desk.CHOSEN)
                .post("/staff/login");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.asString().contains("Nobody signs in with a password here"), refused.asString());
        assertNull(refused.cookie("tlsready-staff"));
    }

    @Test
    void a_browser_gets_in_by_one_click() {
        Person person = Person.fresh();
        next(person, "tls-chiefs", "");
        Page page = Chromium.phone();
        page.navigate(portal.replaceAll("/$", "").replace("localhost", "127.0.0.1") + "/staff/people");
        Chromium.assertAccessible(page);
        page.getByText("Sign in through Example Corp").click();
        page.waitForURL("**/staff/people");
        assertTrue(page.content().contains(person.name()), page.content());
        Chromium.assertAccessible(page);
    }

    private static String state(Way way) {
        String state = OpenIdProvider.query(way.back()).get("state");
        assertNotEquals("", state);
        return state;
    }
}
