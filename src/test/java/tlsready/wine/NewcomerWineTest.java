package tlsready.wine;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The newcomer's whole way, with nothing written by hand: the collector from the portal runs on a machine, its report is
 * uploaded, the bundle made from it runs on the same machine, and the collector then tells the portal so.
 */
@QuarkusTest
class NewcomerWineTest {
    private static final String BEFORE =
            """
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full]
            "Install"=dword:00000001
            "Release"=dword:00070bf6
            "Version"="4.7.03190"

            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]
            "SchUseStrongCrypto"="1"

            """;
    private static final Map<String, String> ANSWERS = Map.of(
            "program", "arcgis-desktop",
            "desktop", "10-5-1",
            "instead", "configure",
            "windows", "windows-7",
            "dotnet35", "no",
            "admin", "yes");
    private static final Pattern QUESTION = Pattern.compile("/guide/([a-z0-9-]+)\\?");
    private static final int MOST_QUESTIONS = 10;

    @TestHTTPResource
    URL portal;

    private final Wine wine = Wine.fresh();
    private final Path folder = wine.folder("Downloads (3)");

    @Test
    void the_collector_its_report_the_bundle_and_the_proof() throws Exception {
        wine.imports(BEFORE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        String before = wine.registry();
        Page page = Chromium.withoutJavaScript();

        result(page);
        assertThat(page.locator(".grid a[href='#dotnet4-x64']")).hasClass("verdict verdict-fails");
        assertThat(page.locator("body")).containsText("REG_SZ");

        button(page, "Make a plan for this PC");
        for (int i = 0; i < MOST_QUESTIONS && !page.url().contains("/guide/check"); i++) {
            Matcher question = QUESTION.matcher(page.url());
            assertTrue(question.find(), page.url());
            String id = question.group(1);
            assertTrue(ANSWERS.containsKey(id), () -> "the report should have answered " + id);
            page.locator("input[name='" + id + "'][value='" + ANSWERS.get(id) + "'] + label")
                    .click();
            button(page, "Continue");
        }
        page.locator("a", new Page.LocatorOptions().setHasText("Show my plan")).click();
        page.locator("a", new Page.LocatorOptions().setHasText("See and download"))
                .click();
        unpack(page.waitForDownload(() -> page.locator("a", new Page.LocatorOptions().setHasText("Download all"))
                .click()));

        wine.script(folder.resolve("Fix.cmd"), "/quiet").exits(0).says("Failed: 0.");
        result(page);
        assertThat(page.locator(".grid a[href='#dotnet4-x64']")).not().hasClass("verdict verdict-fails");
        assertThat(page.locator(".grid a[href='#dotnet4-x86']")).not().hasClass("verdict verdict-fails");

        wine.script(folder.resolve("Undo.cmd"), "/quiet").exits(0);
        wine.isAsBefore(before);
        page.context().close();
    }

    /** Takes the collector from the portal, runs it, and shows what its report means. */
    private void result(Page page) throws Exception {
        page.navigate(portal + "evidence");
        Download collector = page.waitForDownload(
                () -> page.locator("a[href='/look.cmd']").first().click());
        Path look = Files.write(folder.resolve("Look.cmd"), Files.readAllBytes(collector.path()));
        wine.script(look, "/quiet").exits(0);
        page.locator("input[type='file']").setInputFiles(folder.resolve("TLS-Ready-report.txt"));
        button(page, "Read it");
        assertThat(page.locator("#kept + ul")).containsText("64-bit Windows");
        button(page, "Show what this PC can reach");
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private void unpack(Download download) throws Exception {
        try (var zip = new ZipInputStream(Files.newInputStream(download.path()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
    }
}
