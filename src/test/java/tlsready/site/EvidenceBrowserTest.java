package tlsready.site;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The newcomer, who knows nothing of the PC, lets it speak and leaves with the least bundle: at a desk and on a phone,
 * with JavaScript and without.
 */
@QuarkusTest
class EvidenceBrowserTest {
    /** What Look.cmd writes of a PC on which somebody has tried before, as far as it matters. */
    private static final String REPORT =
            """
            TLS-READY-REPORT 1
            ; no names in it
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

            absent key: HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2
            TLS-READY-REPORT END
            """;

    @TestHTTPResource
    URL portal;

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void answer(Page page, String question, String answer) {
        assertThat(page).hasURL(Pattern.compile("/guide/" + question + "\\?.*&e=1~"));
        page.locator("input[name='" + question + "'][value='" + answer + "'] + label")
                .click();
        button(page, "Continue");
    }

    @Test
    void at_a_desk_without_JavaScript() throws Exception {
        journey(Chromium.withoutJavaScript(), "no-script", false);
    }

    @Test
    void at_a_desk_with_JavaScript() throws Exception {
        journey(Chromium.desktop(), "desk", true);
    }

    @Test
    void on_a_phone() throws Exception {
        journey(Chromium.phone(), "phone", true);
    }

    /** The page runs scripts if it can be asked for its faults and its width. */
    private void journey(Page page, String name, boolean scripts) throws Exception {
        page.navigate(portal.toString());
        page.locator("main a[href='/evidence']").click();
        look(page, name + "-box", scripts);
        page.locator("textarea").fill(REPORT);
        button(page, "Read it");
        assertThat(page.locator("#kept + ul")).containsText(".NET Framework Release 528372");
        assertThat(page.locator("#kept + ul")).containsText("64-bit Windows");
        assertThat(page.locator("#kept + ul")).not().containsText("no names");
        look(page, name + "-read", scripts);
        button(page, "Show what this PC can reach");
        assertThat(page.locator(".grid a[href='#dotnet4-x86']")).hasClass("verdict verdict-fails");
        assertThat(page.locator(".grid a[href='#dotnet4-x64']")).hasClass("verdict verdict-works");
        look(page, name + "-result", scripts);
        button(page, "Make a plan for this PC");
        answer(page, "program", "arcgis-desktop");
        answer(page, "desktop", "10-5-1");
        answer(page, "instead", "configure");
        answer(page, "dotnet35", "no");
        answer(page, "admin", "yes");
        assertThat(page).hasURL(Pattern.compile("/guide/check\\?.*windows=windows-10-22h2.*bitness=x64.*&e=1~"));
        page.locator("a", new Page.LocatorOptions().setHasText("Show my plan")).click();
        assertThat(page.locator("body")).containsText("0xFFFFFFFF, all bits set");
        look(page, name + "-plan", scripts);
        page.locator("a", new Page.LocatorOptions().setHasText("See and download"))
                .click();
        assertLeast(download(page));
        page.context().close();
    }

    private static void assertLeast(Map<String, String> files) {
        String reg = files.get("TLS_NET4.reg");
        assertTrue(reg.contains("Wow6432Node"), reg);
        assertFalse(reg.contains("[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"), "the view that is right already");
        assertFalse(files.keySet().stream().anyMatch(file -> file.contains("SCHANNEL")), "nothing more than .NET 4");
        String undo = files.get("UNDO_TLS_NET4.reg");
        assertTrue(undo.contains("\"SystemDefaultTlsVersions\"=\"1\""), "the old type");
        assertTrue(undo.contains("dword:ffffffff"), "the old data");
    }

    @Test
    void the_result_opens_a_room_that_expects_what_was_predicted() throws Exception {
        Page page = Chromium.desktop();
        page.navigate(portal + "evidence/result?e=1~windows-7~x64~n528040~v4-no~v4w-no~t12c-no&target=arcgis-online");
        button(page, "Compare with what a program really offers");
        assertThat(page.locator("body")).containsText("What we expect here");
        look(page, "room", true);
        String command = page.locator("code, pre", new Page.LocatorOptions().setHasText("curl -sSk https://"))
                .first()
                .textContent()
                .strip();
        Process curl =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        curl.getInputStream().readAllBytes();
        assertThat(page.locator(".visit .met")).containsText("Another TLS than predicted"); // without loading again
        page.locator(".visit .met a").click();
        assertThat(page.locator("table.meeting")).containsText("WinINet");
        assertThat(page.locator("body")).containsText("A proxy or a virus scanner stands in between");
        look(page, "visit", true);
        page.context().close();
    }

    private static void look(Page page, String name, boolean scripts) {
        if (scripts) {
            Chromium.assertAccessible(page);
            Chromium.assertFitsItsWidth(page);
        }
        String folder = System.getProperty("screenshots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + ".png")));
        }
    }

    private static Map<String, String> download(Page page) throws Exception {
        Download download =
                page.waitForDownload(() -> page.locator("a", new Page.LocatorOptions().setHasText("Download all"))
                        .click());
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(download.path()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                boolean reg = entry.getName().endsWith(".reg");
                files.put(
                        entry.getName(),
                        new String(zip.readAllBytes(), reg ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
