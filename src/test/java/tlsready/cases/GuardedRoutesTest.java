package tlsready.cases;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.Routes;
import tlsready.Routes.Route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every route below /staff, found by looking at the classes: who may call it, and that no other site can. */
@QuarkusTest
class GuardedRoutesTest {
    @Inject
    StaffServer staff;

    /** Where people sign in. */
    private static final Set<String> OPEN = Set.of("/staff/login", "/staff/sso", "/staff/sso/back");

    private static int number;

    @BeforeEach
    void nobodyIsLockedOut() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
    }

    static List<Route> routes() {
        return Routes.under("/staff");
    }

    static Stream<Route> closed() {
        return routes().stream().filter(route -> !OPEN.contains(route.path()));
    }

    static Stream<Route> acting() {
        return routes().stream().filter(Route::acts);
    }

    @Test
    void each_is_closed_and_guarded_by_its_class() {
        assertTrue(acting().count() >= 8, "the routes are found");
        for (Route route : routes()) {
            assertTrue(route.has(FormGuardResource.Guarded.class), route + " is not guarded");
            assertEquals(!OPEN.contains(route.path()), !route.roles().isEmpty(), route + " has no roles");
        }
        Routes.all().stream()
                .filter(route -> !route.roles().isEmpty())
                .forEach(route -> assertTrue(
                        (route.path() + "/").startsWith("/staff/"), route + " is out of the reach of the cookie"));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void nobody_gets_in(Route route) {
        Response answer = RestAssured.given()
                .redirects()
                .follow(false)
                .accept("text/html,*/*;q=0.8") // as browsers do
                .request(route.method(), route.at("1"));
        assertEquals(route.acts() ? 401 : 303, answer.statusCode(), route::toString);
    }

    @ParameterizedTest
    @MethodSource("acting")
    void a_form_without_the_token_of_its_session_is_refused(Route route) {
        Desk chief = Desk.of(staff, "guard-" + ++number, Roles.ADMINISTRATOR);
        String foreign = Desk.token(RestAssured.get("/staff/login").asString());
        for (String token : List.of("", "x", foreign)) {
            var form = chief.request().formParam("name", "somebody").formParam("password", "x");
            if (!token.isEmpty()) {
                form.formParam("form-token", token);
            }
            refused(form.request(route.method(), route.at("1")), route);
        }
        refused(
                chief.request().contentType("application/json").body("{}").request(route.method(), route.at("1")),
                route);
        refused(
                chief.request()
                        .contentType("text/plain")
                        .body("form-token=" + foreign)
                        .request(route.method(), route.at("1")),
                route);
        refused(chief.request().request(route.method(), route.at("1")), route);
        assertEquals(200, chief.get("/staff").statusCode(), "and nothing happened to the session");
    }

    private static void refused(Response answer, Route route) {
        // 415: a form in a shape that the route does not read never comes so far
        assertTrue(List.of(403, 415).contains(answer.statusCode()), route + ": " + answer.statusCode());
        if (answer.statusCode() == 403) {
            assertTrue(answer.asString().contains("This form is too old"), answer.asString());
        }
    }

    @ParameterizedTest
    @MethodSource("closed")
    void staff_cannot_do_what_only_administrators_may(Route route) {
        Desk desk = Desk.of(staff, "guard-" + ++number, Roles.STAFF);
        if (!route.roles().contains(Roles.STAFF) && !route.roles().contains("**")) {
            Response answer = route.acts()
                    ? desk.request()
                            .formParam(
                                    "form-token", Desk.token(desk.get("/staff").asString()))
                            .request(route.method(), route.at("1"))
                    : desk.get(route.at("1"));
            assertEquals(403, answer.statusCode(), route::toString);
            assertTrue(answer.asString().contains("This page is for administrators"), answer.asString());
        }
    }

    @Test
    void the_token_of_one_session_is_no_good_for_another() {
        Desk one = Desk.of(staff, "guard-" + ++number, Roles.STAFF);
        Desk other = Desk.of(staff, "guard-" + ++number, Roles.STAFF);
        String token = Desk.token(other.get("/staff").asString());
        assertFalse(token.equals(Desk.token(one.get("/staff").asString())));
        assertEquals(
                403,
                one.request()
                        .formParam("form-token", token)
                        .post("/staff/logout")
                        .statusCode());
        assertEquals(200, one.get("/staff").statusCode());
    }
}
