package tlsready.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;
import tlsready.TestTools;
import tlsready.check.CheckServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Support and a customer at their browsers, and a real TLS client between them. */
@QuarkusTest
class CaseBrowserTest {
    private static final double SOON = 8000;
    private static int people;

    @Inject
    StaffServer staff;

    @Inject
    CheckServer check;

    @Inject
    CaseFeed cases;

    @TestHTTPResource
    String portal;

    private final List<Page> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(page -> page.context().close());
    }

    private Page opened(Page page) {
        open.add(page);
        return page;
    }

    private String at(String path) {
        return portal.replaceAll("/$", "").replace("localhost", "127.0.0.1") + path;
    }

    /** Somebody who works with cases signs in. */
    private Page support() {
        String name = "browser worker " + ++people;
        Desk.of(staff, name, Roles.STAFF);
        Page page = opened(Chromium.desktop());
        page.navigate(at("/staff/cases"));
        page.getByLabel("Name").first().fill(name);
        page.getByLabel("Password").first().fill(Desk.CHOSEN);
        page.locator("main form button").first().click();
        page.waitForURL("**/staff/cases");
        return page;
    }

    @Test
    void support_opens_a_case_and_sees_live_what_the_customer_does_and_what_the_machine_offers() throws Exception {
        Page support = support();
        Chromium.assertAccessible(support);
        support.getByLabel("Ticket number").first().fill("INC-0815");
        support.getByLabel("Version of ArcGIS Desktop").selectOption("10-6-1");
        support.locator("#windows").selectOption("windows-10-22h2");
        support.getByText("Open, and get the customer’s link").click();
        support.waitForURL("**/staff/cases/*");
        Chromium.assertAccessible(support);
        String link = support.locator("dd a[href*='/c/']").getAttribute("href");

        Page customer = opened(Chromium.withoutJavaScript());
        customer.navigate(link);
        customer.getByText("Go on where you were").click();
        answer(customer, "instead", "configure");
        answer(customer, "dotnet35", "no");
        answer(customer, "bitness", "x64");
        answer(customer, "dotnet", "4-8");
        customer.getByText("Back to your case").click();
        assertThat(customer.locator("main")).containsText("Version: ArcGIS Desktop 10.6.1");
        customer.getByText("Go on where you were").click();
        answer(customer, "target", "arcgis-online");
        answer(customer, "admin", "yes");
        customer.getByText("Show my plan").click();
        assertThat(customer.locator("h1")).hasText("This is what your computer needs");
        live(support, "The customer has a plan");
        customer.getByText("See and download the files").click();
        assertTrue(customer.url().contains("/c/"), customer.url());
        String test = download(customer, "Test.js");
        live(support, "The customer took the files");

        String address = reportOf32Bit(test);
        int lenient = check.port("any").orElseThrow();
        curl(
                "--tlsv1.0",
                "--tls-max",
                "1.0",
                "--ciphers",
                "DEFAULT@SECLEVEL=0",
                address.replaceFirst(":[0-9]+/", ":" + lenient + "/"));
        live(support, "Only old versions of TLS");
        curl(address);
        live(support, "Passed");
        assertThat(support.locator("#standing .lead")).containsText("Passed: WinHTTP, 32-bit.");
        Chromium.assertAccessible(support);

        customer.navigate(link);
        assertThat(customer.locator("#visits")).containsText("WinHTTP, 32-bit called");
        customer.locator("#visits input[name=before]").last().check();
        customer.locator("#visits input[name=after]").first().check();
        customer.getByText("Compare before and after").click();
        assertThat(customer.locator("main")).containsText("The verdict was legacy-only and is now passed.");
        assertTrue(customer.context().cookies().isEmpty(), "a customer gets no cookie");

        support.getByLabel("Note").fill("Works now.");
        support.getByText("Add", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(support.locator("#visits")).containsText("Works now.");
        support.getByText("Close the case").click();
        assertThat(support.locator("main")).containsText("nothing is added any more");
        Chromium.assertAccessible(support);
    }

    @Test
    void the_customers_page_has_no_faults_fits_a_phone_and_is_live_with_JavaScript() throws Exception {
        Case about = cases.open("somebody", "INC-1", CustomerLanguage.ENGLISH, "/guide/program", 30);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = opened(Chromium.context(new Browser.NewContextOptions()
                            .setColorScheme(scheme)
                            .setTimezoneId("Asia/Tokyo")
                            .setViewportSize(360, 740))
                    .newPage());
            page.navigate(at(about.customerPath()));
            Chromium.assertAccessible(page);
            Chromium.assertFitsItsWidth(page);
            assertTrue(page.locator("time").first().textContent().contains("where you are"), "local time is added");
        }
        Page page = open.get(0);
        curl("https://127.0.0.1:" + check.port("tls12").orElseThrow() + "/r/" + about.label() + "/v1/verdict");
        live(page, "Passed");
        Chromium.assertAccessible(page);
        Chromium.assertFitsItsWidth(page);
        page.getByText("All about this call").first().click();
        assertThat(page.locator("main")).containsText("What it does not prove");
        Chromium.assertAccessible(page);
        Chromium.assertFitsItsWidth(page);
    }

    @Test
    void staff_pages_fit_a_phone() {
        Page page = support();
        page.setViewportSize(360, 740);
        Chromium.assertFitsItsWidth(page);
        Case about = cases.open("browser worker " + people, "INC-2", CustomerLanguage.ENGLISH, "/guide/program", 30);
        page.navigate(at(about.staffPath()));
        Chromium.assertFitsItsWidth(page);
        page.navigate(at("/privacy"));
        Chromium.assertFitsItsWidth(page);
        Chromium.assertAccessible(page);
        assertEquals(1, page.locator("h1").count());
    }

    private static void answer(Page page, String question, String answer) {
        assertThat(page).hasURL(Pattern.compile("/c/[^/]+/guide/" + question + "(\\?|$)"));
        page.locator("input[name='" + question + "'][value='" + answer + "'] + label")
                .click();
        page.getByText("Continue").click();
    }

    private static void live(Page page, String words) {
        page.locator("#visits .visit", new Page.LocatorOptions().setHasText(words))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(SOON));
    }

    private static String download(Page page, String name) throws Exception {
        Download download =
                page.waitForDownload(() -> page.locator("a", new Page.LocatorOptions().setHasText("Download all"))
                        .click());
        Path file = download.path();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes());
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    private static String reportOf32Bit(String testJs) {
        Matcher report = Pattern.compile("var REPORTS = \\{ 32: \"([^\"]+)\"").matcher(testJs);
        assertTrue(report.find(), testJs);
        return report.group(1);
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
