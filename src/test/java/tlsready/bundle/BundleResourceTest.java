package tlsready.bundle;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.GoldenMachines;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The preview and the download over HTTP; what is in the files is {@link GoldenBundlesTest}'s business. */
@QuarkusTest
class BundleResourceTest {
    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static Response zip(GoldenMachines machine) {
        return asIs().get("/bundle.zip?" + machine.query());
    }

    @ParameterizedTest
    @EnumSource
    void the_download_says_what_it_is_and_the_same_address_gives_the_same_bytes(GoldenMachines machine) {
        Response first = zip(machine);
        byte[] bytes = first.asByteArray();
        first.then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Cache-Control", "no-cache")
                .header("Content-Length", String.valueOf(bytes.length))
                .header("ETag", '"' + BundleFile.sha256(bytes) + '"')
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + Bundles.of(machine.query()).zipName() + "\"");
        assertArrayEquals(bytes, zip(machine).asByteArray());
    }

    @Test
    void with_a_label_the_tests_in_it_call_the_check_and_without_one_the_bytes_are_as_ever() throws Exception {
        String query = GoldenMachines.ANALYST.query() + "&label=k7m3px";
        Response labelled = asIs().get("/bundle.zip?" + query);
        assertEquals(200, labelled.statusCode());
        assertNotEquals(zip(GoldenMachines.ANALYST).header("ETag"), labelled.header("ETag"));
        String preview = asIs().get("/bundle?" + query).asString();
        assertTrue(preview.contains("/r/k7m3pxwinhttpx86/v1/verdict"), "the 32-bit WinHTTP");
        assertTrue(preview.contains("/r/k7m3pxdotnet4x64/v1/verdict"), "the 64-bit .NET 4");
        assertTrue(preview.contains("with the label <code>k7m3px</code>"), "the person is told");
        String elsewhere = asIs().get("/bundle?" + GoldenMachines.ANALYST.query() + "&label=%22%3E")
                .header("Location");
        assertEquals("/bundle?" + GoldenMachines.ANALYST.query(), elsewhere);
    }

    @Test
    void who_has_the_bytes_already_is_told_so() {
        String tag = zip(GoldenMachines.ANALYST).header("ETag");
        for (String known : List.of(tag, "\"other\", " + tag, "*")) {
            Response again = asIs().header("If-None-Match", known).get("/bundle.zip?" + GoldenMachines.ANALYST.query());
            again.then().statusCode(304).header("ETag", tag);
            assertEquals(0, again.asByteArray().length);
        }
        asIs().header("If-None-Match", "\"other\"")
                .get("/bundle.zip?" + GoldenMachines.ANALYST.query())
                .then()
                .statusCode(200);
    }

    @Test
    void the_head_alone_can_be_asked_for() {
        Response whole = zip(GoldenMachines.SERVER);
        Response head = asIs().head("/bundle.zip?" + GoldenMachines.SERVER.query());
        head.then().statusCode(200).header("ETag", whole.header("ETag"));
        assertEquals(0, head.asByteArray().length);
    }

    @ParameterizedTest
    @EnumSource
    void the_preview_shows_every_file_with_purpose_size_hash_and_content(GoldenMachines machine) {
        Bundle bundle = Bundles.of(machine.query());
        Response answer = asIs().get("/bundle?" + machine.query());
        answer.then().statusCode(200).contentType("text/html;charset=utf-8").header("Cache-Control", "no-cache");
        String page = answer.asString();
        assertTrue(page.contains("href=\"/bundle.zip?" + machine.query().replace("&", "&amp;")), page);
        assertTrue(page.contains("href=\"/plan?" + machine.query().replace("&", "&amp;")), page);
        assertTrue(page.contains(BundleFile.sha256(zip(machine).asByteArray())), "the archive's own hash");
        for (BundleFile file : bundle.files()) {
            assertTrue(page.contains("<h2>" + file.name() + "</h2>"), file::name);
            assertTrue(page.contains(escaped(file.purpose())), file::purpose);
        }
        BundleFile look = Bundles.file(bundle, "Look.cmd");
        assertTrue(page.contains(look.weight() + ". SHA-256 <code class=\"hash\">" + look.sha256()));
        assertTrue(page.contains(escaped(look.text())), "the content is told word for word");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bundle", "/bundle.zip"})
    void answers_that_are_missing_stale_or_spelled_otherwise_lead_on(String path) {
        browser().get(path).then().statusCode(302).header("Location", equalTo("/guide/program"));
        browser()
                .get(path + "?program=arcgis-desktop&desktop=10-6-1")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/guide/instead?program=arcgis-desktop&desktop=10-6-1"));
        browser()
                .get(path + "?program=made-up")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/guide/program?program=made-up"));
        browser()
                .get(path + "?program=arcgis-pro&pro=3-0")
                .then()
                .statusCode(302)
                .header("Location", startsWith("/guide/"));
        browser()
                .get(path + "?admin=yes&" + GoldenMachines.ANALYST.query() + "&utm_source=mail")
                .then()
                .statusCode(302)
                .header("Location", equalTo(path + "?" + GoldenMachines.ANALYST.query()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bundle", "/bundle.zip"})
    void a_script_gets_no_page_but_a_sentence_that_names_what_is_missing(String path) {
        asIs().get(path + "?program=arcgis-desktop&desktop=10-6-1")
                .then()
                .statusCode(400)
                .contentType("text/plain;charset=utf-8")
                .body(containsString("The parameter “instead” is missing"), containsString("/guide/instead?"));
        asIs().get(path + "?program=made-up")
                .then()
                .statusCode(400)
                .body(containsString("The answer to “program” cannot be used"), containsString("made-up"));
        asIs().get(path + "?program=other").then().statusCode(400).body(containsString("lead to no plan"));
        asIs().get(path + "?" + GoldenMachines.ANALYST.query() + "&e=1~bogus")
                .then()
                .statusCode(400)
                .body(containsString("“bogus” in the evidence"));
    }

    private static RequestSpecification browser() {
        return asIs().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bundle", "/bundle.zip"})
    void what_cannot_be_read_gets_a_sentence(String path) {
        asIs().get(path + "?program=%ff").then().statusCode(400).body(not(containsString("Exception")));
        asIs().get(path + "?program=" + "a".repeat(3000))
                .then()
                .statusCode(414)
                .body(containsString("too long"), not(containsString("Exception")));
        asIs().post(path + "?" + GoldenMachines.ANALYST.query()).then().statusCode(405);
    }

    @Test
    void a_host_that_is_no_name_never_gets_into_a_file() {
        String page = asIs().header("Host", "evil.example\"><script>")
                .get("/bundle?" + GoldenMachines.ANALYST.query())
                .asString();
        assertTrue(!page.contains("evil.example"), page);
    }
}
