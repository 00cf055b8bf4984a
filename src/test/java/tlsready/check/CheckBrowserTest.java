package tlsready.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;
import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** People at the check: a real browser watches a room while real clients call the endpoints. */
@QuarkusTest
class CheckBrowserTest {
    private static final double SOON = 8000;

    @Inject
    CheckServer server;

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
    void a_browser_that_does_not_trust_the_certificate_is_not_called_refused() {
        page = Chromium.desktop();
        page.navigate(ipv4());
        page.click("#test-browser");
        Locator answer = page.locator("#browser-answer .verdict", new Page.LocatorOptions().setHasText("Unknown"));
        answer.waitFor(new Locator.WaitForOptions().setTimeout(SOON));
        assertTrue(page.textContent("#browser-answer").contains("A waiting room can tell these apart."));
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
