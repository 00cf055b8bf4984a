package tlsready.cases;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.check.Callers;
import tlsready.check.CheckFeed;
import tlsready.check.Observation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Cases from opening to the day when nothing is left of them. */
@QuarkusTest
class CasesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|action)=\"([^\"]*)\"");
    private static final String WINDOWS_7 = "e=1~windows-7~x86~v4-no~t12c-no";
    private static final String WINDOWS_7_DONE =
            "e=1~windows-7~x86~v4-no~t12c.on-1~t12c.dbd-0~v2.sdtv-1~v2.susc-1~whttp.dsp-2688";
    private static final String EVIDENCE = "e=1~windows-10-22h2~x64~n528372~v4.susc-1~v4.sdtv-1";

    @Inject
    CaseFeed cases;

    @Inject
    CheckFeed check;

    @Inject
    StaffServer staff;

    @Inject
    Clock clock;

    @Inject
    Event<Observation> server;

    @Inject
    CasesConfig config;

    @Inject
    PrivacyResource privacy;

    @Inject
    EntityManager database;

    @TestHTTPResource
    String portal;

    private static int people;

    private Desk desk() {
        return Desk.of(staff, "case worker " + ++people, Roles.STAFF);
    }

    private Case opened() {
        return cases.open("somebody", "INC-7", CustomerLanguage.ENGLISH, "/guide/program", 30);
    }

    private Case now(Case which) {
        return cases.withId(which.id()).orElseThrow();
    }

    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private void call(Case about, String stack, String client, String endpoint) {
        Callers.call(server, clock.instant(), client, endpoint, Optional.of(about.label() + stack), "192.0.2.77");
    }

    private long count(Case about, CaseEvent.Kind kind) {
        return cases.events(about, 0).stream()
                .filter(event -> event.kind() == kind)
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it came about in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    // ---- Opening -------------------------------------------------------------------------------------------------

    @Test
    void one_form_opens_a_case_with_what_is_known_already() {
        Desk desk = desk();
        Response answer = desk.post(
                "/staff/cases",
                "/staff/cases",
                "ticket",
                "INC-4711",
                "program",
                "",
                "desktop",
                "10-6-1",
                "windows",
                "windows-10-22h2",
                "days",
                "14");
        assertEquals(303, answer.statusCode(), answer.asString());
        String page = desk.get(answer.header("Location").replaceFirst("^https?://[^/]*", ""))
                .asString();
        assertTrue(page.contains(", INC-4711</h1>"), page);
        Matcher code = Pattern.compile("/c/([a-z2-9-]{19})").matcher(page);
        assertTrue(code.find(), page);
        Case found = cases.withCode(CaseCode.read(code.group(1)).orElseThrow()).orElseThrow();
        assertEquals("/guide/instead?program=arcgis-desktop&desktop=10-6-1&windows=windows-10-22h2", found.place());
        assertEquals(Duration.ofDays(14), Duration.between(found.openedAt(), found.expiresAt()));
        String customer = given().get("/c/" + code.group(1)).asString();
        assertTrue(customer.contains("Go on where you were"), customer);
        assertTrue(customer.contains("Next: Could you upgrade or patch instead?"), customer);
        assertTrue(customer.contains("datetime=\"" + new Moment(found.expiresAt()).iso()), "when it is deleted");
    }

    @Test
    void the_form_can_be_sent_as_it_is_and_says_what_is_wrong_with_the_rest() {
        Desk desk = desk();
        assertEquals(303, desk.post("/staff/cases", "/staff/cases").statusCode());
        Response days = desk.post("/staff/cases", "/staff/cases", "days", "999");
        assertEquals(400, days.statusCode());
        assertTrue(days.asString().contains("no number of days from 1 to " + config.mostDays()), days.asString());
        Response ticket = desk.post("/staff/cases", "/staff/cases", "ticket", "<script>");
        assertEquals(400, ticket.statusCode());
        assertTrue(ticket.asString().contains("The ticket number has"), ticket.asString());
        Response language = desk.post("/staff/cases", "/staff/cases", "language", "tlh");
        assertEquals(400, language.statusCode());
        assertTrue(language.asString().contains("“tlh” is no language"), language.asString());
    }

    @Test
    void a_form_that_is_refused_keeps_what_was_typed() {
        String page = desk().post(
                        "/staff/cases",
                        "/staff/cases",
                        "ticket",
                        "INC-\"9\"",
                        "desktop",
                        "10-6-1",
                        "windows",
                        "windows-10-22h2",
                        "language",
                        "fr",
                        "days",
                        "14")
                .asString();
        assertTrue(page.contains("value=\"INC-&quot;9&quot;\""), page);
        assertTrue(page.contains("value=\"14\""), page);
        for (String chosen : List.of("10-6-1", "windows-10-22h2", "fr")) {
            assertTrue(page.contains("<option value=\"" + chosen + "\" selected>"), chosen);
        }
    }

    @Test
    void a_customer_is_led_and_invited_in_the_language_that_staff_chose_or_in_their_own() {
        Desk desk = desk();
        Response answer = desk.post("/staff/cases", "/staff/cases", "ticket", "INC-7", "language", "de");
        String page = desk.get(answer.header("Location").replaceFirst("^https?://[^/]*", ""))
                .asString();
        Matcher code = Pattern.compile("/c/([a-z2-9-]{19})").matcher(page);
        assertTrue(code.find(), page);
        Matcher mail = Pattern.compile("href=\"mailto:\\?subject=([^\"&]*)&(?:amp;)?body=([^\"&]*)\"")
                .matcher(page);
        assertTrue(mail.find(), page);
        assertEquals(
                "Ihr Fall: TLS 1.2 für Ihre Windows-Programme",
                URLDecoder.decode(mail.group(1), StandardCharsets.UTF_8));
        String letter = URLDecoder.decode(mail.group(2), StandardCharsets.UTF_8);
        assertTrue(letter.contains("/c/" + code.group(1) + "\r\n"), letter);
        assertTrue(letter.contains("wird alles gelöscht."), letter);

        String customer = given().get("/c/" + code.group(1)).asString();
        assertTrue(customer.contains("<div lang=\"de\">"), customer);
        assertTrue(customer.contains("<h1>Ihr Fall, INC-7</h1>"), customer);
        assertTrue(customer.contains("sind auf Englisch"), "and says what is not");
        assertTrue(customer.contains("hreflang=\"fr\""), customer);
        String french = given().get("/c/" + code.group(1) + "?lang=fr").asString();
        assertTrue(french.contains("<h1>Votre dossier, INC-7</h1>"), french);
    }

    @Test
    void the_list_is_of_ones_own_open_cases_and_can_be_filtered() {
        Desk desk = desk();
        String me = "case worker " + people;
        Case mine = cases.open(me, "MINE-1", CustomerLanguage.ENGLISH, "/guide/program", 30);
        Case closed = cases.open(me, "MINE-2", CustomerLanguage.ENGLISH, "/guide/program", 30);
        Case other = cases.open("other", "OTHER-1%", CustomerLanguage.ENGLISH, "/guide/program", 30);
        cases.close(closed, me);
        String list = desk.get("/staff/cases").asString();
        assertTrue(list.contains("MINE-1") && !list.contains("MINE-2") && !list.contains("OTHER-1"), list);
        assertTrue(desk.get("/staff/cases?state=closed").asString().contains("MINE-2"));
        String all =
                desk.get("/staff/cases?whose=all&state=all&ticket=other-1%").asString();
        assertTrue(all.contains("case " + other.id()) || all.contains("Case " + other.id()), all);
        assertFalse(all.contains("Case " + mine.id() + ","), all);
    }

    // ---- The customer --------------------------------------------------------------------------------------------

    @Test
    void a_code_is_read_however_it_is_typed_and_has_one_address() {
        Case about = opened();
        String letters = about.code().letters();
        assertEquals(
                about.customerPath(),
                asIs().get("/c/" + letters.toUpperCase()).header("Location").replaceFirst("^https?://[^/]*", ""));
        Response typed = asIs().formParam("code", " " + about.code().spelled().toUpperCase())
                .post("/c");
        assertEquals(303, typed.statusCode());
        assertTrue(typed.header("Location").endsWith(about.customerPath()));
        assertEquals(200, asIs().get(about.customerPath()).statusCode());
        assertEquals("no-store", asIs().get(about.customerPath()).header("Cache-Control"));
        Response wrong = asIs().get("/c/" + letters.substring(1) + letters.charAt(0));
        assertTrue(List.of(404, 429).contains(wrong.statusCode()));
    }

    @Test
    void too_many_wrong_codes_are_refused_and_the_right_one_still_opens() {
        Case about = opened();
        int last = 0;
        for (int i = 0; i <= config.wrongCodes(); i++) {
            last = asIs().get("/c/abcd-efgh-jkmn-pqrs").statusCode();
        }
        assertEquals(429, last);
        Response refused = asIs().get("/c/abcd-efgh-jkmn-pqrs/plan");
        assertEquals(429, refused.statusCode());
        assertEquals(Long.toString(config.window().toSeconds()), refused.header("Retry-After"));
        assertEquals(200, asIs().get(about.customerPath()).statusCode());
    }

    @Test
    void the_customer_sees_no_notes_no_staff_and_no_addresses() throws Exception {
        Case about = cases.open("opener-name", "INC-7", CustomerLanguage.ENGLISH, "/guide/program", 30);
        String query = GoldenMachines.ANALYST.query();
        cases.note(about, "worker-name", "the secret note");
        cases.handOver(about, "worker-name", "colleague-name");
        asIs().get(about.customerPath() + "/plan?" + query);
        call(about, "winhttpx86", "IE 11 Win 10", "tls12");
        Callers.call(
                server,
                clock.instant(),
                "IE 8 Win 7",
                "tls12",
                Optional.of(about.label() + "dotnet4x86"),
                "2001:db8::77");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 2);
        long visit = cases.events(about, 0).stream()
                .flatMap(event -> event.visit().stream())
                .findFirst()
                .orElseThrow()
                .id();
        var shown = new LinkedHashMap<String, String>();
        for (String path : List.of(
                "",
                "/lines",
                "/visit/" + visit,
                "/compare?before=" + visit + "&after=" + visit,
                "/receipt.html",
                "/receipt.json",
                "/guide/check?" + query,
                "/plan?" + query,
                "/bundle?" + query + "&label=" + about.label(),
                "/evidence")) {
            Response page = asIs().accept("*/*").get(about.customerPath() + path);
            assertEquals(200, page.statusCode(), path);
            shown.put(path, page.asString());
        }
        shown.put("/events", events(about, 2));
        assertTrue(shown.get("/events").contains("WinHTTP, 32-bit called"), "its own call, live");
        shown.forEach((path, page) -> {
            assertTrue(page.length() > 100, page);
            for (String secret : List.of(
                    "secret note",
                    "worker-name",
                    "colleague-name",
                    "opener-name",
                    "192.0.2.77",
                    "2001:db8",
                    "127.0.0.1<")) {
                assertFalse(page.contains(secret), path + " shows " + secret);
            }
        });
        assertTrue(shown.get("").contains("WinHTTP, 32-bit called"), "its own call");
        assertTrue(desk().get(about.staffPath()).asString().contains("2001:db8::77"), "staff see it");
    }

    /** What a page that is open hears, until it has heard of so many calls. */
    private String events(Case about, int calls) throws Exception {
        URLConnection stream =
                new URL(portal.replaceAll("/$", "") + about.customerPath() + "/events?after=0").openConnection();
        stream.setReadTimeout(20_000);
        var heard = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            while (heard.toString().split("A call came", -1).length <= calls) {
                heard.append(lines.readLine()).append('\n');
            }
        }
        return heard.toString();
    }

    @Test
    void inside_a_case_the_whole_journey_stays_inside_and_is_written_down() throws Exception {
        Case about = opened();
        String base = about.customerPath();
        Response first = asIs().get(base + "/guide?" + GoldenMachines.ANALYST.query());
        String check = first.header("Location").replaceFirst("^https?://[^/]*", "");
        assertEquals(base + "/guide/check?" + GoldenMachines.ANALYST.query(), check);
        for (String path : List.of(
                base + "/guide/program",
                base + "/guide/windows?program=unknown",
                check,
                base + "/plan?" + GoldenMachines.ANALYST.query(),
                base + "/evidence")) {
            Response page = asIs().get(path);
            assertEquals(200, page.statusCode(), path);
            assertEquals("no-store", String.join(",", page.headers().getValues("Cache-Control")), path);
            assertEquals(1, page.headers().getValues("Content-Security-Policy").size(), path);
            assertTrue(page.asString().contains("Back to your case"), path);
            for (String link : journeyLinks(page.asString())) {
                assertTrue(
                        link.startsWith(base + "/")
                                || link.equals("/plan?"
                                        + GoldenMachines.ANALYST.query().replace("&", "&amp;")),
                        path + " leads out by " + link);
            }
        }
        assertEquals("/evidence", now(about).place());
        assertEquals(1, count(about, CaseEvent.Kind.ANSWERED));
        asIs().get(base + "/plan?" + GoldenMachines.ANALYST.query());
        assertEquals(1, count(about, CaseEvent.Kind.ANSWERED), "the same plan again is nothing new");
        String page = given().get(base).asString();
        assertTrue(page.contains("href=\"" + base + "/plan?"), page);
        assertTrue(
                asIs().get("/plan?" + GoldenMachines.ANALYST.query()).asString().contains("href=\"/bundle?"));
    }

    private static List<String> journeyLinks(String page) {
        var links = new ArrayList<String>();
        Matcher link = LINK.matcher(page);
        while (link.find()) {
            if (link.group(1).matches("(/c/[^/]*)?/(guide|plan|bundle|bundle\\.zip|evidence)([/?].*)?")) {
                links.add(link.group(1));
            }
        }
        assertFalse(links.isEmpty());
        return links;
    }

    @Test
    void the_files_carry_the_label_and_never_the_code_and_support_sees_which_bytes_they_were() throws Exception {
        Case about = opened();
        String base = about.customerPath();
        String labelled = GoldenMachines.ANALYST.query() + "&label=" + about.label();
        Response preview = asIs().get(base + "/bundle?" + GoldenMachines.ANALYST.query() + "&label=abc234");
        assertEquals(base + "/bundle?" + labelled, preview.header("Location").replaceFirst("^https?://[^/]*", ""));
        assertTrue(asIs().get(base + "/bundle?" + labelled)
                .asString()
                .contains("href=\"" + base + "/bundle.zip?" + labelled.replace("&", "&amp;")));
        byte[] zip = asIs().get(base + "/bundle.zip?" + labelled).asByteArray();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        CaseEvent taken = cases.events(about, 0).stream()
                .filter(event -> event.kind() == CaseEvent.Kind.BUNDLE)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(hash), taken.sha256());
        int files = 0;
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                for (var charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
                    String text = new String(bytes, charset);
                    assertFalse(text.contains(about.code().spelled()), entry.getName());
                    assertFalse(text.contains(about.code().letters()), entry.getName());
                    assertFalse(text.contains("/c/"), entry.getName());
                }
                files++;
            }
        }
        assertTrue(files > 8);
        String page = desk().get(about.staffPath()).asString();
        assertTrue(page.contains(hash), page);
    }

    @Test
    void evidence_is_kept_in_words_that_hold_nothing_but_what_matters() {
        Case about = opened();
        Response result = asIs().get(about.customerPath() + "/evidence/result?" + EVIDENCE + "&target=arcgis-online");
        assertEquals(200, result.statusCode(), result.asString());
        asIs().get(about.customerPath() + "/evidence/result?" + EVIDENCE + "&target=own-server");
        assertEquals(1, count(about, CaseEvent.Kind.EVIDENCE), "the same evidence, looked at in another way");
        String page = desk().get(about.staffPath()).asString();
        assertTrue(page.contains("What the computer said of itself"), page);
        assertTrue(page.contains("Windows 10"), page);
    }

    @Test
    void what_was_pasted_is_shown_to_staff_without_names_of_people_and_computers() throws Exception {
        Case about = opened();
        String pasted =
                """
                C:\\Users\\jane.roe>systeminfo
                Host Name:                 CADASTRE-0815
                OS Name:                   Microsoft Windows 10 Pro
                OS Version:                10.0.19045 N/A Build 19045
                Registered Owner:          Jane Roe
                Product ID:                00330-80000-00000-AA123
                System Type:               x64-based PC
                Domain:                    survey.example.org
                Logon Server:              \\\\DC-SURVEY
                Network Card(s):           [01]: 192.0.2.99
                """;
        Response read = asIs().multiPart("text", pasted).post(about.customerPath() + "/evidence");
        Matcher result = Pattern.compile("href=\"(" + about.customerPath() + "/evidence/result\\?e=[^\"]*)\"")
                .matcher(read.asString());
        assertTrue(result.find(), read.asString());
        assertEquals(
                200,
                given().urlEncodingEnabled(false)
                        .get(result.group(1).replace("&amp;", "&"))
                        .statusCode());
        assertEquals(1, count(about, CaseEvent.Kind.EVIDENCE));
        Desk desk = desk();
        for (String path : List.of("", "/lines?after=0", "/standing", "/ticket.txt", "/ticket.md", "/export.json")) {
            String page =
                    desk.request().accept("*/*").get(about.staffPath() + path).asString();
            for (String secret :
                    List.of("jane", "Jane", "CADASTRE", "00330-80000", "survey.example", "DC-SURVEY", "192.0.2.99")) {
                assertFalse(page.contains(secret), path + " shows " + secret);
            }
        }
        String page = desk.get(about.staffPath()).asString();
        assertTrue(page.contains("The customer brought evidence"), page);
        assertTrue(page.contains("What the computer said of itself"), page);
        assertTrue(page.contains("Windows 10"), page);
    }

    @Test
    void pasting_works_inside_a_case_too() {
        Case about = opened();
        Response read = asIs().multiPart("text", "Windows 10 22H2\nMicrosoft Windows [Version 10.0.19045.3803]")
                .post(about.customerPath() + "/evidence");
        assertEquals(200, read.statusCode(), read.asString());
        assertTrue(read.asString().contains(about.customerPath() + "/evidence/result?e="), read.asString());
    }

    @Test
    void a_closed_case_can_be_read_and_the_guide_goes_on_outside() throws Exception {
        Case about = opened();
        call(about, "winhttpx86", "IE 11 Win 10", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 1);
        Desk desk = desk();
        assertTrue(desk.get(about.staffPath()).asString().contains("192.0.2.77"), "staff see where calls come from");
        assertEquals(
                303, desk.post(about.staffPath(), about.staffPath() + "/close").statusCode());
        assertTrue(given().get(about.customerPath()).asString().contains("This case is closed"));
        assertEquals(
                "/guide/program",
                asIs().get(about.customerPath() + "/guide/program")
                        .header("Location")
                        .replaceFirst("^https?://[^/]*", ""));
        int before = now(about).happened();
        cases.note(now(about), "somebody", "too late");
        call(about, "winhttpx86", "IE 11 Win 10", "tls12");
        Case other = opened();
        call(other, "", "IE 11 Win 10", "tls12");
        await(() -> count(other, CaseEvent.Kind.VISIT) == 1);
        assertEquals(before, now(about).happened());
        assertEquals(
                400,
                desk.post("/staff/cases", about.staffPath() + "/note", "note", "late")
                        .statusCode());
    }

    // ---- Calls ---------------------------------------------------------------------------------------------------

    @Test
    void each_stack_stands_for_itself_before_and_after_and_beside_what_was_predicted() throws Exception {
        Case about = opened();
        asIs().get(about.customerPath() + "/plan?" + GoldenMachines.CLERK.query());
        call(about, "dotnet35x86", "IE 8 Win 7", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 1);
        call(about, "dotnet35x86", "IE 11 Win 10", "tls12");
        call(about, "winhttpx86", "IE 8 Win 7", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 3);
        Desk desk = desk();
        String text = desk.request()
                .accept("*/*")
                .get(about.staffPath() + "/ticket.txt")
                .asString();
        assertTrue(
                text.startsWith(
                        "Passed: .NET Framework 2.0 to 3.5, 32-bit. Not passed: WinHTTP, 32-bit (legacy-only)."),
                text);
        assertTrue(text.contains("was legacy-only at "), text);
        assertTrue(text.contains("as predicted"), text);
        assertTrue(text.contains("/plan?program=arcgis-desktop"), text);
        assertFalse(text.contains(about.code().spelled()) || text.contains("192.0.2.77"), text);
        String page = desk.get(about.staffPath()).asString();
        assertTrue(page.contains("Compare<span class=\"spoken\"> before and after: .NET Framework 2.0"), page);
        String fragment = desk.get(about.staffPath() + "/standing").asString();
        assertTrue(fragment.contains("as it was"), fragment);
    }

    /** The line of the newest call on the page of staff, as a page that is open gets it. */
    private String line(Desk desk, Case about) {
        List<String> lines = desk.request()
                .accept("*/*")
                .get(about.staffPath() + "/lines?after=0")
                .jsonPath()
                .getList("html");
        String last = lines.get(lines.size() - 1);
        assertTrue(desk.get(about.staffPath()).asString().contains(last), "the page that is loaded says the same");
        return last;
    }

    private void seen(Case about, String stack, String client) throws InterruptedException {
        long before = count(about, CaseEvent.Kind.VISIT);
        call(about, stack, client, "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) > before);
    }

    @Test
    void each_call_stands_beside_what_the_evidence_predicted_of_its_stack_with_the_likely_cause_of_a_difference()
            throws Exception {
        Case about = opened();
        Desk desk = desk();
        asIs().get(about.customerPath() + "/evidence/result?" + WINDOWS_7 + "&target=arcgis-online");
        seen(about, "winhttpx86", "IE 8 Win 7");
        String line = line(desk, about);
        assertTrue(line.contains("<strong>Predicted:</strong> TLS 1.0, SSL 3.0."), line);
        assertTrue(line.contains("<strong>Came:</strong> up to TLS 1.0; "), line);
        assertTrue(line.contains("That is as predicted."), line);
        assertFalse(line.contains("Likely cause"), line);

        seen(about, "winhttpx86", "IE 11 Win 7");
        line = line(desk, about);
        assertTrue(line.contains("That is more than predicted."), line);
        assertTrue(
                line.contains("Likely cause:</strong> The computer was changed after the evidence was taken."), line);

        seen(about, "winhttpx86", "Firefox 100 (Win 10)");
        line = line(desk, about);
        assertTrue(line.contains("That is another TLS than predicted."), line);
        assertTrue(line.contains("Likely cause:</strong> The program brings its own TLS"), line);

        seen(about, "", "IE 8 Win 7");
        line = line(desk, about);
        assertFalse(line.contains("<strong>Predicted:</strong>"), "no stack is named, so each is met");
        assertTrue(line.contains("As predicted"), line);

        Matcher details =
                Pattern.compile("href=\"([^\"]*/visit/[0-9]+)#prediction\"").matcher(line);
        assertTrue(details.find(), line);
        String page = desk.get(details.group(1)).asString();
        assertTrue(page.contains("<h2 id=\"prediction\">Prediction and fact</h2>"), page);
        assertTrue(page.contains("WinINet"), "the prediction for each stack");
        assertTrue(page.contains("href=\"/evidence/result?"), "where it comes from, without the case");
        String theirs = given().get(about.customerPath()).asString();
        assertFalse(theirs.contains("Predicted:") || theirs.contains("Likely cause"), theirs);
    }

    @Test
    void a_call_meets_what_had_been_told_when_it_came() throws Exception {
        Case about = opened();
        Desk desk = desk();
        seen(about, "winhttpx86", "IE 8 Win 7");
        assertFalse(line(desk, about).contains("class=\"met\""), "nothing was told yet");
        asIs().get(about.customerPath() + "/plan?" + GoldenMachines.CLERK.query() + "&" + WINDOWS_7);
        String first = desk.get(about.staffPath()).asString();
        assertTrue(first.contains("The computer was told of only after this call."), first);
        seen(about, "winhttpx86", "IE 8 Win 7");
        String before = line(desk, about);
        assertTrue(before.contains("That is as predicted before the steps of the plan."), before);
        assertTrue(before.contains("; after the steps: TLS 1.2, "), before);
        assertTrue(before.contains("the steps are not done yet"), before);
        assertFalse(before.contains("told of only after"), before);
        seen(about, "winhttpx86", "IE 11 Win 7");
        String after = line(desk, about);
        assertTrue(after.contains("That is as predicted after the steps of the plan."), after);
        // The PC speaks for itself afterwards: from then on its own word counts, with the answers.
        given().urlEncodingEnabled(false)
                .get(about.customerPath() + "/evidence/result?" + WINDOWS_7_DONE + "&target=arcgis-online")
                .then()
                .statusCode(200);
        seen(about, "winhttpx86", "IE 11 Win 7");
        String again = line(desk, about);
        assertTrue(again.contains("That is as predicted."), again);
        assertTrue(desk.get(about.staffPath()).asString().contains(after), "and what was said before stays so");
    }

    @Test
    void after_a_passed_test_both_sides_can_keep_the_same_receipt() throws Exception {
        Case about = opened();
        asIs().get(about.customerPath() + "/plan?" + GoldenMachines.CLERK.query());
        assertEquals(409, asIs().get(about.customerPath() + "/receipt.json").statusCode());
        call(about, "dotnet35x86", "IE 8 Win 7", "tls12");
        call(about, "dotnet35x86", "IE 11 Win 10", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 2);
        Response signed = asIs().get(about.customerPath() + "/receipt.json");
        assertEquals(200, signed.statusCode());
        String file = signed.asString();
        assertFalse(
                file.contains(about.code().letters())
                        || file.contains(about.code().spelled()),
                file);
        assertFalse(file.contains("192.0.2.77"), file);
        String printed = asIs().get(about.customerPath() + "/receipt.html").asString();
        assertTrue(printed.contains(".NET Framework 2.0 to 3.5, 32-bit"), printed);
        assertFalse(printed.contains(about.code().spelled()), printed);
        assertEquals(
                200,
                desk().request()
                        .accept("*/*")
                        .get(about.staffPath() + "/receipt.html")
                        .statusCode());
    }

    @Test
    void a_call_with_another_label_is_in_no_case() throws Exception {
        Case mine = opened();
        Case other = opened();
        call(other, "", "IE 11 Win 10", "tls12");
        await(() -> count(other, CaseEvent.Kind.VISIT) == 1);
        assertEquals(0, count(mine, CaseEvent.Kind.VISIT));
        long visit = cases.events(other, 0).get(1).visit().orElseThrow().id();
        assertEquals(200, given().get(other.customerPath() + "/visit/" + visit).statusCode());
        assertEquals(404, given().get(mine.customerPath() + "/visit/" + visit).statusCode());
    }

    @Test
    void events_of_many_at_once_are_numbered_without_a_gap() throws Exception {
        Case about = opened();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            int me = i;
            threads.add(new Thread(() -> {
                for (int j = 0; j < 10; j++) {
                    cases.note(about, "worker " + me, "note " + j);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<CaseEvent> events = cases.events(about, 0);
        assertEquals(41, events.size());
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).number());
        }
    }

    // ---- Work ----------------------------------------------------------------------------------------------------

    @Test
    void notes_have_a_cap_and_a_case_has_one_too_in_clear_words() {
        Case about = opened();
        Desk desk = desk();
        String form = about.staffPath();
        assertEquals(
                303,
                desk.post(form, form + "/note", "note", "<b>called</b> back").statusCode());
        assertTrue(desk.get(form).asString().contains("&lt;b&gt;called&lt;/b&gt; back"));
        Response longer = desk.post(form, form + "/note", "note", "x".repeat(config.note() + 1));
        assertEquals(400, longer.statusCode());
        assertTrue(longer.asString().contains("at most 4,000 are kept"), "the cap");
        assertTrue(longer.asString().contains("x".repeat(config.note() + 1)), "what was written is not lost");
        assertEquals(400, desk.post(form, form + "/note", "note", "  ").statusCode());
        QuarkusTransaction.requiringNew()
                .run(() -> CaseEntity.update("happened = ?1 where id = ?2", config.events(), about.id()));
        Response full = desk.post(form, form + "/note", "note", "one more");
        assertEquals(400, full.statusCode());
        assertTrue(full.asString().contains("The case is full"), "the cap");
        assertTrue(given().get(about.customerPath()).asString().contains("no more calls are written down"));
    }

    @Test
    void a_case_can_be_handed_over_to_somebody_who_works_here() {
        Case about = opened();
        Desk desk = desk();
        String me = "case worker " + people;
        assertEquals(
                303,
                desk.post(about.staffPath(), about.staffPath() + "/hand-over", "to", me)
                        .statusCode());
        assertEquals(me, now(about).owner());
        assertEquals(
                400,
                desk.post(about.staffPath(), about.staffPath() + "/hand-over", "to", "nobody")
                        .statusCode());
    }

    @Test
    void what_staff_do_is_closed_to_all_others_and_tells_who_did_it() {
        Case about = opened();
        String path = about.staffPath();
        Desk desk = desk();
        String me = "case worker " + people;
        Desk other = desk();
        String colleague = "case worker " + people;
        String foreign = Desk.token(other.get("/staff/password").asString());
        for (String deed : List.of("/note", "/hand-over", "/close", "/delete")) {
            Response nobody = asIs().formParam("note", "x")
                    .formParam("to", me)
                    .formParam("form-token", foreign)
                    .post(path + deed);
            assertEquals(401, nobody.statusCode(), deed);
            Response customer =
                    asIs().formParam("note", "x").formParam("to", me).post(about.customerPath() + deed);
            assertTrue(List.of(404, 405).contains(customer.statusCode()), deed + ": " + customer.statusCode());
            Response forged = desk.request()
                    .formParam("note", "x")
                    .formParam("to", me)
                    .formParam("form-token", foreign)
                    .post(path + deed);
            assertEquals(403, forged.statusCode(), deed);
            assertTrue(forged.asString().contains("This form is too old"), forged.asString());
        }
        assertEquals(about, now(about), "nothing came of it");

        assertEquals(
                303, desk.post(path, path + "/note", "note", "Called back.").statusCode());
        assertEquals(303, desk.post(path, path + "/hand-over", "to", colleague).statusCode());
        String handed = other.get(path).asString();
        assertTrue(handed.contains("<p class=\"note\">Called back.</p>"), handed);
        assertTrue(handed.contains("<strong>Handed over to " + colleague + "</strong>"), handed);
        assertTrue(handed.contains("</time>, " + me + "</p>"), "who did it");
        assertTrue(handed.contains("<dd>" + colleague + ", opened by somebody</dd>"), handed);
        assertTrue(other.get("/staff/cases").asString().contains("Case " + about.id()), "on the colleague's own list");
        Response unknown = desk.post(path, path + "/hand-over", "to", "nobody");
        assertTrue(unknown.asString().contains("Nobody of this name works here."), unknown.asString());

        assertEquals(303, other.post(path, path + "/close").statusCode());
        String closed = desk.get(path).asString();
        assertTrue(closed.contains("nothing is added any more"), closed);
        assertTrue(closed.contains("<strong>The case was closed</strong>"), closed);
        assertFalse(closed.contains(path + "/note") || closed.contains(path + "/hand-over"), "no form is left for it");
        Response late = desk.post(path, path + "/hand-over", "to", me);
        assertEquals(400, late.statusCode());
        assertTrue(late.asString().contains("The case is closed, so it cannot be handed over."), late.asString());

        Response deleted = desk.post(path, path + "/delete");
        assertTrue(deleted.asString().contains("<h1>The case is deleted</h1>"), deleted.asString());
        assertTrue(deleted.asString().contains("Nothing of it is left"), deleted.asString());
        List<AuditEntity> trail = QuarkusTransaction.requiringNew()
                .call(() -> AuditEntity.before(Long.MAX_VALUE, about.reference(), 100));
        for (Deed deed : List.of(Deed.CASE_NOTED, Deed.CASE_HANDED_OVER, Deed.CASE_DELETED)) {
            assertEquals(
                    List.of(me),
                    trail.stream()
                            .filter(line -> line.deed == deed)
                            .map(line -> line.who)
                            .toList(),
                    deed.name());
        }
        assertEquals(
                List.of(colleague),
                trail.stream()
                        .filter(line -> line.deed == Deed.CASE_CLOSED)
                        .map(line -> line.who)
                        .toList());
    }

    @Test
    void the_export_has_everything_that_is_stored() throws Exception {
        Case about = opened();
        cases.note(about, "somebody", "a note");
        call(about, "winhttpx64", "IE 11 Win 10", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 1);
        Response export = desk().request().accept("*/*").get(about.staffPath() + "/export.json");
        var json = export.jsonPath();
        assertEquals("tls-ready/case/1", json.getString("contract"));
        assertEquals(about.code().spelled(), json.getString("code"));
        assertEquals(List.of("opened", "note", "visit"), json.getList("events.kind"));
        assertEquals("winhttp-x64", json.getString("events[2].call.stack"));
        assertEquals("192.0.2.77", json.getString("events[2].call.address"));
        assertEquals("passed", json.getString("events[2].call.assessment.verdict"));
        assertTrue(json.getString("events[2].call.raw").startsWith("1603"));
    }

    @Test
    void deleting_leaves_nothing_but_a_line_in_the_audit_trail() throws Exception {
        Case about = opened();
        call(about, "", "IE 11 Win 10", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 1);
        assertEquals(
                200,
                desk().post(about.staffPath(), about.staffPath() + "/delete").statusCode());
        assertEquals(0, rows(about));
        assertEquals(Optional.empty(), check.room(about.room()));
        assertNotEquals(200, asIs().get(about.customerPath()).statusCode());
        assertEquals(404, desk().get(about.staffPath()).statusCode());
        List<AuditEntity> lines =
                QuarkusTransaction.requiringNew().call(() -> AuditEntity.before(Long.MAX_VALUE, about.reference(), 10));
        assertEquals(Deed.CASE_DELETED, lines.get(0).deed);
    }

    @Test
    void on_the_day_it_is_over_everything_of_a_case_is_really_gone() throws Exception {
        Case about = opened();
        Case stays = opened();
        call(about, "", "IE 11 Win 10", "tls12");
        await(() -> count(about, CaseEvent.Kind.VISIT) == 1);
        Instant over = about.expiresAt();
        assertEquals(30, Duration.between(clock.instant(), over).plusMinutes(5).toDays());
        QuarkusTransaction.requiringNew().run(() -> {
            CaseEntity.update("expiresAt = ?1 where id = ?2", over.plusSeconds(60), stays.id());
            CaseFeed.forget(over.minusMillis(1));
        });
        assertEquals(3, rows(about), "the case and two events, up to the last moment");
        QuarkusTransaction.requiringNew().run(() -> CaseFeed.forget(over));
        assertEquals(0, rows(about));
        assertEquals(2, rows(stays));
    }

    /** Rows of the database about a case. */
    private long rows(Case about) {
        return QuarkusTransaction.requiringNew()
                .call(() -> CaseEntity.count("id", about.id()) + CaseEventEntity.count("caseId", about.id()));
    }

    // ---- Privacy -------------------------------------------------------------------------------------------------

    @Test
    void the_page_about_privacy_names_every_table_of_the_database() {
        @SuppressWarnings("unchecked")
        List<String> tables = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
                                + " and lower(table_name) not like 'hte\\_%'",
                        String.class)
                .getResultList());
        var kept = new TreeSet<String>();
        privacy.kept().forEach(one -> kept.addAll(one.tables()));
        kept.add("flyway_schema_history"); // names of files of ours, nothing about people
        assertEquals(new TreeSet<>(tables), kept);
        String page = given().get("/privacy").asString();
        privacy.kept().forEach(one -> assertTrue(page.contains(one.until()), one.what()));
        assertTrue(page.contains(config.days() + " days after it was opened"), page);
    }

    @Test
    void logs_hold_no_codes() throws Exception {
        var said = new ArrayList<String>();
        var listener = new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                said.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        Case about = opened();
        try {
            asIs().get(about.customerPath());
            asIs().get(about.customerPath() + "/plan?" + GoldenMachines.ANALYST.query());
            asIs().get(about.customerPath() + "/guide/nowhere");
            asIs().get(about.customerPath() + "/visit/no-number");
            asIs().get(about.customerPath() + "/compare?before=x");
            asIs().get(about.customerPath() + "/plan?program=a&program=b");
            asIs().post(about.customerPath() + "/close");
            Logger.getLogger("test").warning("the listener listens");
        } finally {
            root.removeHandler(listener);
        }
        String log = String.join("\n", said);
        assertTrue(log.contains("the listener listens"), log);
        assertFalse(
                log.contains(about.code().spelled())
                        || log.contains(about.code().letters()),
                log);
    }
}
