package tlsready.site;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class SiteTest {
    private static RequestSpecification browser() {
        return RestAssured.given().accept("text/html, application/xhtml+xml, image/jxr, */*");
    }

    @Test
    void the_start_page_says_what_this_is_for_whom_how_long_and_by_whom_not() {
        browser()
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .body(containsString("<a class=\"button\" href=\"/guide\""))
                .body(containsString("About two minutes."))
                .body(containsString("For whom it is"))
                .body(containsString("not made by Esri or Microsoft"));
    }

    @Test
    void static_files_carry_a_mark_of_their_content_and_may_be_kept() {
        String html = browser().get("/").asString();
        String style = html.replaceAll("(?s).*href=\"(/style\\.css\\?v=[0-9a-f]{8})\".*", "$1");
        browser()
                .get(style)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/css"))
                .header("Cache-Control", matchesRegex("public, immutable, max-age=\\d+"))
                .header("X-Content-Type-Options", "nosniff");
        browser().get("/favicon.svg").then().statusCode(200).contentType(startsWith("image/svg+xml"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing/here, 404, There is no such page",
        "GET, /nothing.css, 404, There is no such page",
        "DELETE, /guide, 405, This page cannot be used like that",
        "PUT, /guide/program, 405, This page cannot be used like that"
    })
    void what_goes_wrong_is_a_page_for_people(String method, String path, int status, String title) {
        browser()
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType("text/html;charset=utf-8")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("<h1>" + title + "</h1>"))
                .body(containsString("Error " + status))
                .body(not(containsString("Exception")));
    }

    @Test
    void what_goes_wrong_is_json_for_programs() {
        RestAssured.given()
                .accept("application/json")
                .get("/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("status", equalTo(404))
                .body("title", equalTo("There is no such page"))
                .body("detail", equalTo("The link may be old, or a letter may be missing."));
        RestAssured.given().get("/api/v1/nothing").then().statusCode(404).body("status", equalTo(404));
        browser().get("/api/v1/nothing").then().statusCode(404).contentType("text/html;charset=utf-8");
    }

    @Test
    void a_failure_of_ours_is_told_without_a_stack_trace() {
        browser()
                .get(FailingResource.PATH)
                .then()
                .statusCode(500)
                .contentType("text/html;charset=utf-8")
                .body(containsString("<h1>Something went wrong here</h1>"))
                .body(not(containsString("secret")))
                .body(not(containsString("tlsready.")));
        RestAssured.given()
                .accept("application/json")
                .get(FailingResource.PATH)
                .then()
                .statusCode(500)
                .body("title", equalTo("Something went wrong here"))
                .body(not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: evil\"><b>\r\n"})
    void a_request_that_names_no_host_is_told_so(String header) throws IOException {
        String answer = sent("GET /check HTTP/1.1\r\nConnection: close\r\n" + header + "\r\n");
        assertThat(
                answer,
                both(startsWith("HTTP/1.1 400 "))
                        .and(containsStringIgnoringCase("content-type: text/plain;charset=utf-8"))
                        .and(endsWith("\r\n\r\nThe Host header of this request is missing, or is no host. Send one that"
                                + " is, or use HTTP/1.0, which needs none.\n")));
    }

    @Test
    void a_request_by_http_1_0_needs_to_name_no_host() throws IOException {
        assertThat(sent("GET /check HTTP/1.0\r\n\r\n").lines().findFirst().orElse(""), endsWith(" 200 OK"));
    }

    private static String sent(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
