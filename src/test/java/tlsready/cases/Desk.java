package tlsready.cases;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A browser of somebody who works with staff pages: keeps the cookie, fills in the token of each form. */
public final class Desk {
    static final String CHOSEN = "four words for a test";
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]*)\"");

    private String session = "";

    /** Nobody. */
    Desk() {}

    /** The desk of somebody new with this role, who has chosen a password. */
    public static Desk of(StaffServer staff, String name, String role) {
        var desk = new Desk();
        desk.begin(name, staff.add(name, role, "test"));
        return desk;
    }

    /** Signs in with a one-time password and chooses another. */
    void begin(String name, String oneTime) {
        assertEquals(303, signIn(name, oneTime).statusCode());
        Response changed = post(
                "/staff/password", "/staff/password", "password", oneTime, "new-password", CHOSEN, "repeated", CHOSEN);
        assertEquals(303, changed.statusCode(), changed.asString());
    }

    /** Signs in, and keeps the session if it worked. */
    Response signIn(String name, String password) {
        Response form = RestAssured.given().accept("text/html").get("/staff/login");
        Response answer = RestAssured.given()
                .redirects()
                .follow(false)
                .cookie("tlsready-sign-in", form.cookie("tlsready-sign-in"))
                .formParam("form-token", token(form.asString()))
                .formParam("name", name)
                .formParam("password", password)
                .post("/staff/login");
        if (answer.statusCode() == 303) {
            session = answer.cookie("tlsready-staff");
        }
        return answer;
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** Sends a form of this page to that address. */
    public Response post(String page, String path, String... fields) {
        RequestSpecification form =
                request().formParam("form-token", token(get(page).asString()));
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        return form.post(path);
    }

    /** A request with the cookie, which follows no redirection. */
    public RequestSpecification request() {
        RequestSpecification request =
                RestAssured.given().accept("text/html").redirects().follow(false);
        return session.isEmpty() ? request : request.cookie("tlsready-staff", session);
    }

    /** Its cookie. */
    public String session() {
        return session;
    }

    static String token(String page) {
        Matcher token = TOKEN.matcher(page);
        assertTrue(token.find(), () -> "no form in " + page);
        return token.group(1);
    }
}
