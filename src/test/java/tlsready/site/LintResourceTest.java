package tlsready.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.Deflater;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import tlsready.evidence.RegLint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
class LintResourceTest {
    private static final String FAULTY =
            """
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]
            "SchUseStrongCryto"=dword:0x1
            """;
    private static final String FINE =
            """
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client]
            "Enabled"=dword:00000001
            "DisabledByDefault"=dword:00000000

            """;
    private static final String MENDED = "\"SchUseStrongCrypto\"=dword:00000001";

    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static ValidatableResponse paste(String text) {
        return given().multiPart("text", text).post("/lint").then();
    }

    private static ValidatableResponse upload(byte[] file) {
        return given().multiPart("text", "")
                .multiPart("file", "TLS.reg", file)
                .post("/lint")
                .then();
    }

    private static RequestSpecification body(String text) {
        return given().contentType("text/plain").body(text.getBytes(StandardCharsets.UTF_8));
    }

    // ---- The page --------------------------------------------------------------------------------------------

    @Test
    void the_box_says_what_is_checked() {
        given().get("/lint")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("Check a .reg file"), containsString("2,000,000"));
    }

    @Test
    void a_finding_shows_its_line_why_and_what_it_becomes_and_the_text_stays_in_the_box() {
        paste(FAULTY)
                .statusCode(200)
                .body(
                        containsString("id=\"l4-hex-prefix\""),
                        containsString("id=\"l4-misspelt-name\""),
                        containsString("SchUseStrongCryto&quot;=dword:0x1"),
                        containsString("&quot;SchUseStrongCrypto&quot;=dword:00000001"),
                        containsString("Who says so"),
                        containsString("/evidence/result?e=1~"));
    }

    @Test
    void a_result_has_an_address_that_shows_it_again_and_hands_out_the_file() {
        String page = paste(FAULTY).extract().asString();
        String code = page.replaceAll("(?s).*/lint/corrected\\.reg\\?t=([\\w-]+)\".*", "$1");
        asIs().get("/lint?t=" + code)
                .then()
                .statusCode(200)
                .body(containsString("l4-hex-prefix"), containsString("SchUseStrongCryto&quot;=dword:0x1"));
        byte[] file = asIs().get("/lint/corrected.reg?t=" + code)
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"corrected.reg\"")
                .extract()
                .asByteArray();
        assertEquals((byte) 0xFF, file[0]);
        assertTrue(new String(file, StandardCharsets.UTF_16LE).contains(MENDED));
    }

    @Test
    void the_encoding_of_a_file_is_checked_and_travels_in_the_address() {
        byte[] file = ("\uFEFF" + FINE).getBytes(StandardCharsets.UTF_8);
        String page = upload(file)
                .statusCode(200)
                .body(containsString("l0-utf8-bom"))
                .extract()
                .asString();
        String code = page.replaceAll("(?s).*/lint\\?t=([\\w-]+)\".*", "$1");
        assertArrayEquals(file, LintCode.read(code).bytes());
        asIs().get("/lint?t=" + code).then().statusCode(200).body(containsString("l0-utf8-bom"));
    }

    @Test
    void a_file_that_is_too_long_for_an_address_says_so_and_is_handed_out_all_the_same() {
        var text = new StringBuilder(FAULTY);
        for (int i = 0; i < 2_000; i++) {
            text.append("; ")
                    .append(Integer.toHexString(i * 7919))
                    .append(i * 31)
                    .append("\n");
        }
        String page = paste(text.toString())
                .statusCode(200)
                .body(containsString("too long to stand in an address"), not(containsString("/lint?t=")))
                .extract()
                .asString();
        assertTrue(page.contains("action=\"/lint/corrected.reg\""));
        byte[] file = given().multiPart("text", text.toString())
                .post("/lint/corrected.reg")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertTrue(new String(file, StandardCharsets.UTF_16LE).contains(MENDED));
    }

    @Test
    void nothing_both_and_what_is_no_text_are_refused_in_a_sentence() {
        paste("  ").statusCode(400).body(containsString("There is nothing to check yet"));
        given().multiPart("text", "keep me")
                .multiPart("file", "x.reg", FINE.getBytes(StandardCharsets.UTF_8))
                .post("/lint")
                .then()
                .statusCode(400)
                .body(containsString("one of them at a time"), containsString("keep me"));
        upload(new byte[] {'P', 'K', 3, 4}).statusCode(400).body(containsString("zip"));
        paste("x".repeat(RegLint.LIMIT + 10_000)).statusCode(413).body(containsString("2,000,000"));
    }

    @Test
    void html_in_a_file_is_text() {
        paste(FAULTY + "<script>alert(1)</script></textarea><img src=x>\n")
                .statusCode(200)
                .body(not(containsString("<script>alert")), not(containsString("<img src=x")));
    }

    @Test
    void a_damaged_address_is_a_sentence() {
        for (String code : new String[] {"x", "t", "t!!!!", "tAAAA", "f" + "A".repeat(2_500)}) {
            asIs().get("/lint?t=" + code).then().statusCode(400).body(containsString("has lost a part on the way"));
            asIs().get("/lint/corrected.reg?t=" + code).then().statusCode(400);
        }
    }

    /** A megabyte of zeros deflates to a thousand bytes; ten of them are not read. */
    @Test
    void an_address_that_swells_is_refused() {
        var deflater = new Deflater(9, true);
        deflater.setInput(new byte[RegLint.LIMIT + 1]);
        deflater.finish();
        byte[] small = new byte[10_000];
        int length = deflater.deflate(small);
        String bomb =
                "t" + Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(small, length));
        assertThrows(BadAddress.class, () -> LintCode.read(bomb));
        asIs().get("/lint?t=" + bomb).then().statusCode(400);
    }

    // ---- The API ---------------------------------------------------------------------------------------------

    @Test
    void the_api_answers_in_json_and_its_status_tells_errors() {
        body(FAULTY)
                .post("/api/v1/lint")
                .then()
                .statusCode(422)
                .contentType("application/json")
                .body("passes", equalTo(false))
                .body("errors", equalTo(2))
                .body("findings.id", hasItems("hex-prefix", "misspelt-name", "no-twin"))
                .body("findings[0].severity", equalTo("error"))
                .body("findings[0].line", equalTo(4))
                .body("corrected", containsString(MENDED))
                .body("share", startsWith("/lint?t=f"));
        body(FINE).post("/api/v1/lint").then().statusCode(200).body("passes", equalTo(true));
    }

    @Test
    void the_api_takes_files_forms_and_bytes() {
        given().multiPart("file", "TLS.reg", FINE.getBytes(StandardCharsets.UTF_16))
                .post("/api/v1/lint")
                .then()
                .statusCode(422)
                .body("findings.id", hasItems("utf16-big-end"));
        given().multiPart("text", FINE).post("/api/v1/lint").then().statusCode(200);
        given().contentType("application/octet-stream")
                .body(FINE.getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/lint")
                .then()
                .statusCode(200);
        given().multiPart("text", FINE)
                .multiPart("file", "TLS.reg", FINE.getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/lint")
                .then()
                .statusCode(400)
                .body("detail", containsString("both"));
    }

    @Test
    void plain_text_is_a_line_for_each_finding() {
        String lines = body(FAULTY)
                .accept("text/plain")
                .post("/api/v1/lint?name=TLS.reg")
                .then()
                .statusCode(422)
                .contentType("text/plain;charset=utf-8")
                .extract()
                .asString();
        assertTrue(lines.startsWith("TLS.reg:"), lines);
        lines.lines()
                .forEach(
                        line -> assertTrue(line.matches("TLS\\.reg:\\d+: (error|warning|note): [a-z0-9-]+: .+"), line));
    }

    @Test
    void the_corrected_file_can_be_asked_for() {
        byte[] file = body(FAULTY)
                .accept("application/octet-stream")
                .post("/api/v1/lint")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertTrue(new String(file, StandardCharsets.UTF_16LE).contains(MENDED));
    }

    @Test
    void what_cannot_be_read_is_a_problem() {
        body("  ").post("/api/v1/lint").then().statusCode(400).body("detail", containsString("nothing"));
        body("x".repeat(RegLint.LIMIT + 10))
                .post("/api/v1/lint")
                .then()
                .statusCode(413)
                .body("status", equalTo(413));
    }

    @Test
    void the_api_is_described() {
        given().get("/q/openapi?format=json")
                .then()
                .body("paths.'/api/v1/lint'.post.responses.'422'", not(equalTo(null)));
    }

    /** The example in docs/lint.md is what the portal answers. */
    @Test
    void the_documented_example_is_what_is_answered() throws IOException {
        String docs = Files.readString(Path.of("docs", "lint.md"));
        String[] blocks = docs.split("```");
        var mapper = new ObjectMapper();
        JsonNode answer = mapper.readTree(body(FAULTY).post("/api/v1/lint").asString());
        String json = java.util.Arrays.stream(blocks)
                .filter(block -> block.startsWith("json"))
                .findFirst()
                .orElseThrow();
        // How well an address deflates depends on the library; what it says does not.
        var documented = (com.fasterxml.jackson.databind.node.ObjectNode) mapper.readTree(json.substring(4));
        String share = documented.remove("share").asText().replace("/lint?t=", "");
        assertArrayEquals(
                FAULTY.getBytes(StandardCharsets.UTF_8), LintCode.read(share).bytes());
        ((com.fasterxml.jackson.databind.node.ObjectNode) answer).remove("share");
        assertEquals(documented, answer, answer.toPrettyString());
        String plain = body(FAULTY)
                .accept("text/plain")
                .post("/api/v1/lint?name=TLS.reg")
                .asString();
        assertTrue(docs.contains(plain.strip()), plain);
        assertTrue(docs.contains(FAULTY.strip()));
    }
}
