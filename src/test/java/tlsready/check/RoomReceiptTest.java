package tlsready.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tlsready.Chromium;
import tlsready.TestTools;
import tlsready.cases.Receipt;
import tlsready.cases.ReceiptCall;
import tlsready.cases.ReceiptSubject;
import tlsready.cases.Receipts;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Receipts of waiting rooms, from the calls to the verified file. */
@QuarkusTest
class RoomReceiptTest {
    private static final String OLD = "IE 8-10 Win 7";
    private static final String NEW = "IE 11 Win 7";

    @Inject
    Event<Observation> server;

    @Inject
    Clock clock;

    @TestHTTPResource
    String portal;

    // ---- What is claimed -------------------------------------------------------------------------------------------

    private static ReceiptCall call(String client, boolean certain) {
        return call(client, certain, Optional.empty());
    }

    private static ReceiptCall call(String client, boolean certain, Optional<String> stack) {
        Observation seen = Calls.call(Calls.recorded(client), "tls12");
        return new ReceiptCall(stack, certain, Calls.ASSESSOR.assess(seen));
    }

    private static Optional<Receipt> receipt(List<String> expected, ReceiptCall... calls) {
        var subject = new ReceiptSubject("case", "C-1", Optional.of("1~windows-7"), Optional.empty(), expected);
        return new Receipts(Calls.KNOWLEDGE, Optional.empty())
                .of(subject, List.of(calls), Instant.parse("2026-11-22T12:00:00Z"));
    }

    @Test
    void a_pass_after_a_failure_tells_both_hellos_in_words() {
        Receipt receipt = receipt(List.of(), call(OLD, true), call(NEW, true)).orElseThrow();
        Receipt.Proved proved = receipt.proved().get(0);
        assertEquals("passed", proved.after().verdict());
        assertEquals("legacy-only", proved.before().orElseThrow().verdict());
        assertTrue(proved.before().get().hello().startsWith("offered TLS 1.0"), proved.toString());
        assertTrue(proved.after().hello().contains("agreed on TLS 1.2 with TLS_"), proved.toString());
        assertTrue(proved.change().contains("The verdict was legacy-only and is now passed."), proved.toString());
        assertEquals(List.of(), receipt.notProved());
        assertEquals("TLS 1.2 only", proved.called());
    }

    @Test
    void a_copy_of_a_service_is_not_called_the_service() {
        Endpoint copy = Calls.ENDPOINTS.get("arcgis-enterprise");
        var seen = Calls.ASSESSOR.assess(Calls.call(Calls.recorded(NEW), copy.id()));
        Receipt receipt = receipt(List.of(), new ReceiptCall(Optional.empty(), true, seen))
                .orElseThrow();
        assertTrue(receipt.proved().get(0).called().endsWith(", not the service itself)"), receipt.toString());
    }

    @Test
    void without_a_pass_with_a_label_there_is_no_receipt() {
        assertEquals(Optional.empty(), receipt(List.of()));
        assertEquals(Optional.empty(), receipt(List.of(), call(OLD, true)));
        assertEquals(Optional.empty(), receipt(List.of(), call(NEW, false)), "it only came from the same address");
    }

    @Test
    void a_later_failure_of_the_same_stack_takes_the_proof_back() {
        assertEquals(Optional.empty(), receipt(List.of(), call(NEW, true), call(OLD, true)));
    }

    @Test
    void stacks_that_failed_or_never_called_stand_as_not_proved() {
        Receipt receipt = receipt(
                        List.of("winhttp-x86", "dotnet4-x86"),
                        call(OLD, true, Optional.of("winhttp-x86")),
                        call(NEW, true, Optional.of("winhttp-x64")))
                .orElseThrow();
        assertEquals(1, receipt.proved().size());
        assertEquals(Optional.empty(), receipt.proved().get(0).before(), "another stack's failure is not its own");
        assertEquals(2, receipt.notProved().size(), receipt.toString());
        assertEquals("It never called.", receipt.notProved().get(1).why());
        assertFalse(receipt.doesNotProve().isEmpty());
        assertNotEquals(Optional.empty(), receipt.evidence());
    }

    // ---- The files -------------------------------------------------------------------------------------------------

    private record Opened(String key, String label) {}

    private Opened opened() {
        Response answer = given().redirects().follow(false).post("/check/room");
        String key = answer.header("Location").replaceFirst(".*/", "");
        Matcher label = Pattern.compile("<h1>Waiting room ([a-z0-9]+)</h1>")
                .matcher(given().get("/check/room/" + key).asString());
        assertTrue(label.find());
        return new Opened(key, label.group(1));
    }

    private void call(Opened room, String client) throws InterruptedException {
        int before = visits(room);
        Observation seen = Calls.call(Calls.recorded(client), "tls12");
        server.fire(new Observation(
                clock.instant(),
                seen.endpoint(),
                Optional.of(room.label()),
                "192.0.2.77",
                seen.hello(),
                seen.ending(),
                Optional.empty(),
                3,
                5,
                false));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (visits(room) == before) {
            assertTrue(System.nanoTime() < end, "the visit was kept in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int visits(Opened room) {
        return given().get("/check/room/" + room.key() + "/visits?after=0")
                .jsonPath()
                .getList("id")
                .size();
    }

    private static Response receipt(Opened room, String form) {
        return given().get("/check/room/" + room.key() + "/receipt." + form);
    }

    private Opened passed() throws InterruptedException {
        Opened room = opened();
        call(room, OLD);
        call(room, NEW);
        return room;
    }

    private static Response verify(String text) {
        return given().contentType("application/octet-stream")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/verify");
    }

    @Test
    void a_room_gives_a_receipt_once_a_call_passed_and_it_verifies() throws Exception {
        Opened room = opened();
        call(room, OLD);
        Response none = receipt(room, "json");
        assertEquals(409, none.statusCode());
        assertTrue(none.asString().contains("There is nothing to give a receipt for yet"));
        call(room, NEW);
        Response file = receipt(room, "json");
        assertEquals(200, file.statusCode());
        assertTrue(file.header("Content-Disposition").startsWith("attachment"));
        Response seen = verify(file.asString());
        assertEquals(200, seen.statusCode(), seen.asString());
        assertEquals("valid", seen.jsonPath().getString("result"));
        assertEquals("passed", seen.jsonPath().getString("receipt.proved[0].after.verdict"));
        Response changed = verify(file.asString().replaceFirst("legacy-only", "legacy-0nly"));
        assertEquals(422, changed.statusCode());
        assertEquals("changed", changed.jsonPath().getString("result"));
        assertEquals(404, given().get("/check/room/nokey/receipt.json").statusCode());
        assertEquals(200, given().get("/check/room/" + room.key()).statusCode(), "the room's own pages are as before");
    }

    @Test
    void there_is_no_secret_in_it() throws Exception {
        Opened room = passed();
        String json = receipt(room, "json").asString();
        String payload = new String(
                java.util.Base64.getUrlDecoder()
                        .decode(json.replaceAll("(?s).*\"jws\" : \"([^\"]+)\".*", "$1")
                                .split("\\.")[1]),
                StandardCharsets.UTF_8);
        String html = receipt(room, "html").asString();
        for (String text : List.of(json, payload, html)) {
            assertFalse(text.contains(room.key()), "the key");
            assertFalse(text.contains("192.0.2.77"), "the address");
            assertFalse(text.contains(room.label()), "the label");
        }
    }

    @Test
    void openssl_verifies_it_with_the_commands_of_the_documentation(@TempDir Path folder) throws Exception {
        TestTools.require("openssl", "openssl");
        String doc = Files.readString(Path.of("docs/receipts.md"));
        String commands = doc.substring(doc.indexOf("```sh\n") + 6);
        commands = commands.substring(0, commands.indexOf("```"));
        Files.writeString(
                folder.resolve("receipt.json"), receipt(passed(), "json").asString());
        Files.writeString(
                folder.resolve("jwks.json"),
                given().get("/.well-known/jwks.json").asString());
        assertEquals("Signature Verified Successfully", run(folder, commands).strip());
        String file = Files.readString(folder.resolve("receipt.json"));
        int payload = file.indexOf('.', file.indexOf("\"jws\"")) + 20;
        char other = file.charAt(payload) == 'A' ? 'B' : 'A';
        Files.writeString(
                folder.resolve("receipt.json"), file.substring(0, payload) + other + file.substring(payload + 1));
        assertTrue(run(folder, commands).contains("Signature Verification Failure"), "a changed byte");
    }

    private static String run(Path folder, String commands) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        return output;
    }

    @Test
    void the_keys_are_published_without_their_private_part() throws Exception {
        receipt(passed(), "json");
        Response keys = given().get("/.well-known/jwks.json");
        assertEquals(200, keys.statusCode());
        assertTrue(keys.contentType().startsWith("application/jwk-set+json"), keys.contentType());
        assertEquals("OKP", keys.jsonPath().getString("keys[0].kty"));
        assertEquals("Ed25519", keys.jsonPath().getString("keys[0].crv"));
        assertTrue(keys.jsonPath().getLong("keys[0].exp") > keys.jsonPath().getLong("keys[0].nbf"));
        assertFalse(keys.asString().contains("\"d\""));
    }

    @Test
    void the_sheet_is_accessible_fits_a_phone_and_prints_on_one_page() throws Exception {
        String html = receipt(passed(), "html").asString();
        Page desk = Chromium.desktop();
        desk.setContent(html);
        Chromium.assertAccessible(desk);
        byte[] pdf = desk.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        String raw = new String(pdf, StandardCharsets.ISO_8859_1);
        assertEquals(
                1, Pattern.compile("/Type\\s*/Page\\b").matcher(raw).results().count(), "pages");
        desk.context().close();
        Page phone = Chromium.context(new Browser.NewContextOptions().setViewportSize(360, 700))
                .newPage();
        phone.setContent(html);
        Chromium.assertFitsItsWidth(phone);
        phone.context().close();
    }

    @Test
    void another_key_another_text_and_a_flood_have_their_own_answers() throws Exception {
        String file = receipt(passed(), "json").asString();
        String other = file.replaceFirst("\"jws\" : \"[^.]+", "\"jws\" : \"" + header("unknown"));
        Response unknown = verify(other);
        assertEquals(422, unknown.statusCode());
        assertEquals("unknown-key", unknown.jsonPath().getString("result"));
        assertTrue(unknown.jsonPath().getString("says").contains("(unknown)"));
        assertEquals("not-a-receipt", verify("hello").jsonPath().getString("result"));
        Response flood = verify("x".repeat(400_000));
        assertEquals(413, flood.statusCode());
        assertEquals("too-large", flood.jsonPath().getString("result"));
        Response noKey = verify("{\"jws\":\"a.b.c\",\"jwks\":{\"keys\":[]}}");
        assertEquals(400, noKey.statusCode());
        assertTrue(noKey.asString().contains("no Ed25519 key"), noKey.asString());
    }

    private static String header(String kid) {
        String json = "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"tls-ready-receipt+jws\"}";
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_page_verifies_a_paste_without_JavaScript_and_says_what_is_wrong() throws Exception {
        String file = receipt(passed(), "json").asString();
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal.replaceAll("/$", "") + "/verify");
        page.getByLabel("The receipt").fill(file);
        page.locator("button").click();
        assertTrue(page.locator("#result").textContent().contains("The receipt is genuine"), page.content());
        page.getByLabel("The receipt").fill(file.replaceFirst("\"jws\" : \"eyJ", "\"jws\" : \"eyK"));
        page.locator("button").click();
        assertTrue(page.locator("#result").textContent().contains("changed after it was signed"), page.content());
        page.getByLabel("The receipt").fill("");
        page.getByLabel("Or its file")
                .setInputFiles(
                        new FilePayload("receipt.json", "application/json", file.getBytes(StandardCharsets.UTF_8)));
        page.locator("button").click();
        assertTrue(page.locator("#result").textContent().contains("The receipt is genuine"), page.content());
        page.locator("button").click();
        assertTrue(page.locator(".error-summary").textContent().contains("nothing to look at yet"));
        page.context().close();
    }
}
