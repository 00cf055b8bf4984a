package tlsready.cases;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
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
    private static final String WINHTTP = "WinHTTP, 32-bit";
    private static final String DOTNET = ".NET Framework 4, 32-bit, no target framework named";
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
    void support_opens_a_case_sees_live_what_customer_and_machine_do_and_both_take_the_receipt_home() throws Exception {
        Page support = support();
        Chromium.assertAccessible(support);
        support.getByLabel("Ticket number").first().fill("INC-0815");
        support.getByLabel("Version of ArcGIS Desktop").selectOption("10-6-1");
        support.locator("#windows").selectOption("windows-10-22h2");
        support.getByText("Open, and get the customer’s link").click();
        support.waitForURL("**/staff/cases/*");
        Chromium.assertAccessible(support);
        String link = support.locator("dd a[href*='/c/']").getAttribute("href");
        support.evaluate("window.neverLoadedAgain = true");
        support.getByText("Text for the ticket").click();

        Page customer = opened(Chromium.withoutJavaScript());
        answered(customer, link);
        live(support, "The customer has a plan");
        customer.getByText("See and download the files").click();
        assertTrue(customer.url().contains("/c/"), customer.url());
        Path zip = download(customer, "a[href*='/bundle.zip']");
        live(support, "The customer took the files");
        assertThat(support.locator("#visits .hash")).hasText(sha256(Files.readAllBytes(zip)));

        Map<String, String> reports = reports(zip);
        refused(customer, link, support);
        old(reports.get(WINHTTP));
        live(support, "Only old versions of TLS");
        curl(reports.get(WINHTTP));
        live(support, "Passed");
        assertThat(support.locator("#standing .lead")).containsText("Passed: " + WINHTTP + ".");
        assertThat(support.locator("#visits .met").first()).containsText("That is another TLS than predicted.");
        old(reports.get(DOTNET));
        java(reports.get(DOTNET));
        assertThat(support.locator("#standing .lead")).containsText("Passed: " + WINHTTP + "; " + DOTNET + ".");
        curl(reports.get("WinHTTP, 64-bit"));
        java(reports.get(".NET Framework 4, 64-bit, no target framework named"));
        assertThat(support.locator("#standing .lead")).containsText("no target framework named; WinHTTP, 64-bit; .NET");
        assertThat(support.locator("#ticket pre")).isVisible();
        assertThat(support.locator("#ticket pre"))
                .containsText("Passed: " + WINHTTP + "; " + DOTNET + "; WinHTTP, 64-bit; .NET");
        assertEquals(Boolean.TRUE, support.evaluate("window.neverLoadedAgain"), "nothing was loaded again");
        shoot(support, "case-of-staff");
        Chromium.assertAccessible(support);

        compared(customer, link);
        customer.navigate(link);
        receipts(customer, support);
        assertTrue(customer.context().cookies().isEmpty(), "a customer gets no cookie");

        support.getByLabel("Note").fill("Works now.");
        support.getByText("Add", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(support.locator("#visits")).containsText("Works now.");
        support.getByText("Close the case").click();
        assertThat(support.locator("main")).containsText("nothing is added any more");
        Chromium.assertAccessible(support);
    }

    /** The customer answers, as far as the plan, and looks at the case in between. */
    private static void answered(Page customer, String link) {
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
    }

    /** An old client at the strict door: it has no label, but the page of the case was just looked at from its address. */
    private void refused(Page customer, String link, Page support) throws Exception {
        Locator seen = support.locator("#visits .visit", new Page.LocatorOptions().setHasText("probably"));
        for (int i = 0; i < 10 && seen.count() == 0; i++) {
            customer.navigate(link);
            old("https://127.0.0.1:" + check.port("tls12").orElseThrow() + "/v1/verdict", "tls12");
            TimeUnit.MILLISECONDS.sleep(1500); // until the news of it came
        }
        assertThat(seen.first()).containsText("TLS 1.0");
    }

    private static void compared(Page customer, String link) {
        customer.navigate(link);
        assertThat(customer.locator("#visits")).containsText(WINHTTP + " called");
        Locator own = customer.locator("#visits .visit", new Page.LocatorOptions().setHasText(WINHTTP + " called"));
        own.last().locator("input[name=before]").check();
        own.first().locator("input[name=after]").check();
        customer.getByText("Compare before and after").click();
        assertThat(customer.locator("main")).containsText("The verdict was legacy-only and is now passed.");
    }

    // ---- Receipts ------------------------------------------------------------------------------------------------

    private void receipts(Page customer, Page support) throws Exception {
        String theirs = Files.readString(download(customer, "a[href$='/receipt.json']"));
        String ours = Files.readString(download(support, "a[href$='/receipt.json']"));
        assertEquals(withoutTime(theirs), withoutTime(ours), "both sides have the same");
        String sheet = Files.readString(download(customer, "a[href$='/receipt.html']"));
        assertEquals(withoutTime(sheet), withoutTime(Files.readString(download(support, "a[href$='/receipt.html']"))));
        printed(sheet);

        int inside = theirs.indexOf('.', theirs.indexOf("\"jws\"")) + 20;
        String changed =
                theirs.substring(0, inside) + (theirs.charAt(inside) == 'A' ? 'B' : 'A') + theirs.substring(inside + 1);
        Page anybody = opened(Chromium.withoutJavaScript());
        for (boolean upload : new boolean[] {true, false}) {
            verified(anybody, theirs, upload, "this portal signed it, and nothing in it was changed since");
            assertThat(anybody.locator(".receipt")).containsText(WINHTTP);
            verified(anybody, ours, upload, "this portal signed it, and nothing in it was changed since");
            verified(anybody, changed, upload, "The receipt was changed after it was signed");
            assertThat(anybody.locator(".receipt")).hasCount(0);
        }
        assertTrue(anybody.context().cookies().isEmpty());
        Page seen = opened(Chromium.context(new Browser.NewContextOptions().setViewportSize(360, 740))
                .newPage());
        for (String text : List.of(theirs, changed)) {
            verified(seen, text, false, "receipt");
            Chromium.assertAccessible(seen);
            Chromium.assertFitsItsWidth(seen);
        }
    }

    private void verified(Page page, String receipt, boolean upload, String words) {
        page.navigate(at("/verify"));
        if (upload) {
            page.getByLabel("Or its file")
                    .setInputFiles(new FilePayload(
                            "receipt.json", "application/json", receipt.getBytes(StandardCharsets.UTF_8)));
        } else {
            page.getByLabel("The receipt").fill(receipt);
        }
        page.locator("main form button").click();
        assertThat(page.locator("#result")).containsText(words);
    }

    /** The sheet on paper, on a phone, and to axe. */
    private void printed(String sheet) {
        Page page = opened(Chromium.context(new Browser.NewContextOptions().setViewportSize(360, 740))
                .newPage());
        page.setContent(sheet);
        assertThat(page.locator("main")).containsText(WINHTTP);
        Chromium.assertAccessible(page);
        Chromium.assertFitsItsWidth(page);
        shoot(page, "case-receipt-phone");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        Chromium.assertFitsItsWidth(page);
        page.setViewportSize(718, 1000);
        shoot(page, "case-receipt-paper");
        String pdf = new String(
                page.pdf(new Page.PdfOptions()
                        .setPreferCSSPageSize(true)
                        .setPath(Path.of("target/screenshots/case-receipt.pdf"))),
                StandardCharsets.ISO_8859_1);
        assertEquals(
                1, Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count(), "pages");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots").resolve(name + ".png")));
    }

    /** What differs between two that were made one after the other: when, and so the signature. */
    private static String withoutTime(String receipt) {
        return receipt.replaceAll("\"(jws|issuedAt)\" : \"[^\"]*\"", "")
                .replaceAll("<code id=\"jws\">[^<]*</code>", "")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}", "");
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

    private static Path download(Page page, String link) {
        Download download =
                page.waitForDownload(() -> page.locator(link).first().click());
        return download.path();
    }

    /** Where the tests of the files report, by the name of the stack that they call from. */
    private static Map<String, String> reports(Path zip) throws Exception {
        Map<String, String> names = Map.of(
                "32",
                WINHTTP,
                "64",
                "WinHTTP, 64-bit",
                "4-32",
                DOTNET,
                "4-64",
                ".NET Framework 4, 64-bit, no target framework named");
        var reports = new HashMap<String, String>();
        Matcher js = Pattern.compile("(32|64): \"(https:[^\"]+/r/[^\"]+)\"").matcher(file(zip, "Test.js"));
        Matcher ps1 = Pattern.compile("\\$reports\\['([^']+)'] = '([^']+)'").matcher(file(zip, "Test.ps1"));
        for (Matcher report : List.of(js, ps1)) {
            while (report.find()) {
                reports.put(names.get(report.group(1)), report.group(2));
            }
        }
        assertTrue(reports.keySet().containsAll(names.values()), reports::toString);
        return reports;
    }

    private static String file(Path zip, String name) throws Exception {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** A client that offers TLS 1.0 and nothing newer calls the lenient door, with the label of this address. */
    private void old(String address) throws Exception {
        old(address, "any");
    }

    private void old(String address, String endpoint) throws Exception {
        curl(
                "--tlsv1.0",
                "--tls-max",
                "1.0",
                "--ciphers",
                "DEFAULT@SECLEVEL=0",
                address.replaceFirst(":[0-9]+/", ":" + check.port(endpoint).orElseThrow() + "/"));
    }

    /** Java's own TLS calls, and only with TLS 1.2. */
    private static void java(String address) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLSv1.2");
        trusting.init(null, new TrustManager[] {new Trusting()}, null);
        try (var socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket(URI.create(address).getHost(), URI.create(address).getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + URI.create(address).getPath() + " HTTP/1.1\r\nHost: check\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.contains("\r\n\r\npassed"), answer);
        }
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
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
