package tlsready.guide;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
class GuideResourceTest {
    private static final String LOOK = "program=unknown&windows=windows-11&dotnet=unknown";
    private static final String COMPLETE =
            "program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no&windows=windows-10-22h2&bitness=x64"
                    + "&dotnet=4-8&target=arcgis-online&admin=yes";

    private static RequestSpecification browser() {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .accept("text/html, application/xhtml+xml, image/jxr, */*");
    }

    private static Response get(String address) {
        return browser().get(address);
    }

    private static void leads(String from, String to) {
        Response response = get(from);
        assertEquals(302, response.statusCode(), from);
        assertEquals(to, response.header("Location"), from);
    }

    private static Response paste(String query, String text) {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .body("paste=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .post("/guide/dotnet-look/next" + (query.isEmpty() ? "" : "?" + query));
    }

    @Test
    void the_guide_starts_at_the_first_question_or_at_the_first_open_one() {
        leads("/guide", "/guide/program");
        leads("/guide?admin=yes&program=arcgis-desktop", "/guide/desktop?program=arcgis-desktop&admin=yes");
        leads("/guide?" + COMPLETE, "/guide/check?" + COMPLETE);
    }

    @Test
    void a_question_is_a_page_of_utf8_html_that_is_asked_for_again() {
        get("/guide/program")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'self'"))
                .body(containsString("<html lang=\"en\">"))
                .body(containsString("<h1>Which program cannot connect?</h1>"))
                .body(containsString("<p class=\"back\"><a href=\"/\">Back</a></p>"))
                .body(not(containsString("<script")));
    }

    @Test
    void an_answer_redirects_to_the_next_question_with_canonical_answers() {
        leads("/guide/program/next?program=arcgis-desktop", "/guide/desktop?program=arcgis-desktop");
        leads(
                "/guide/desktop/next?desktop=10-6-1&utm_source=mail&program=arcgis-desktop",
                "/guide/instead?program=arcgis-desktop&desktop=10-6-1");
        leads("/guide/admin/next?" + COMPLETE, "/guide/check?" + COMPLETE);
    }

    @Test
    void a_question_answered_before_shows_its_answer_and_the_way_back() {
        get("/guide/desktop?program=arcgis-desktop&desktop=10-6&instead=configure")
                .then()
                .statusCode(200)
                .body(containsString("value=\"10-6\" id=\"desktop-10-6\" checked"))
                .body(not(containsString("id=\"desktop-10-6-1\" checked")))
                .body(containsString("<input type=\"hidden\" name=\"program\" value=\"arcgis-desktop\">"))
                .body(containsString("<input type=\"hidden\" name=\"instead\" value=\"configure\">"))
                .body(not(containsString("<input type=\"hidden\" name=\"desktop\"")))
                .body(containsString("<a href=\"/guide/program?program=arcgis-desktop&amp;desktop=10-6&amp;"
                        + "instead=configure\">Back</a>"));
    }

    @Test
    void changing_one_answer_keeps_the_others_that_still_apply() {
        leads(
                "/guide/windows/next?" + COMPLETE.replace("windows-10-22h2", "windows-11"),
                "/guide/check?" + COMPLETE.replace("windows-10-22h2&bitness=x64", "windows-11"));
        leads(
                "/guide/dotnet/next?" + COMPLETE.replace("dotnet=4-8", "dotnet=none"),
                "/guide/dotnet4-possible?" + COMPLETE.replace("dotnet=4-8", "dotnet=none"));
    }

    @Test
    void an_address_that_is_not_canonical_leads_to_the_one_that_is() {
        leads(
                "/guide/desktop?desktop=10-6&program=arcgis-desktop",
                "/guide/desktop?program=arcgis-desktop&desktop=10-6");
        leads("/guide/program?fbclid=1", "/guide/program");
        leads("/guide/desktop?program=arcgis%2Ddesktop", "/guide/desktop?program=arcgis-desktop");
        leads("/guide/windows", "/guide/program");
        leads("/guide/desktop?program=other-dotnet", "/guide/framework?program=other-dotnet");
        leads("/guide/ready?program=arcgis-desktop&desktop=10-6", "/guide/instead?program=arcgis-desktop&desktop=10-6");
        leads("/guide/program?program=arcgis-desktop&desktop=9-3", "/guide/program?program=arcgis-desktop");
    }

    @Test
    void nothing_chosen_asks_again() {
        get("/guide/program/next")
                .then()
                .statusCode(400)
                .body(containsString("<title>Error: Which program cannot connect? – TLS Ready</title>"))
                .body(containsString("<h2 id=\"error-title\">There is a problem</h2>"))
                .body(containsString("<a href=\"#answer\">Choose an answer, or “I do not know”.</a>"))
                .body(containsString("<fieldset aria-describedby=\"hint error\">"));
        get("/guide/dotnet-release/next?" + LOOK.replace("dotnet=unknown", "dotnet=release") + "&dotnet-release=")
                .then()
                .statusCode(400)
                .body(containsString("The box is empty. Fill it in."));
    }

    @Test
    void a_refused_answer_asks_again_and_names_it() {
        for (String address : List.of(
                "/guide/desktop?program=arcgis-desktop&desktop=9-3",
                "/guide/desktop/next?program=arcgis-desktop&desktop=9-3",
                "/guide/windows?program=arcgis-desktop&desktop=9-3&windows=windows-7",
                "/guide/check?program=arcgis-desktop&desktop=9-3")) {
            get(address)
                    .then()
                    .statusCode(400)
                    .body(containsString("<h1>Which version of ArcGIS Desktop is it?</h1>"))
                    .body(containsString("“9-3” is not an answer to this question."));
        }
    }

    @Test
    void what_is_echoed_is_escaped() {
        get("/guide/program?program=%3Cscript%3Ealert(1)%3C/script%3E")
                .then()
                .statusCode(400)
                .body(containsString("“&lt;script&gt;alert(1)&lt;/script&gt;”"))
                .body(not(containsString("<script>")));
    }

    @Test
    void what_was_typed_wrongly_is_still_in_the_box() {
        String query = LOOK.replace("dotnet=unknown", "dotnet=release");
        get("/guide/dotnet-release/next?" + query + "&dotnet-release=461.814%22")
                .then()
                .statusCode(400)
                .body(containsString("value=\"461.814&quot;\""))
                .body(containsString("is not a Release number"));
        leads(
                "/guide/dotnet-release/next?" + query + "&dotnet-release=0x70bf6",
                "/guide/target?" + query + "&dotnet-release=release-461814");
        get("/guide/dotnet-release?" + query + "&dotnet-release=release-461814")
                .then()
                .statusCode(200)
                .body(containsString("value=\"461814\""));
    }

    @Test
    void a_build_that_two_windows_share_is_offered_to_choose_from() {
        get("/guide/windows-look/next?program=unknown&windows=unknown&windows-look=Microsoft+Windows+%5BVersion+10.0.17763.1%5D")
                .then()
                .statusCode(400)
                .body(containsString(">Microsoft Windows [Version 10.0.17763.1]</textarea>"))
                .body(containsString("<a href=\"/guide/bitness?program=unknown&amp;windows=unknown&amp;"
                        + "windows-look=windows-10-1809\">Windows 10 1809</a>"))
                .body(containsString("windows-look=server-2019\">Windows Server 2019</a>"));
    }

    @Test
    void a_paste_is_read_and_redirects_with_the_answer_it_holds() {
        Response response = paste(
                LOOK,
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full\r\n"
                        + "    Release    REG_DWORD    0x80eb1\r\n");
        assertEquals(303, response.statusCode());
        assertEquals("/guide/target?" + LOOK + "&dotnet-look=release-528049", response.header("Location"));
    }

    @Test
    void a_paste_may_say_that_there_is_no_dotnet_4_or_that_it_is_4_0() {
        String ndp = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\";
        String install = "\n    Install    REG_DWORD    0x1\n";
        assertEquals(
                "/guide/dotnet4-possible?" + LOOK + "&dotnet-look=none",
                paste(LOOK, ndp + "v2.0.50727" + install + ndp + "v3.5" + install)
                        .header("Location"));
        assertEquals(
                "/guide/target?" + LOOK + "&dotnet-look=4-0",
                paste(LOOK, ndp + "v4\\Full" + install).header("Location"));
        assertEquals(
                "/guide/target?" + LOOK + "&dotnet-look=release-461814",
                paste(LOOK, "    Release    REG_DWORD    0x70bf6\n").header("Location"),
                "the one line that counts is enough");
    }

    @Test
    void a_new_paste_replaces_the_answer_of_the_old_one() {
        Response response =
                paste(LOOK + "&dotnet-look=none&dotnet4-possible=no&target=own-server", "Release REG_DWORD 0x70bf6");
        assertEquals(303, response.statusCode());
        assertEquals(
                "/guide/admin?" + LOOK + "&dotnet-look=release-461814&target=own-server", response.header("Location"));
    }

    @Test
    void a_paste_that_cannot_be_read_comes_back_with_what_was_understood_and_the_way_out() {
        paste(LOOK, "C:\\>reg query <nothing>\nERROR: The system was unable to find the key")
                .then()
                .statusCode(400)
                .body(containsString("We see no registry key in what you pasted."))
                .body(containsString("C:\\&gt;reg query &lt;nothing&gt;"))
                .body(containsString("I cannot do that"));
        paste(
                        LOOK,
                        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v3.5\n    Install    REG_DWORD    0x1")
                .then()
                .statusCode(400)
                .body(containsString("This much we understood:"))
                .body(containsString("<li>.NET Framework 3.5 is installed</li>"));
    }

    @Test
    void a_release_that_no_windows_has_is_not_taken_from_a_paste() {
        paste(
                        LOOK,
                        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full\n"
                                + "    Release    REG_DWORD    0xffffffff")
                .then()
                .statusCode(400)
                .body(containsString("“release-4294967295” is no Release number that Windows can hold."));
    }

    @Test
    void an_empty_paste_and_one_that_is_too_long_are_told() {
        paste(LOOK, "  ")
                .then()
                .statusCode(400)
                .body(containsString("The box is empty. Paste in what the command printed."));
        paste(LOOK, "x".repeat(65_536)).then().statusCode(400);
        paste(LOOK, "x".repeat(65_537))
                .then()
                .statusCode(413)
                .body(containsString("That is 65,537 characters; we read at most 65,536."))
                .body(containsString("<h1>Let us look which .NET is there</h1>"));
    }

    @Test
    void a_paste_for_a_question_that_takes_none_or_is_not_reached_is_no_failure() {
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("paste=x")
                .post("/guide/program/next")
                .then()
                .statusCode(404);
        assertEquals(302, paste("", "x").statusCode());
        browser()
                .contentType("application/json")
                .body("{}")
                .post("/guide/dotnet-look/next")
                .then()
                .statusCode(415);
    }

    @Test
    void a_paste_answered_before_can_be_kept() {
        get("/guide/dotnet-look?" + LOOK + "&dotnet-look=release-461814")
                .then()
                .statusCode(200)
                .body(containsString("You have answered this: Release 461814: .NET Framework 4.7.2."))
                .body(containsString("<a href=\"/guide/target?program=unknown&amp;windows=windows-11&amp;"
                        + "dotnet=unknown&amp;dotnet-look=release-461814\">Keep it and go on</a>"))
                .body(containsString("></textarea>"));
        get("/guide/windows-look?program=unknown&windows=unknown&windows-look=unknown")
                .then()
                .statusCode(200)
                .body(containsString("You have answered this: I cannot find out."));
    }

    @Test
    void checking_the_answers_lists_them_with_a_way_to_change_each_and_leads_to_the_plan() {
        Response response = get("/guide/check?" + COMPLETE);
        assertEquals(200, response.statusCode());
        String html = response.asString();
        String escaped = COMPLETE.replace("&", "&amp;");
        for (String answer : COMPLETE.split("&")) {
            String change = "<a href=\"/guide/" + answer.substring(0, answer.indexOf('=')) + "?" + escaped + "\">";
            assertTrue(html.contains(change), change);
        }
        assertTrue(html.contains("<a class=\"button\" href=\"/plan?" + escaped + "\""));
        assertTrue(html.contains("<dd>Windows 10 22H2</dd>"));
    }

    @Test
    void answers_that_are_not_complete_are_not_checked() {
        leads("/guide/check", "/guide/program");
        leads("/guide/check?program=other-dotnet", "/guide/framework?program=other-dotnet");
        leads("/guide/check?program=other", "/guide/own-tls?program=other");
        leads("/guide/plan?" + COMPLETE, "/guide/check?" + COMPLETE);
    }

    @Test
    void an_outcome_says_what_to_do_next_and_what_it_rests_on() {
        get("/guide/ready?program=arcgis-desktop&desktop=10-7&ready-symptom=unknown")
                .then()
                .statusCode(200)
                .body(containsString("<h1>This ArcGIS Desktop is ready for TLS 1.2</h1>"))
                .body(containsString("<h2>What to do next</h2>"))
                .body(containsString("<span class=\"mark mark-confirmed\">confirmed</span>"))
                .body(containsString("<dd>Something else, or I do not know</dd>"));
    }

    @Test
    void every_page_of_the_guide_can_be_shown() {
        for (Outcome outcome : Flows.FLOW.outcomes()) {
            String query = shortest(outcome);
            String page = outcome.plan() ? "check" : outcome.id();
            get("/guide/" + page + "?" + query).then().statusCode(200);
        }
        for (Question question : Flows.FLOW.questions()) {
            String query = shortest(question);
            get("/guide/" + question.id() + (query.isEmpty() ? "" : "?" + query))
                    .then()
                    .statusCode(200)
                    .body(containsString("<h1>" + question.title() + "</h1>"));
        }
    }

    @Test
    void every_question_can_be_shown_again_with_each_of_its_answers() {
        for (Question question : Flows.FLOW.questions()) {
            Answers before = Answers.parse(shortest(question), Flows.FLOW::isQuestion);
            for (Answer answer : Flows.answers(question)) {
                String query = before.with(question.id(), answer.id()).query();
                get("/guide/" + question.id() + "?" + query).then().statusCode(200);
            }
        }
    }

    @Test
    void every_question_about_the_pc_lets_the_pc_answer_and_keeps_the_answers() {
        List<Question> aboutThePc =
                Flows.FLOW.questions().stream().filter(Question::pc).toList();
        assertTrue(aboutThePc.stream().anyMatch(Question::listed), "some with a list");
        assertTrue(aboutThePc.stream().anyMatch(question -> !question.listed()), "some with a box");
        for (Question question : aboutThePc) {
            String query = shortest(question);
            get("/guide/" + question.id() + "?" + query)
                    .then()
                    .statusCode(200)
                    .body(containsString("<a href=\"/evidence?" + query.replace("&", "&amp;") + "\">"));
        }
        get("/guide/admin?" + COMPLETE).then().body(not(containsString("Let the PC answer")));
    }

    /** The query of the first path that reaches this node. */
    private static String shortest(Node node) {
        var todo = new ArrayDeque<Answers>(List.of(Answers.NONE));
        while (true) {
            Position position = Position.of(Flows.FLOW, todo.remove());
            if (position.node().equals(node)) {
                return position.answers().query();
            }
            if (position.node() instanceof Question question) {
                Flows.answers(question)
                        .forEach(answer -> todo.add(position.answers().with(question.id(), answer.id())));
            }
        }
    }

    @Test
    void a_node_nobody_knows_is_a_friendly_404() {
        get("/guide/printer")
                .then()
                .statusCode(404)
                .contentType("text/html;charset=utf-8")
                .body(containsString("The guide has no question “printer”. The link may be old."))
                .body(containsString("<a href=\"/guide\">Start the guide</a>"));
        get("/guide/printer/next").then().statusCode(404);
        get("/guide/ready/next").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/guide/program?program=a&program=b",
                "/guide/program?program=%FF",
                "/guide/check?program=%C3%28",
                "/guide?windows=a&windows=b"
            })
    void an_address_that_cannot_be_read_is_a_friendly_400(String address) {
        get(address).then().statusCode(400).body(containsString("We cannot read this address"));
    }

    @Test
    void an_address_longer_than_we_read_is_a_friendly_414() {
        get("/guide/program?program=" + "x".repeat(1_992))
                .then()
                .statusCode(400)
                .body(containsString("is not an answer"));
        get("/guide/program?program=" + "x".repeat(1_993))
                .then()
                .statusCode(414)
                .body(containsString("we read at most 2,000"));
        get("/guide/program?program=" + "x".repeat(12_000)).then().statusCode(414);
    }

    @Test
    void the_flow_is_served_as_a_picture_as_text_and_as_json() {
        get("/guide/graph")
                .then()
                .statusCode(200)
                .body(containsString("<svg xmlns="))
                .body(containsString("<h3 id=\"windows\">Which Windows is on the PC?</h3>"));
        get("/guide/graph.svg").then().statusCode(200).contentType("image/svg+xml;charset=utf-8");
        get("/guide/graph.mmd").then().statusCode(200).body(startsWith("flowchart TD\n"));
        get("/guide/graph.dot").then().statusCode(200).body(startsWith("digraph guide {\n"));
        RestAssured.get("/api/v1/flow")
                .then()
                .statusCode(200)
                .contentType("application/json;charset=UTF-8")
                .body("start", equalTo("program"))
                .body("questions", hasSize(Flows.FLOW.questions().size()))
                .body("questions.find { it.id == 'windows-look' }.typed", equalTo(true))
                .body("questions.find { it.id == 'dotnet-look' }.pasted", equalTo(true))
                .body("questions.find { it.id == 'admin' }.answers.id", equalTo(List.of("yes", "no", "unknown")))
                .body("questions.find { it.id == 'admin' }.answers.next", equalTo(List.of("plan", "plan", "plan")))
                .body("outcomes.id", hasItem("look-first"));
    }

    @Test
    void the_order_of_the_choices_is_the_flows_and_not_knowing_comes_last() {
        String html = get("/guide/program").asString();
        assertTrue(html.indexOf("id=\"program-arcgis-desktop\"") < html.indexOf("id=\"program-other\""));
        assertTrue(html.indexOf("id=\"program-other\"") < html.indexOf("id=\"program-unknown\""));
        assertFalse(html.contains("checked"));
    }
}
