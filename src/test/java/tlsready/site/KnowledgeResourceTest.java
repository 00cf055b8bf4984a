package tlsready.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Row;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
class KnowledgeResourceTest {
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern LOCAL = Pattern.compile(" href=\"#([^\"]+)\"");

    @Inject
    Knowledge knowledge;

    private static String page() {
        return get("/knowledge")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .extract()
                .asString();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(hit -> hit.group(1)).toList();
    }

    @Test
    void every_row_and_every_source_has_its_place_on_the_page() {
        var wanted = new ArrayList<String>();
        knowledge
                .tables()
                .forEach((table, rows) -> rows.stream().map(Row::id).forEach(id -> wanted.add(table + "-" + id)));
        knowledge.products().forEach(product -> product.versions()
                .forEach(version -> wanted.add("products-" + product.id() + "-" + version.id())));
        knowledge.sources().forEach(source -> wanted.add("sources-" + source.id()));
        wanted.removeAll(all(ID, page()));
        assertEquals(List.of(), wanted);
    }

    @Test
    void no_anchor_stands_twice_and_no_link_within_the_page_leads_nowhere() {
        String page = page();
        List<String> ids = all(ID, page);
        assertEquals(new HashSet<>(ids).size(), ids.size());
        var lost = new TreeSet<>(all(LOCAL, page));
        lost.removeAll(Set.copyOf(ids));
        assertEquals(Set.of(), lost);
    }

    @Test
    void a_fact_stands_there_with_its_mark_and_its_sources() {
        String page = page();
        String fact = page.substring(page.indexOf("id=\"facts-reg-import-silent\""));
        fact = fact.substring(0, fact.indexOf("</li>\n<li id="));
        assertTrue(fact.contains(knowledge.fact("reg-import-silent").name()), fact);
        assertTrue(fact.contains("<span class=\"mark mark-confirmed\">confirmed</span>"), fact);
        assertTrue(fact.contains(knowledge.source("wine-reg-import").url()), fact);
        assertTrue(fact.contains("Wine&#39;s conformance tests of reg import"), fact);
    }

    @Test
    void a_disagreement_tells_who_says_what_and_which_we_follow() {
        String page = page();
        String vista = page.substring(page.indexOf("id=\"disagreements-vista\""));
        vista = vista.substring(0, vista.indexOf("</section>"));
        assertTrue(vista.contains("<dt>Microsoft (KB3154517) says</dt>"), vista);
        assertTrue(vista.contains("<dt>We follow</dt>"), vista);
    }

    @Test
    void registry_paths_keep_their_backslashes() {
        assertTrue(
                page().contains(
                                "<code>HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319</code>"));
    }

    @Test
    void nothing_of_the_templates_or_of_java_shows_through() {
        String page = page();
        for (String trace : List.of("{#", "{/", "NOT_FOUND", "PATCH_OR_CONFIGURE", "DISABLED_BY_DEFAULT", "Optional")) {
            assertFalse(page.contains(trace), trace);
        }
    }

    @Test
    void programs_get_the_same_as_json() {
        get("/api/v1/knowledge")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("version", equalTo(knowledge.version()))
                .body("reviewed", equalTo(knowledge.reviewed()))
                .body("$", aMapWithSize(13))
                .body("facts", hasSize(knowledge.facts().size()))
                .body("sources", hasSize(knowledge.sources().size()))
                .body("windows.find { it.id == 'windows-7' }.schannel['TLS 1.2']", equalTo("disabled-by-default"))
                .body("windows.find { it.id == 'windows-7' }.mark", equalTo("from memory"))
                .body("products[0].versions.find { it.id == '10-6-1' }.status", equalTo("patch-or-configure"));
    }

    @Test
    void each_table_can_be_had_alone() {
        for (String table : knowledge.tables().keySet()) {
            get("/api/v1/knowledge/" + table)
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(knowledge.version()))
                    .body("table", equalTo(table))
                    .body("rows", hasSize(knowledge.tables().get(table).size()));
        }
        get("/api/v1/knowledge/sources").then().statusCode(200).body("rows[0].id", equalTo("memory"));
    }

    @Test
    void a_table_that_is_not_there_is_a_404_with_the_names_of_those_that_are() {
        get("/api/v1/knowledge/weather")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/json"))
                .body("status", equalTo(404))
                .body(
                        "detail",
                        containsString("There is no knowledge table \"weather\". There are sources, products,"));
    }
}
