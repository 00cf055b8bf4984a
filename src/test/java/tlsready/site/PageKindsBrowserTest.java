package tlsready.site;

import java.net.URL;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.Chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every kind of page: no findings of axe in light and dark, no wider than a phone, usable by keyboard. */
@QuarkusTest
class PageKindsBrowserTest {
    private static final String ANALYST =
            "program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no&windows=windows-10-22h2&bitness=x64"
                    + "&dotnet=4-8&target=arcgis-online&admin=yes";
    private static final String CLERK =
            "program=arcgis-desktop&desktop=10-3&instead=configure&dotnet35=yes&windows=windows-7&bitness=x86"
                    + "&dotnet=none&dotnet4-possible=no&target=arcgis-online&admin=no";
    private static final String EVIDENCE =
            "/evidence/result?e=1~windows-10-22h2~x64~n528372~v4.susc-1~v4.sdtv-1&target=arcgis-online";
    private static final String LINT = "/lint?t="
            + LintCode.of(
                            """
                            Windows Registry Editor Version 5.00
                            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.8]
                            "SchUseStrongCryto"=dword:0x00000001 # on
                            "SystemDefaultTlsVersions"="1"
                            nonsense
                            """)
                    .orElseThrow();
    private static final String DEAD_END =
            "program=arcgis-desktop&desktop=10-0&instead=configure&dotnet35=unknown&windows=windows-vista"
                    + "&target=arcgis-online&admin=yes";

    @TestHTTPResource
    URL portal;

    static Stream<String> kinds() {
        return Stream.of(
                "/",
                "/guide/program",
                "/guide/instead?program=arcgis-desktop&desktop=10-6-1",
                "/guide/windows?program=unknown",
                "/guide/dotnet-release?program=unknown&windows=windows-11&dotnet=release",
                "/guide/dotnet-look?program=unknown&windows=windows-11&dotnet=unknown",
                "/guide/windows?program=unknown&windows=bogus",
                "/guide/own-tls?program=other",
                "/guide/check?" + ANALYST,
                "/guide/graph",
                "/plan?" + ANALYST,
                "/plan?" + CLERK,
                "/plan?" + DEAD_END,
                "/bundle?" + ANALYST,
                "/bundle?" + CLERK,
                "/evidence",
                EVIDENCE,
                EVIDENCE + "&if-value=dotnet4-strong-wow&if-to=ffffffff&if-program=dotnet45-x86",
                "/lint",
                LINT,
                "/evidence/result?e=1~nonsense~windows-10-22h2&target=arcgis-online",
                "/evidence/result?e=1~windows-11-23h2~x64~v4.susc-not.SchUseStrongCypto~v4w-no&target=arcgis-online",
                "/plan?" + ANALYST + "&e=1~windows-10-22h2~x64~n528372~v4w.sdtv-sz.1~v4w.susc-4294967295",
                "/plan?" + ANALYST.replace("dotnet=4-8", "dotnet=4-5").replace("windows-10-22h2", "windows-11"),
                "/check",
                "/verify",
                "/knowledge",
                "/c",
                "/c/abcd-efgh-jkmn-pqrs",
                "/privacy",
                "/no-such-page");
    }

    private String at(String path) {
        return portal.toString().replaceAll("/$", "") + path;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void axe_finds_nothing(String path) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = Chromium.context(new Browser.NewContextOptions().setColorScheme(scheme))
                    .newPage();
            page.navigate(at(path));
            Chromium.assertAccessible(page);
            page.context().close();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_fits_a_phone(String path) {
        Page page = Chromium.phone();
        page.navigate(at(path));
        Chromium.assertFitsItsWidth(page);
        page.context().close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_needs_no_script_cookie_or_other_host(String path) {
        Page page = Chromium.withoutJavaScript();
        Set<String> hosts = new TreeSet<>();
        page.onRequest(request -> hosts.add(java.net.URI.create(request.url()).getHost()));
        page.navigate(at(path));
        assertTrue(page.locator("h1").count() == 1, "a page has one heading of the first level");
        assertEquals(Set.of(portal.getHost()), hosts);
        assertTrue(page.context().cookies().isEmpty(), "a page sets no cookie");
        page.context().close();
    }

    @Test
    void the_first_tab_offers_to_skip_to_the_content() {
        Page page = Chromium.desktop();
        page.navigate(at("/"));
        page.keyboard().press("Tab");
        assertEquals("Skip to the content", page.locator(":focus").textContent());
        page.keyboard().press("Enter");
        assertEquals("main", page.evaluate("document.activeElement.id"));
        page.context().close();
    }
}
