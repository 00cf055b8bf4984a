package tlsready.site;

import java.net.URL;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.Chromium;
import tlsready.Routes;
import tlsready.cases.CampaignServer;
import tlsready.cases.Case;
import tlsready.cases.CaseFeed;
import tlsready.cases.CustomerLanguage;
import tlsready.cases.Desk;
import tlsready.cases.MachineReports;
import tlsready.cases.Roles;
import tlsready.cases.StaffServer;
import tlsready.check.Callers;
import tlsready.check.Observation;
import tlsready.check.Visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    @Inject
    CaseFeed cases;

    @Inject
    CampaignServer campaigns;

    @Inject
    StaffServer staff;

    @Inject
    Clock clock;

    @Inject
    Event<Observation> server;

    static Stream<String> kinds() {
        return Stream.of(
                "/",
                "/guide/program",
                "/guide/instead?program=arcgis-desktop&desktop=10-6-1",
                "/guide/windows?program=unknown",
                "/guide/dotnet-release?program=unknown&windows=windows-11&dotnet=release",
                "/guide/dotnet-look?program=unknown&windows=windows-11&dotnet=unknown",
                "/guide/windows-look?program=unknown&windows=unknown",
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
                "/evidence/result?e=1~windows-10-22h2~x64~n533320~arcgis-desktop.10-6-1~cfg.clr2~cfg.clr4~cfg.nosusc-false"
                        + "~sch-no~v4w.susc-no~v4w.sdtv-no~suites.list-list7.c028~fips.on-1&target=arcgis-online",
                "/plan?" + ANALYST + "&e=1~windows-10-22h2~x64~n528372~v4w.sdtv-sz.1~v4w.susc-4294967295",
                "/plan?" + ANALYST.replace("dotnet=4-8", "dotnet=4-5").replace("windows-10-22h2", "windows-11"),
                "/check",
                "/verify",
                "/knowledge",
                "/c",
                "/c/abcd-efgh-jkmn-pqrs",
                "/c/{code}",
                "/c/{code}?lang=de",
                "/c/{code}/visit/{visit}",
                "/c/{code}/compare?before={first}&after={visit}",
                "/c/{code}/guide/windows?program=unknown",
                "/c/{code}/guide/check?" + ANALYST,
                "/c/{code}/plan?" + ANALYST,
                "/c/{code}/bundle?" + ANALYST + "&label={label}",
                "/c/{code}/evidence",
                "/c/{code}" + EVIDENCE,
                "/c/{closed}",
                "/c/{fresh}",
                "/c/{fresh}/receipt.json",
                "/privacy",
                "/no-such-page");
    }

    /** Those that only show themselves to people who sign in. */
    static Stream<String> staffKinds() {
        return Stream.of(
                "/staff",
                "/staff/login",
                "/staff/password",
                "/staff/people",
                "/staff/audit",
                "/staff/cases",
                "/staff/cases/{id}",
                "/staff/cases/{closedId}",
                "/staff/cases/{id}/visit/{visit}",
                "/staff/cases/{id}/compare?before={first}&after={visit}",
                "/staff/cases/{freshId}/receipt.html",
                "/staff/campaigns",
                "/staff/campaigns/{campaign}",
                "/staff/campaigns/{campaign}/machines",
                "/staff/campaigns/{campaign}/machines?state=passed",
                "/staff/campaigns/{campaign}/report");
    }

    /** Files, parts of pages and streams, and what only a program reads. */
    private static final Set<String> NO_PAGES = Set.of(
            "/c/{code}/lines",
            "/c/{code}/events",
            "/staff/cases/{id}/lines",
            "/staff/cases/{id}/events",
            "/staff/cases/{id}/standing",
            "/staff/cases/{id}/ticket.txt",
            "/staff/cases/{id}/ticket.md",
            "/staff/cases/{id}/export.json",
            "/staff/campaigns/{id}/machines.csv",
            "/staff/campaigns/{id}/machines.json",
            "/staff/campaigns/{id}/groups/{group}/package.zip");

    @Test
    void every_page_of_cases_and_campaigns_is_among_the_kinds() {
        var shapes = new TreeSet<String>();
        Stream.concat(kinds(), staffKinds())
                .forEach(kind -> shapes.add(kind.replaceFirst("\\?.*", "")
                        .replaceAll("\\{[^}]*}", "{}")
                        .replace("json", "html")));
        var missing = new TreeSet<String>();
        Stream.of("/c", "/staff/cases", "/staff/campaigns")
                .flatMap(start -> Routes.under(start).stream())
                .filter(route -> !route.acts() && !NO_PAGES.contains(route.path()))
                .map(route -> route.path().replace("{form: json|html}", "html").replaceAll("\\{[^}]*}", "{}"))
                .filter(shape -> !shapes.contains(shape))
                .forEach(missing::add);
        assertEquals(Set.of(), missing);
    }

    private String at(String path) {
        return portal.toString().replaceAll("/$", "") + filled(path);
    }

    // ---- Cases and campaigns for those pages ---------------------------------------------------------------------

    private static final Map<String, String> PLACES = new HashMap<>();
    private static Desk chief;

    /** The path with a real case or campaign in it. */
    private String filled(String path) {
        if (!path.contains("{")) {
            return path;
        }
        if (PLACES.isEmpty()) {
            prepare();
        }
        String filled = path;
        for (var place : PLACES.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private void prepare() {
        Case about = opened();
        cases.looked(about, "/plan?" + ANALYST);
        cases.looked(about, EVIDENCE);
        cases.took(about, "/bundle.zip?" + ANALYST, "ab".repeat(32));
        cases.note(about, "somebody", "A note that is long enough to be more than one line on a phone, or so.");
        call(about, "IE 8 Win 7");
        call(about, "IE 11 Win 10");
        List<Long> visits = cases.events(about, 0).stream()
                .flatMap(event -> event.visit().stream())
                .map(Visit::id)
                .toList();
        PLACES.put("code", about.code().spelled());
        PLACES.put("id", Long.toString(about.id()));
        PLACES.put("label", about.label());
        PLACES.put("first", visits.get(0).toString());
        PLACES.put("visit", visits.get(1).toString());
        Case closed = opened();
        cases.close(closed, "somebody");
        PLACES.put("closed", closed.code().spelled());
        PLACES.put("closedId", Long.toString(closed.id()));
        Case fresh = opened();
        PLACES.put("fresh", fresh.code().spelled());
        PLACES.put("freshId", Long.toString(fresh.id()));
        PLACES.put("campaign", Long.toString(MachineReports.campaign(campaigns, clock.instant())));
    }

    private Case opened() {
        return cases.open("somebody", "INC-1", CustomerLanguage.ENGLISH, "/guide/program", 30);
    }

    private void call(Case about, String client) {
        int before = cases.events(about, 0).size();
        Callers.call(server, clock.instant(), client, "tls12", Optional.of(about.label() + "winhttpx86"), "192.0.2.77");
        for (int i = 0; i < 200 && cases.events(about, 0).size() == before; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertEquals(before + 1, cases.events(about, 0).size(), "the call was seen");
    }

    /** A context that is signed in as an administrator. */
    private BrowserContext signedIn(Browser.NewContextOptions options) {
        if (chief == null) {
            chief = Desk.of(staff, "chief of all pages", Roles.ADMINISTRATOR);
        }
        BrowserContext context = Chromium.context(options);
        context.addCookies(List.of(new Cookie("tlsready-staff", chief.session()).setUrl(portal.toString() + "staff")));
        return context;
    }

    @ParameterizedTest
    @MethodSource("staffKinds")
    void axe_finds_nothing_on_pages_of_staff_and_they_fit_a_phone(String path) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            BrowserContext context = signedIn(
                    new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(360, 740));
            Page page = context.newPage();
            page.navigate(at(path));
            assertFalse(page.url().contains("/login?"), "signed in");
            Chromium.assertAccessible(page);
            Chromium.assertFitsItsWidth(page);
            context.close();
        }
    }

    @ParameterizedTest
    @MethodSource("staffKinds")
    void pages_of_staff_need_no_script_and_no_other_host(String path) {
        BrowserContext context = signedIn(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        Page page = context.newPage();
        Set<String> hosts = new TreeSet<>();
        page.onRequest(request -> hosts.add(java.net.URI.create(request.url()).getHost()));
        page.navigate(at(path));
        assertEquals(1, page.locator("h1").count(), "a page has one heading of the first level");
        assertEquals(Set.of(portal.getHost()), hosts);
        context.close();
    }

    // ---- Every kind ----------------------------------------------------------------------------------------------

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
