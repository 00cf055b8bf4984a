package tlsready.site;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole journeys, from the first page to the zip, as people make them. */
@QuarkusTest
class JourneyBrowserTest {
    @TestHTTPResource
    URL portal;

    private static void answer(Page page, String question, String answer) {
        assertThat(page).hasURL(Pattern.compile("/guide/" + question + "(\\?|$)"));
        page.locator("input[name='" + question + "'][value='" + answer + "'] + label")
                .click();
        next(page);
    }

    private static void next(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                .click();
    }

    private static Locator link(Page page, String name) {
        // The start and download buttons are links that look like buttons and say so.
        return page.locator("a", new Page.LocatorOptions().setHasText(name)).first();
    }

    private static Map<String, byte[]> download(Page page) throws Exception {
        Download download =
                page.waitForDownload(() -> link(page, "Download all").click());
        Path file = download.path();
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(page.locator("body")).containsText(sha256(Files.readAllBytes(file)));
        for (byte[] content : files.values()) {
            assertThat(page.locator("body")).containsText(sha256(content));
        }
        return files;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void the_analyst_leaves_with_a_bundle_for_windows_10() throws Exception {
        Page page = Chromium.desktop();
        page.navigate(portal.toString());
        link(page, "Start now").click();
        answer(page, "program", "arcgis-desktop");
        answer(page, "desktop", "10-6-1");
        answer(page, "instead", "configure");
        answer(page, "dotnet35", "no");
        answer(page, "windows", "windows-10-22h2");
        answer(page, "bitness", "x64");
        answer(page, "dotnet", "4-8");
        answer(page, "target", "arcgis-online");
        answer(page, "admin", "yes");
        assertThat(page.locator(".summary")).containsText("10.6.1");
        link(page, "Show my plan").click();
        assertThat(page.locator("h1")).hasText("This is what your computer needs");
        assertThat(page.locator("body")).containsText("SchUseStrongCrypto");
        link(page, "See and download").click();
        Map<String, byte[]> files = download(page);
        assertTrue(
                files.keySet()
                        .containsAll(List.of(
                                "Fix.cmd",
                                "Undo.cmd",
                                "TLS_NET4.reg",
                                "UNDO_TLS_NET4.reg",
                                "Test.js",
                                "Test.ps1",
                                "Look.cmd",
                                "Look.ps1",
                                "README.txt",
                                "instructions.html",
                                "settings.csv",
                                "manifest.json")),
                files.keySet()::toString);
        assertFalse(files.containsKey("TLS_NET35.reg"));
        String reg = new String(files.get("TLS_NET4.reg"), StandardCharsets.UTF_16);
        assertTrue(reg.contains("[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319]"));
        assertFalse(reg.contains("SCHANNEL"));
        page.context().close();
    }

    @Test
    void the_clerk_without_rights_or_javascript_leaves_with_a_sheet_for_the_administrator() throws Exception {
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal.toString());
        link(page, "Start now").click();
        answer(page, "program", "arcgis-desktop");
        answer(page, "desktop", "10-3");
        answer(page, "instead", "configure");
        answer(page, "dotnet35", "yes");
        answer(page, "windows", "windows-7");
        answer(page, "bitness", "x86");
        answer(page, "dotnet", "none");
        answer(page, "dotnet4-possible", "no");
        answer(page, "target", "arcgis-online");
        answer(page, "admin", "no");
        link(page, "Show my plan").click();
        assertThat(page.locator("h1")).containsText("Whether it is enough, the test will show");
        link(page, "See and download").click();
        Map<String, byte[]> files = download(page);
        assertTrue(files.containsKey("for-your-administrator.html"), files.keySet()::toString);
        assertFalse(files.containsKey("Fix.cmd"), "a script that cannot work");
        String reg = new String(files.get("TLS_NET35.reg"), StandardCharsets.UTF_16);
        assertTrue(reg.contains("\\SCHANNEL\\Protocols\\TLS 1.2\\Client]"));
        assertFalse(reg.contains("Wow6432Node"), "a view that 32-bit Windows does not have");
        page.context().close();
    }

    @Test
    void the_newcomer_pastes_what_the_command_printed() {
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal + "guide/dotnet?program=arcgis-desktop&desktop=10-5-1&instead=unknown&dotnet35=unknown"
                + "&windows=windows-8-1&bitness=x64");
        answer(page, "dotnet", "unknown");
        page.locator("textarea").fill("this is not it");
        next(page);
        assertThat(page.locator(".error-summary")).isVisible();
        assertThat(page.locator("textarea")).hasValue("this is not it");
        page.locator("textarea")
                .fill(
                        """

                        HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
                            Version    REG_SZ    4.7.03190
                            Release    REG_DWORD    0x70bf6
                            Install    REG_DWORD    0x1

                        Ende der Suche: 3 Übereinstimmung(en) gefunden.
                        """);
        next(page);
        assertThat(page).hasURL(Pattern.compile("/guide/target\\?.*dotnet-look=release-461814"));
        page.context().close();
    }

    private static final String SYSTEMINFO =
            """
            Host Name:                 MYPC
            OS Name:                   Microsoft Windows 10 Pro
            OS Version:                10.0.19045 N/A Build 19045
            System Type:               x64-based PC
            """;
    private static final String REPORT =
            """
            TLS-READY-REPORT 1
            Microsoft Windows [Version 10.0.19045.3803]

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
                Release    REG_DWORD    0x80ff4

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
                SchUseStrongCrypto    REG_DWORD    0x1
            TLS-READY-REPORT END
            """;

    @Test
    void the_boxes_of_the_guide_take_systeminfo_and_a_whole_report() {
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal + "guide/windows-look?program=unknown&windows=unknown");
        page.locator("textarea").fill(SYSTEMINFO);
        next(page);
        assertThat(page).hasURL(Pattern.compile("/guide/dotnet\\?.*windows-look=windows-10-22h2&bitness=x64$"));
        answer(page, "dotnet", "unknown");
        page.locator("textarea").fill(REPORT);
        next(page);
        assertThat(page.locator("h1")).hasText("That tells more than the answer");
        assertThat(page.locator("main")).containsText("SchUseStrongCrypto is");
        link(page, "Take all of it along").click();
        assertThat(page).hasURL(Pattern.compile("/guide/target\\?.*dotnet-look=release-528372&e=1~"));
        page.context().close();
    }

    @Test
    void what_a_paste_tells_beyond_its_answer_fits_a_phone_and_is_accessible() {
        Page page = Chromium.phone();
        page.navigate(portal + "guide/dotnet-look?program=unknown&windows=windows-11&dotnet=unknown");
        Chromium.assertFitsItsWidth(page);
        page.locator("textarea").fill(REPORT);
        next(page);
        assertThat(page.locator("h1")).hasText("That tells more than the answer");
        Chromium.assertAccessible(page);
        Chromium.assertFitsItsWidth(page);
        link(page, "go on with the answer alone").click();
        assertThat(page).hasURL(Pattern.compile("/guide/target\\?.*dotnet-look=release-528372$"));
        page.context().close();
    }

    @Test
    void changing_one_answer_keeps_the_others() {
        Page page = Chromium.desktop();
        page.navigate(portal + "guide/check?program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no"
                + "&windows=windows-10-22h2&bitness=x64&dotnet=4-8&target=arcgis-online&admin=yes");
        page.locator(".summary a[href*='/guide/bitness?']").click();
        assertThat(page.locator("input[value='x64']")).isChecked();
        answer(page, "bitness", "x86");
        assertThat(page).hasURL(Pattern.compile("/guide/check\\?.*bitness=x86.*admin=yes"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/guide/bitness\\?"));
        page.context().close();
    }

    @Test
    void a_question_left_empty_says_so_and_loses_nothing() {
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal + "guide/desktop?program=arcgis-desktop");
        next(page);
        assertThat(page.locator(".error-summary")).containsText("Choose an answer");
        answerAfterError(page);
        assertThat(page).hasURL(Pattern.compile("/guide/instead\\?program=arcgis-desktop&desktop=10-6-1"));
        page.context().close();
    }

    private static void answerAfterError(Page page) {
        page.locator("input[name='desktop'][value='10-6-1'] + label").click();
        next(page);
    }

    @Test
    void the_journey_can_be_made_with_the_keyboard_alone() {
        Page page = Chromium.desktop();
        page.navigate(portal.toString());
        press(page, "Start now");
        for (String answer : new String[] {"arcgis-desktop", "10-6-1", "configure", "no", "windows-11"}) {
            choose(page, answer);
        }
        choose(page, "4-8");
        choose(page, "arcgis-online");
        choose(page, "yes");
        press(page, "Show my plan");
        press(page, "See and download");
        assertThat(page.locator("h1")).hasText("Your files");
        page.context().close();
    }

    /** Tabs until something with this text has the focus, and presses Enter. */
    private static void press(Page page, String text) {
        String before = page.url();
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            Object focused = page.evaluate("document.activeElement ? document.activeElement.textContent : ''");
            if (String.valueOf(focused).contains(text)) {
                assertTrue(
                        (Boolean) page.evaluate("document.activeElement.matches(':focus-visible')"),
                        "focus is not seen");
                page.keyboard().press("Enter");
                page.waitForURL(url -> !url.equals(before));
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach “" + text + "” on " + page.url());
    }

    /** Tabs to the choices, moves with the arrows, and goes on with Enter. */
    private static void choose(Page page, String answer) {
        String before = page.url();
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("Tab");
            if ("radio".equals(page.evaluate("document.activeElement.type || ''"))) {
                break;
            }
        }
        page.keyboard().press("Space");
        for (int i = 0; i < 40; i++) {
            if (answer.equals(page.evaluate("document.activeElement.value || ''"))) {
                page.keyboard().press("Enter");
                page.waitForURL(url -> !url.equals(before));
                return;
            }
            page.keyboard().press("ArrowDown");
        }
        throw new AssertionError("the keyboard does not reach the answer " + answer + " on " + page.url());
    }

    @Test
    void the_graph_of_the_questions_is_a_picture() throws IOException {
        Page page = Chromium.desktop();
        page.navigate(portal + "guide/graph");
        assertThat(page.locator("svg").first()).isVisible();
        assertEquals(0, page.locator("svg").first().evaluate("e => e.querySelectorAll('title').length === 0 ? 1 : 0"));
        page.context().close();
    }
}
