package tlsready.check;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tlsready.Chromium;
import tlsready.TestTools;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** People at the check: a real browser watches a room while real clients call the endpoints. */
@QuarkusTest
class CheckBrowserTest {
    private static final double SOON = 8000;

    @Inject
    CheckServer server;

    @Inject
    CheckFeed feed;

    @Inject
    LiveConfig config;

    @TestHTTPResource("/check")
    String check;

    private Page page;

    @AfterEach
    void close() {
        if (page != null) {
            page.context().close();
        }
    }

    @Test
    void an_old_and_a_new_client_appear_live_in_the_room() throws Exception {
        page = Chromium.desktop();
        page.navigate(ipv4());
        page.getByText("Open a waiting room").first().click();
        page.waitForURL("**/check/room/*");
        Chromium.assertAccessible(page);
        String label = label();

        curl("https://127.0.0.1:" + port("tls12") + "/r/" + label + "/v1/verdict");
        Locator passed = page.locator(".visit", new Page.LocatorOptions().setHasText("Passed"));
        passed.waitFor(new Locator.WaitForOptions().setTimeout(SOON));
        assertTrue(passed.textContent().contains("curl with OpenSSL 3"), passed.textContent());

        Locator refused = page.locator(".visit", new Page.LocatorOptions().setHasText("probably yours"));
        long started = System.nanoTime();
        while (refused.count() == 0) { // until only this room is watched from here
            assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(30), "the refused call appeared");
            oldCurl("https://127.0.0.1:" + port("tls12") + "/");
            page.waitForTimeout(700);
        }
        String said = refused.first().textContent();
        assertTrue(said.contains("Only old versions of TLS"), said);
        assertTrue(said.contains("The endpoint refused with alert protocol_version (2:70)."), said);
        Chromium.assertAccessible(page);

        page.getByText("All about visit 1").click();
        assertTrue(page.textContent("main").contains("What it does not prove"));
        Chromium.assertAccessible(page);
        page.goBack();

        page.locator(".visit input[name=before]").last().check();
        page.locator(".visit input[name=after]").first().check();
        page.getByText("Compare before and after").click();
        assertTrue(page.textContent("main").contains("The verdict was passed and is now legacy-only."));
        Chromium.assertAccessible(page);
    }

    @Test
    void without_JavaScript_the_same_room_fills_by_loading_again() throws Exception {
        page = Chromium.withoutJavaScript();
        page.navigate(ipv4());
        page.getByText("Open a waiting room").first().click();
        String label = label();
        oldCurl("https://127.0.0.1:" + port("any") + "/r/" + label + "/");
        page.waitForSelector(
                ".visit", new Page.WaitForSelectorOptions().setTimeout(15_000).setState(WaitForSelectorState.ATTACHED));
        assertTrue(page.textContent(".visit").contains("offers TLS 1.0 at most"), page.textContent(".visit"));
        page.getByText("All about visit 1").click();
        assertTrue(page.textContent("main").contains("The client hello as it came"));
    }

    @Test
    void the_browser_is_tested_in_place_and_told_that_it_is_no_ArcMap() {
        page = Chromium.context(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))
                .newPage();
        page.navigate(ipv4());
        page.click("#test-browser");
        Locator answer = page.locator("#browser-answer .verdict", new Page.LocatorOptions().setHasText("passed"));
        answer.waitFor(new Locator.WaitForOptions().setTimeout(SOON));
        String said = page.textContent("#browser-answer");
        assertTrue(said.contains("a browser of the Chromium kind"), said);
        assertTrue(said.contains("This tested your browser, not ArcMap."), said);
    }

    @Test
    void without_JavaScript_the_browser_is_tested_on_a_page_of_its_own_and_over_plain_HTTP_it_finds_there() {
        page = Chromium.context(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setIgnoreHTTPSErrors(true))
                .newPage();
        page.navigate(ipv4());
        page.click("#test-browser");
        assertThat(page.locator("h1")).hasText("Passed");
        assertThat(page.getByText("proves nothing about ArcMap").first()).isVisible();

        page.navigate(ipv4());
        page.getByText("Without TLS").click();
        assertThat(page.locator("h1")).hasText("This was not TLS");
        page.getByText("TLS 1.3 only").click();
        assertThat(page.locator("h1")).hasText("Passed");
        assertTrue(page.url().startsWith("https://127.0.0.1:" + port("tls13") + "/"), page.url());
    }

    @ParameterizedTest
    @EnumSource(ColorScheme.class)
    void what_an_endpoint_shows_fits_a_phone_and_can_be_read_light_and_dark(ColorScheme scheme) {
        page = Chromium.context(new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setColorScheme(scheme)
                        .setIgnoreHTTPSErrors(true))
                .newPage();
        for (String address : List.of(
                "http://127.0.0.1:" + server.plainPort().orElseThrow() + "/",
                "https://127.0.0.1:" + port("tls12") + "/",
                "https://127.0.0.1:" + port("tls13") + "/")) {
            page.navigate(address);
            Chromium.assertFitsItsWidth(page);
            Chromium.assertAccessible(page);
        }
    }

    @ParameterizedTest
    @CsvSource({"passed, passed, works", "unknown, unknown, unknown", "legacy-only, legacy only, fails"})
    void only_what_is_known_to_fail_looks_like_it(String verdict, String words, String kind) {
        page = Chromium.desktop();
        page.navigate(ipv4());
        page.route(
                "**/v1/verdict",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                        .setContentType("application/json")
                        .setBody("{\"verdict\": \"" + verdict + "\", \"headline\": \"So.\", \"meaning\": []}")));
        assertTrue(tested(words).contains("So."));
        assertThat(page.locator("#browser-answer .verdict")).hasClass("verdict verdict-" + kind);
    }

    @Test
    void a_browser_that_does_not_trust_the_certificate_is_not_called_refused() {
        page = Chromium.desktop();
        page.navigate(ipv4());
        page.click("#test-browser");
        Locator answer = page.locator("#browser-answer .verdict", new Page.LocatorOptions().setHasText("Unknown"));
        answer.waitFor(new Locator.WaitForOptions().setTimeout(SOON));
        assertTrue(page.textContent("#browser-answer").contains("A waiting room can tell these apart."));
    }

    // ---- The list without a stream -------------------------------------------------------------------------------

    @Test
    void without_EventSource_the_room_fills_by_asking() throws Exception {
        page = Chromium.desktop();
        page.addInitScript("delete window.EventSource");
        List<String> asked = asked();
        openRoom();
        curl("https://127.0.0.1:" + port("tls12") + "/r/" + label() + "/v1/verdict");
        visit("Passed");
        assertTrue(asked.stream().anyMatch(url -> url.contains("/visits?after=")), asked::toString);
        assertTrue(asked.stream().noneMatch(url -> url.contains("/events")), asked::toString);
        over();
    }

    @Test
    void a_page_that_gets_no_stream_asks_and_is_told_again_when_there_is_one() throws Exception {
        var others = new ArrayList<EventStream>();
        try {
            String events = "/check/room/" + feed.open().key() + "/events";
            int status;
            do {
                others.add(new EventStream(check, events, "127.0.0.1", ""));
                status = others.get(others.size() - 1).status();
            } while (status == 200);
            assertEquals(503, status);
            assertEquals(config.streamsPerAddress() + 1, others.size());

            page = Chromium.desktop();
            page.addInitScript(
                    "const wait = window.setTimeout; window.setTimeout = (work, ms) => wait(work, ms / 20);");
            List<String> asked = asked();
            openRoom();
            curl("https://127.0.0.1:" + port("tls12") + "/r/" + label() + "/v1/verdict");
            visit("Passed");
            assertTrue(asked.stream().anyMatch(url -> url.contains("/visits?after=0")), asked::toString);
            long tried = asked.stream().filter(url -> url.contains("/events")).count();
            for (EventStream one : others) {
                one.close();
            }
            page.waitForResponse(
                    answer -> answer.url().contains("/events") && answer.status() == 200,
                    new Page.WaitForResponseOptions().setTimeout(30_000),
                    () -> {});
            assertTrue(asked.stream().filter(url -> url.contains("/events")).count() > tried);
        } finally {
            for (EventStream one : others) {
                one.close();
            }
        }
    }

    @Test
    void a_page_that_is_told_says_when_its_room_is_gone() {
        page = Chromium.desktop();
        openRoom();
        over();
    }

    /** The room is deleted in another window. */
    private void over() {
        String room = page.url();
        Page other = page.context().newPage();
        other.navigate(room);
        other.getByText("Delete this room now").click();
        assertThat(other.locator("h1")).hasText("The room is gone");
        assertThat(page.locator("#live-state"))
                .containsText("Nothing more comes here", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
    }

    /** The addresses that the page asks for from now on. */
    private List<String> asked() {
        var asked = new CopyOnWriteArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        return asked;
    }

    private void openRoom() {
        page.navigate(ipv4());
        page.getByText("Open a waiting room").first().click();
        page.waitForURL("**/check/room/*");
    }

    private Locator visit(String words) {
        Locator visit = page.locator(".visit", new Page.LocatorOptions().setHasText(words))
                .first();
        visit.waitFor(new Locator.WaitForOptions().setTimeout(SOON));
        return visit;
    }

    // ---- The test of the browser in a room -----------------------------------------------------------------------

    @Test
    void a_call_that_got_through_is_answered_in_place_and_seen_in_the_room() {
        page = Chromium.context(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))
                .newPage();
        openRoom();
        assertTrue(tested("passed|Unknown|No answer").contains("a browser of the Chromium kind"));
        assertThat(page.locator("#browser-answer .verdict")).hasText("passed");
        assertTrue(visit("Passed").textContent().contains("a browser of the Chromium kind"));
    }

    @Test
    void a_port_that_is_closed_is_told_from_refused_TLS() throws Exception {
        // The page may call the endpoints and nothing else; of them none is closed.
        page = Chromium.context(new Browser.NewContextOptions().setBypassCSP(true))
                .newPage();
        openRoom();
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        page.evaluate(
                "url => document.getElementById('test-browser').setAttribute('data-url', url)",
                "https://127.0.0.1:" + closed + "/v1/verdict");
        String said = tested("passed|Unknown|No answer");
        assertTrue(
                said.contains("Nothing reached the endpoint: a blocked port, a proxy or a firewall is likely."), said);
        assertTrue(said.contains("This tested your browser, not ArcMap."), said);
        assertEquals(0, page.locator(".visit").count());
    }

    @Test
    void refused_TLS_and_a_refused_certificate_are_seen_in_the_room_although_the_browser_does_not_say() {
        page = Chromium.desktop();
        openRoom();
        String room = page.url();
        for (var refused : Map.of("tls10", "No common version", "tls12", "The certificate was refused")
                .entrySet()) {
            page.navigate(room + "?endpoint=" + refused.getKey());
            long started = System.nanoTime();
            String said;
            do { // until only this room is watched from here
                assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(40), refused.getValue());
                said = tested("passed|Unknown|No answer");
            } while (said.contains("Nothing reached the endpoint"));
            assertTrue(said.contains("No answer, but the call was seen"), said);
            assertTrue(visit(refused.getValue()).textContent().contains("probably yours"));
        }
    }

    /** What the page says after the test, once its word is one of these. */
    private String tested(String words) {
        page.click("#test-browser");
        page.locator("#browser-answer .verdict", new Page.LocatorOptions().setHasText("Calling"))
                .waitFor(new Locator.WaitForOptions().setTimeout(2 * SOON).setState(WaitForSelectorState.DETACHED));
        assertThat(page.locator("#browser-answer .verdict")).hasText(Pattern.compile(words));
        return page.textContent("#browser-answer");
    }

    @Test
    void the_page_fits_a_phone_and_has_no_faults() {
        page = Chromium.phone();
        page.navigate(ipv4());
        Chromium.assertAccessible(page);
        Chromium.assertFitsItsWidth(page);
        assertEquals(1, page.locator("h1").count());
    }

    private String ipv4() {
        return check.replace("localhost", "127.0.0.1");
    }

    private String label() {
        String title = page.textContent("h1");
        return title.substring(title.lastIndexOf(' ') + 1);
    }

    private int port(String endpoint) {
        return server.port(endpoint).orElseThrow();
    }

    private static void oldCurl(String address) throws Exception {
        curl("--tlsv1.0", "--tls-max", "1.0", "--ciphers", "DEFAULT@SECLEVEL=0", address);
    }

    private static void curl(String... options) throws Exception {
        var command = new ArrayList<>(
                List.of(TestTools.require("curl", "curl").toString(), "-sk", "--noproxy", "*", "--max-time", "20"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "curl ended in time");
    }
}
