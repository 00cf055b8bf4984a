package tlsready.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.GoldenMachines;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.registry.RegistryValue;
import tlsready.remediation.Plan;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
class EvidenceResourceTest {
    /** Windows 10 22H2 with .NET 4.8, one view set right, the other with the wrong type and all ones. */
    static final String PASTE =
            """
            C:\\>ver

            Microsoft Windows [Version 10.0.19045.3803]

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
                Release    REG_DWORD    0x80ff4
                Install    REG_DWORD    0x1

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
                SystemDefaultTlsVersions    REG_DWORD    0x1
                SchUseStrongCrypto    REG_DWORD    0x1

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319
                SystemDefaultTlsVersions    REG_SZ    1
                SchUseStrongCrypto    REG_DWORD    0xffffffff
            """;

    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static ValidatableResponse paste(String text) {
        return given().multiPart("text", text).post("/evidence").then();
    }

    private static ValidatableResponse upload(byte[] file) {
        return given().multiPart("text", "")
                .multiPart("file", "Look.txt", file)
                .post("/evidence")
                .then();
    }

    private static String code(String text) {
        return given().contentType("text/plain")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/evidence")
                .path("code");
    }

    // ---- Paste and upload ------------------------------------------------------------------------------------

    @Test
    void the_box_says_what_is_read_and_that_nothing_is_stored() {
        given().get("/evidence")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Cache-Control", "no-store")
                .body(
                        containsString("Nothing is stored"),
                        containsString("/look.cmd"),
                        containsString("/look.ps1"),
                        containsString("2,000,000"));
    }

    @Test
    void a_paste_is_shown_with_its_lines_and_with_what_is_kept() {
        paste(PASTE)
                .statusCode(200)
                .body(
                        containsString("What is kept"),
                        containsString(".NET Framework Release 528372"),
                        containsString("Microsoft Windows [Version 10.0.19045.3803]"),
                        containsString("/evidence/result?e=1~"));
    }

    @Test
    void a_file_is_read_in_the_encoding_of_windows() {
        upload(("\uFEFF" + PASTE).getBytes(StandardCharsets.UTF_16LE))
                .statusCode(200)
                .body(containsString(".NET Framework Release 528372"));
    }

    @Test
    void a_contradiction_is_a_question_and_the_text_stays_in_the_box() {
        paste("Release    REG_DWORD    0x80ff4\n" + PASTE + PASTE.replace("0x80ff4", "0x70bf6"))
                .statusCode(200)
                .body(containsString("Which one is true now?"), containsString("0x70bf6"));
    }

    @Test
    void nothing_and_both_at_once_are_refused_in_a_sentence() {
        paste("  ").statusCode(400).body(containsString("There is nothing to read yet"));
        given().multiPart("text", "keep me")
                .multiPart("file", "x.txt", "ver".getBytes(StandardCharsets.UTF_8))
                .post("/evidence")
                .then()
                .statusCode(400)
                .body(containsString("one of them at a time"), containsString("keep me"));
    }

    @Test
    void what_says_nothing_stays_in_the_box() {
        paste("the quick brown fox").statusCode(400).body(containsString("the quick brown fox"));
    }

    @Test
    void html_in_a_paste_is_text() {
        paste(PASTE + "\n<script>alert(1)</script></textarea><img src=x>")
                .statusCode(200)
                .body(not(containsString("<script>alert")), not(containsString("<img src=x")));
    }

    @Test
    void control_characters_do_no_harm() {
        paste("\u0007\u001b[31m\u0085\u202e" + PASTE).body(not(containsString("Exception")));
    }

    @Test
    void too_much_is_refused_with_the_limit() {
        paste("x".repeat(EvidenceReader.LIMIT + 10_000)).statusCode(413).body(containsString("2,000,000"));
        given().contentType("text/plain")
                .body("x".repeat(EvidenceReader.LIMIT + 1))
                .post("/api/v1/evidence")
                .then()
                .statusCode(413)
                .body("detail", containsString("2,000,000"));
    }

    @Test
    void a_line_of_a_megabyte_a_picture_and_a_zip_are_refused_or_read_but_never_fail() {
        for (byte[] odd : new byte[][] {
            "A".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
            new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0},
            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6},
            new byte[100_000]
        }) {
            upload(odd).statusCode(400).body(containsString("There is a problem"), not(containsString("Exception")));
        }
    }

    @Test
    void a_form_that_breaks_off_is_refused() {
        given().config(config().encoderConfig(
                                encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=b")
                .body("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf")
                .post("/evidence")
                .then()
                .statusCode(400)
                .body(containsString("did not arrive whole"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Look.cmd", "Look.ps1"})
    void the_collectors_are_the_files_of_the_bundles(String name) throws Exception {
        byte[] served = given().get("/" + name.toLowerCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("Content-Disposition", equalTo("attachment; filename=\"" + name + "\""))
                .extract()
                .asByteArray();
        assertArrayEquals(getClass().getResourceAsStream("/bundle/" + name).readAllBytes(), served);
    }

    @Test
    void programs_get_the_same_as_json() {
        given().contentType("text/plain")
                .body(PASTE)
                .post("/api/v1/evidence")
                .then()
                .statusCode(200)
                .body("code", startsWith("1~"))
                .body("result", startsWith("/evidence/result?e=1~"))
                .body("kept", hasItem(".NET Framework Release 528372"))
                .body("findings.lines.flatten().number", hasItem(3));
        given().contentType("application/octet-stream")
                .body(new byte[] {'P', 'K', 3, 4, 0, 0})
                .post("/api/v1/evidence")
                .then()
                .statusCode(400)
                .body("detail", not(equalTo("")));
        given().get("/q/openapi?format=json").then().body("paths.'/api/v1/evidence'.post.summary", not(equalTo(null)));
    }

    @Test
    void a_body_that_is_compressed_is_refused_and_never_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]); // 64 MB of nothing in 64 kB
            }
        }
        given().contentType("application/octet-stream")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/api/v1/evidence")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "identity")
                .body("detail", startsWith("The body is compressed (gzip), and we do not unpack anything."));
        given().contentType("application/octet-stream")
                .body(packed.toByteArray())
                .post("/api/v1/evidence")
                .then()
                .statusCode(400)
                .body("detail", startsWith("This is a gzip file."));
        given().contentType("text/plain")
                .header("Content-Encoding", "identity")
                .body(PASTE)
                .post("/api/v1/evidence")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guide/program?program=", "/plan?program=", "/evidence/result?e=", "/evidence?windows="})
    void an_address_far_longer_than_we_read_gets_a_sentence(String address) {
        asIs().get(address + "x".repeat(200_000))
                .then()
                .statusCode(414)
                .body(containsString("This address is too long"));
    }

    // ---- The verdicts ----------------------------------------------------------------------------------------

    @Test
    void the_result_is_a_grid_with_its_reasons() {
        String address = "/evidence/result?e=" + code(PASTE) + "&target=arcgis-online";
        asIs().get(address)
                .then()
                .statusCode(200)
                .body(
                        containsString("What this PC can reach"),
                        containsString("WinHTTP"),
                        containsString("0xFFFFFFFF, all bits set"),
                        containsString("The type is wrong: this is REG_SZ"),
                        containsString("What is right already"),
                        containsString("The PC said so: <a href=\"#said-"),
                        containsString("Known of ArcMap"),
                        containsString("What no setting cures"),
                        not(containsString("Nothing on this PC needs to be changed")),
                        not(containsString("{")));
    }

    @Test
    void other_spellings_lead_to_the_one_address() {
        String code = code(PASTE);
        asIs().get("/evidence/result?e=" + code.replace("~", "%7E"))
                .then()
                .statusCode(302)
                .header("Location", equalTo("/evidence/result?e=" + code + "&target=arcgis-online"));
        asIs().get("/evidence/result").then().statusCode(302).header("Location", equalTo("/evidence"));
    }

    @Test
    void a_token_that_is_none_is_named_and_the_rest_still_shown() {
        asIs().get("/evidence/result?e=" + code(PASTE) + "~no.such-thing&target=arcgis-online")
                .then()
                .statusCode(400)
                .body(containsString("no.such-thing"), containsString("Go on with what is readable"));
        asIs().get("/evidence/result?e=9~x").then().statusCode(400).body(containsString("“9”"));
        asIs().get("/evidence/result?e=1").then().statusCode(400).body(containsString("empty"));
        asIs().get("/evidence/result?e=1~%3Cscript%3E&target=x")
                .then()
                .statusCode(400)
                .body(not(containsString("<script>")));
    }

    @Test
    void an_unknown_service_or_thought_is_named() {
        String address = "/evidence/result?e=" + code(PASTE);
        asIs().get(address + "&target=moon").then().statusCode(400).body(containsString("moon"));
        asIs().get(address + "&target=arcgis-online&if-value=bogus&if-to=1")
                .then()
                .statusCode(400)
                .body(containsString("bogus"));
    }

    @Test
    void a_thought_shows_what_would_change() {
        String address = "/evidence/result?e=" + code(PASTE) + "&target=arcgis-online";
        asIs().get(address + "&if-value=dotnet4-system-default-wow&if-to=1")
                .then()
                .statusCode(200)
                .body(
                        containsString("These predictions would change"),
                        containsString(".NET Framework 4, 32-bit, no target framework named"));
        asIs().get(address + "&if-value=dotnet4-system-default&if-to=1")
                .then()
                .body(containsString("No prediction would change"));
        asIs().get(address + "&if-program=dotnet47-x86")
                .then()
                .statusCode(200)
                .body(allOf(containsString("Your program"), containsString("built for 4.7")));
    }

    /** The page of an address, however it is spelled. */
    private static ValidatableResponse page(String address) {
        return given().urlEncodingEnabled(false).get(address).then().statusCode(200);
    }

    private static ValidatableResponse result(String code) {
        return page("/evidence/result?e=" + code + "&target=arcgis-online");
    }

    private static Matcher<String> change(String stack, String before, String after) {
        return containsString(stack + ": <span class=\"verdict verdict-" + before + "\">" + before
                + "</span> → <span class=\"verdict verdict-" + after + "\">" + after + "</span>");
    }

    @Test
    void an_update_in_thought_changes_the_predictions() {
        String seven = code(
                """
                OS Name:                   Microsoft Windows 7 Professional
                System Type:               x64-based PC

                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\WinHttp
                    DefaultSecureProtocols    REG_DWORD    0xa00

                HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client
                    Enabled    REG_DWORD    0x1
                    DisabledByDefault    REG_DWORD    0x0
                """);
        String address = "/evidence/result?e=" + seven + "&target=arcgis-enterprise";
        page(address).body(not(containsString("These predictions would change")));
        page(address + "&if-update=kb3140245").body(change("WinHTTP, 64-bit", "unknown", "works"));
    }

    @Test
    void a_newer_dotnet_in_thought_changes_the_predictions() {
        String old = "1~windows-8-1~x64~n379893~sch-no~v4.susc-no~v4w.susc-no~v4.sdtv-no~v4w.sdtv-no";
        String address = "/evidence/result?e=" + old + "&target=arcgis-enterprise&if-dotnet=";
        page(address + "4-8")
                .body(
                        change(".NET Framework 4, 32-bit, built for 4.6 to 4.6.2", "fails", "works"),
                        not(containsString("32-bit, no target framework named: <span class=\"verdict verdict-fails")));
        page(address + "4-5-2").body(containsString("No prediction would change"));
    }

    // ---- What is recognised by name ----------------------------------------------------------------------------

    @Test
    void a_value_of_a_policy_is_named_and_said_to_come_back() {
        String policy = code(PASTE
                + "\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\n"
                + "    SecureProtocols    REG_DWORD    0xa80\n");
        String says = "A policy of your organisation owns this value. Whoever changes it here sees it come back.";
        result(policy).body(containsString(says));
        page("/plan?" + ANSWERS + "&e=" + policy).body(containsString(says));
        result(code(PASTE)).body(not(containsString(says)));
    }

    @Test
    void a_value_set_in_one_view_only_is_named_with_those_who_miss_it() {
        String one = "1~windows-10-22h2~x64~n528372~v4.susc-1~v4w.susc-no";
        String says = "It is set in one view of the registry only. 32-bit programs, such as ArcMap, read the other one";
        result(one).body(containsString(says));
        page("/plan?" + ANSWERS + "&e=" + one).body(containsString(says));
        result("1~windows-10-22h2~x64~n528372~v4.susc-no~v4w.susc-1")
                .body(containsString("64-bit programs read the other one"));
        for (String other : new String[] {"v4w.susc-1", "v4w.sdtv-no"}) {
            result(one.replace("v4w.susc-no", other))
                    .body(not(containsString("It is set in one view of the registry only")));
        }
    }

    @Test
    void all_ones_a_text_and_a_wrong_name_are_named_in_the_plan_too() {
        String odd = "1~windows-10-22h2~x64~n528372~v4.susc-not.SchUseStrongCypto~v4w.susc-4294967295~v4w.sdtv-sz.1";
        for (String address :
                new String[] {"/evidence/result?e=" + odd + "&target=arcgis-online", "/plan?" + ANSWERS + "&e=" + odd
                }) {
            page(address)
                    .body(
                            containsString("This is 0xFFFFFFFF, all bits set, and not 1."),
                            containsString("The type is wrong: this is REG_SZ"),
                            containsString("Perhaps SchUseStrongCrypto is meant"));
        }
    }

    @Test
    void what_the_registry_cannot_cure_is_told_of_every_machine() {
        for (String code : new String[] {FINE, code(PASTE), "1~windows-7~x86"}) {
            result(code)
                    .body(
                            containsString("What no setting cures"),
                            containsString("A program that chooses its TLS versions in its own code overrides"),
                            containsString("A program with TLS of its own does not follow the registry"),
                            containsString("brings its own TLS; nothing on Windows changes it"));
        }
    }

    @Test
    void fips_mode_is_told_of_with_its_effect() {
        String fips = "1~windows-10-22h2~x64~n528372~fips.on-";
        result(fips + "1")
                .body(
                        containsString("FIPS mode is on."),
                        containsString("may negotiate TLS 1.0 even if the registry switches it off"));
        page("/plan?" + ANSWERS + "&e=" + fips + "1").body(containsString("FIPS mode is on."));
        for (String off : new String[] {"0", "no", "sz.1"}) {
            result(fips + off).body(not(containsString("FIPS mode is on.")));
        }
    }

    @Test
    void a_switch_for_the_whole_machine_is_named() {
        String with = "1~windows-10-22h2~x64~n528372~acw.nosusc-sz.";
        result(with + "false").body(containsString("The predictions count with it."));
        result(with + "no").body(containsString("Only the texts true and false mean something, so it does nothing."));
    }

    // ---- Cipher suites -----------------------------------------------------------------------------------------

    /** Everything known, everything set; two suites in a list: ECDHE_RSA with AES 256, CBC and GCM. */
    private static final String CBC = "~suites.list-list7.c028";

    private static final String GCM = "~suites.list-list7.c030";

    private static String withList(String list) {
        return FINE.replace("~ac-no~acw-no", list + "~ac-no~acw-no");
    }

    @Test
    void a_list_of_the_machine_that_leaves_out_the_usual_suites_promises_nothing() {
        result(withList(CBC))
                .body(
                        containsString("This PC has a list of cipher suites of its own, and it leaves out suites"),
                        containsString("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                        containsString("whether a common cipher suite exists is not known"),
                        containsString("Whether Windows does without a suite that this list does not name"),
                        not(containsString("have no cipher suite with ECDHE_RSA and AES-GCM")),
                        not(containsString("Nothing on this PC needs to be changed.")));
        result(withList(GCM))
                .body(
                        containsString("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256. A plan does not touch it."),
                        containsString("Nothing on this PC needs to be changed."));
        result(withList("~suites.list-list7.c030c02f"))
                .body(not(containsString("This PC has a list of cipher suites of its own")));
    }

    @Test
    void a_policy_that_leaves_out_the_usual_suites_is_named_and_not_windows() {
        String code = withList("~psuites.list-list1.c028");
        page("/evidence/result?e=" + code + "&target=azure-front-door-2023")
                .body(
                        containsString("A group policy for the order of cipher suites replaces the whole list"),
                        containsString("A policy of your organisation owns this value"),
                        not(containsString("have no cipher suite with ECDHE_RSA and AES-GCM")));
        page("/plan?"
                        + ANSWERS.replace("dotnet=4-8", "dotnet=4-8-1")
                                .replace("target=arcgis-online", "target=azure-front-door-2023")
                        + "&e=" + code)
                .body(containsString("The cipher suites that your organisation allows would not be enough"));
    }

    // ---- ArcMap's configuration file ---------------------------------------------------------------------------

    private static final String UNSET =
            "1~windows-10-22h2~x64~n533320~arcgis-desktop.10-6-1%s~sch-no~v4.susc-1~v4w.susc-no~v4.sdtv-1~v4w.sdtv-no";

    @Test
    void what_arcmaps_configuration_file_changes_is_told_and_promises_nothing() {
        String arcmap = "<a class=\"verdict verdict-%s\" href=\"#arcmap\">";
        result(UNSET.formatted(""))
                .body(
                        containsString(arcmap.formatted("fails")),
                        not(containsString("Its configuration file speaks of .NET")));
        result(UNSET.formatted("~cfg.clr4~cfg.nosusc-false"))
                .body(
                        containsString(arcmap.formatted("unknown")),
                        containsString("Its configuration file speaks of .NET"),
                        containsString("ArcMap.exe.config names the runtime v4.0.30319."),
                        containsString("sets Switch.System.Net.DontEnableSchUseStrongCrypto to false."),
                        containsString("It depends on whether ArcMap follows its ArcMap.exe.config; other programs of"
                                + " this kind: fails."),
                        containsString("v2.0.50727 is .NET Framework 2.0 to 3.5"),
                        containsString("Whether ArcMap, a native program that hosts .NET, follows them"));
        result(UNSET.formatted("~cfg.nosusc-true"))
                .body(
                        containsString(arcmap.formatted("fails")),
                        containsString("sets Switch.System.Net.DontEnableSchUseStrongCrypto to true."),
                        not(containsString("It depends on whether ArcMap follows")));
    }

    // ---- Plan and bundle -------------------------------------------------------------------------------------

    private static final String ANSWERS =
            "program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no&windows=windows-10-22h2&bitness=x64"
                    + "&dotnet=4-8&target=arcgis-online&admin=yes";

    @Test
    void evidence_travels_last_through_the_guide_the_plan_and_the_bundle() {
        String code = code(PASTE);
        asIs().get("/guide/check?e=" + code + "&" + ANSWERS)
                .then()
                .statusCode(302)
                .header("Location", equalTo("/guide/check?" + ANSWERS + "&e=" + code));
        asIs().get("/plan?e=" + code.replace("~", "%7E") + "&" + ANSWERS)
                .then()
                .statusCode(302)
                .header("Location", equalTo("/plan?" + ANSWERS + "&e=" + code));
        String html = "&amp;e=" + code;
        asIs().get("/plan?" + ANSWERS + "&e=" + code)
                .then()
                .statusCode(200)
                .body(
                        containsString("What is right already, and stays"),
                        containsString("0xFFFFFFFF, all bits set"),
                        containsString("/bundle?" + ANSWERS.replace("&", "&amp;") + html),
                        containsString("/guide/check?" + ANSWERS.replace("&", "&amp;") + html));
        asIs().get("/bundle?" + ANSWERS + "&e=" + code)
                .then()
                .statusCode(200)
                .body(containsString("/bundle.zip?" + ANSWERS.replace("&", "&amp;") + html));
    }

    @Test
    void the_plan_writes_only_what_is_missing_and_the_undo_restores_type_and_data() {
        var bundle = GoldenMachines.order(ANSWERS + "&e=" + code(PASTE));
        assertEquals(2, bundle.plan().allChanges().written().size(), "only the view that is wrong");
        assertTrue(bundle.plan().allChanges().written().keySet().stream()
                .allMatch(name -> name.key().toString().contains("Wow6432Node")));
        var before =
                new EvidenceCode(bundle.knowledge()).read(code(PASTE)).kept().registry();
        var after = bundle.plan().allChanges().apply(before);
        assertEquals(before, bundle.plan().undo().apply(after));
        assertTrue(bundle.plan().undo().written().containsValue(RegistryValue.sz("1")));
        assertTrue(bundle.plan().undo().written().containsValue(RegistryValue.dword(-1)));
    }

    @Test
    void the_result_leads_to_the_first_question_that_the_pc_could_not_answer() {
        asIs().get("/evidence/result?e=" + code(PASTE) + "&target=arcgis-online")
                .then()
                .body(containsString("/guide/program?windows=windows-10-22h2"), containsString("dotnet=4-8"));
    }

    @Test
    void an_answer_that_differs_from_the_evidence_is_pointed_out() {
        String answers = ANSWERS.replace("dotnet=4-8", "dotnet=4-7-2");
        asIs().get("/plan?" + answers + "&e=" + code(PASTE))
                .then()
                .statusCode(200)
                .body(containsString("you answered .NET Framework 4.7.2, and the evidence says .NET Framework 4.8"));
    }

    @Test
    void damaged_evidence_leads_to_the_page_that_names_it() {
        for (String door : new String[] {"/plan", "/bundle", "/bundle.zip"}) {
            asIs().header("Accept", "text/html")
                    .get(door + "?" + ANSWERS + "&e=1~nonsense")
                    .then()
                    .statusCode(302)
                    .header("Location", containsString("/evidence/result?"));
        }
    }

    @Test
    void a_name_that_is_nearly_right_is_named_and_counts_for_nothing() {
        String paste = PASTE.replace("SchUseStrongCrypto    REG_DWORD    0x1", "SchUseStrongCypto    REG_DWORD    0x1");
        paste(paste).body(containsString("has a value “SchUseStrongCypto”, which is not SchUseStrongCrypto"));
        String code = code(paste);
        assertTrue(code.contains("v4.susc-not.SchUseStrongCypto"), code);
        asIs().get("/evidence/result?e=" + code + "&target=arcgis-online")
                .then()
                .statusCode(200)
                .body(containsString("Perhaps SchUseStrongCrypto is meant"));
        var plan = GoldenMachines.order(ANSWERS + "&e=" + code).plan();
        assertTrue(plan.allChanges().written().keySet().stream()
                .anyMatch(name -> name.toString().endsWith("Microsoft\\.NETFramework\\v4.0.30319\\SchUseStrongCrypto")
                        && !name.toString().contains("Wow6432Node")));
    }

    @Test
    void wow6432node_tells_of_64_bits_with_its_line_and_only_as_derived() {
        paste(PASTE)
                .body(
                        containsString("64-bit Windows"),
                        containsString("derived: only 64-bit Windows keeps a Wow6432Node"));
        assertTrue(code(PASTE).contains("~x64~"), code(PASTE));
        assertTrue(
                code("System Type:               X86-based PC\n" + PASTE).contains("~x86~"),
                "what is told goes before");
    }

    /** Windows 10 with everything that is looked at left as it ships. */
    private static final String FINE =
            "1~windows-10-22h2~x64~n533320~net35-yes~sch-no~inet-no~inetw-no~uinet-no~pinet-no"
                    + "~upinet-no~v4.susc-1~v4.sdtv-1~v4w.susc-1~v4w.sdtv-1~v2.susc-1~v2.sdtv-1~v2w.susc-1~v2w.sdtv-1~ac-no~acw-no";

    @Test
    void a_machine_that_is_fine_is_told_so_and_its_bundle_changes_nothing() {
        given().urlEncodingEnabled(false)
                .get("/evidence/result?e=" + FINE + "&target=arcgis-online")
                .then()
                .statusCode(200)
                .body(containsString("Nothing on this PC needs to be changed."));
        var order = GoldenMachines.order(ANSWERS.replace("dotnet=4-8", "dotnet=4-8-1") + "&e=" + FINE);
        assertTrue(order.plan().allChanges().isEmpty());
        assertEquals(Plan.Promise.NOTHING_TO_DO, order.plan().promise());
    }

    @Test
    void what_no_setting_cures_is_named_for_this_windows() {
        asIs().get("/evidence/result?e=1~windows-8-1~x64~n528040&target=azure-front-door-2023")
                .then()
                .statusCode(200)
                .body(containsString("No update"), containsString("What no setting cures"));
    }

    @Test
    void what_does_not_fit_into_an_address_is_named() {
        var text = new StringBuilder("TLS-READY-REPORT 1\n");
        for (String view : new String[] {"", "Wow6432Node\\"}) {
            for (String runtime : new String[] {"v4.0.30319", "v2.0.50727"}) {
                text.append("\nHKEY_LOCAL_MACHINE\\SOFTWARE\\" + view + "Microsoft\\.NETFramework\\" + runtime + "\n");
                text.append("    SchUseStrongCrypto    REG_BINARY    " + "AB".repeat(40) + "\n");
            }
        }
        paste(text.toString())
                .body(containsString("carries 1,500 characters of evidence at most, so this is left out"));
    }
}
