package tlsready.cases;

import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The administrator's journey in a real browser. */
@QuarkusTest
class CampaignBrowserTest {
    @Inject
    StaffServer staff;

    @Inject
    CampaignServer campaigns;

    @Inject
    Clock clock;

    @TestHTTPResource
    URL portal;

    private static int number;

    @BeforeEach
    void nobodyIsLockedOut() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
    }

    private String at(String path) {
        return portal.toString().replaceAll("/$", "") + path;
    }

    private void signIn(Page page) {
        String name = "campaign-browser-" + ++number;
        Desk.of(staff, name, Roles.ADMINISTRATOR);
        page.navigate(at("/staff"));
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(Desk.CHOSEN);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void report(long campaign, int group, int machine, int daysAgo, String... results) {
        CampaignGroupEntity of = campaigns.groups(campaign).get(group);
        byte[] body = MachineReports.of(
                        of.label,
                        MachineReports.machine(machine),
                        clock.instant().minusSeconds(600L * daysAgo),
                        results)
                .signed(of.secret);
        given().contentType("text/plain")
                .body(body)
                .post("/api/v1/campaigns/" + of.label + "/reports")
                .then()
                .statusCode(200);
    }

    private long fill(long campaign) {
        for (int i = 1; i <= 9; i++) {
            report(campaign, i % 2, i, 2, "winhttp-x86 " + (i < 4 ? "failed legacy-only" : "passed tls-1.2"));
        }
        report(campaign, 0, 8, 1, "winhttp-x86 failed tls-refused");
        return campaign;
    }

    private void journey(Page page) {
        signIn(page);
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Campaigns").setExact(true))
                .first()
                .click();
        page.getByLabel("Name").fill("Spring");
        page.getByLabel("What the computers have to reach").selectOption("arcgis-online");
        page.getByLabel("Deadline").fill("whenever");
        press(page, "Open the campaign");
        assertTrue(page.locator(".error-summary").textContent().contains("\"whenever\" is none"));
        assertEquals("Spring", page.getByLabel("Name").inputValue(), "what was typed is still there");
        page.getByLabel("Deadline")
                .fill(clock.instant().plus(Duration.ofDays(20)).toString().substring(0, 10));
        page.getByLabel("Groups of computers, one a line").fill("Office\nField");
        press(page, "Open the campaign");
        assertEquals("Spring", page.locator("h1").textContent());
        fill(Long.parseLong(page.url().replaceAll(".*/", "")));
        page.reload();
        assertTrue(page.locator("main").textContent().contains("Slid back"));
        assertTrue(page.locator(".course svg title").textContent().equals("Results by day"));
        page.getByText("Computers", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.getByLabel("State").selectOption("slid-back");
        press(page, "Show these");
        assertTrue(page.locator("main").textContent().contains("1 computers"));
        page.goBack();
        page.goBack();
        page.getByText("I am sure").click();
        press(page, "Delete the campaign");
        assertEquals("Campaigns", page.locator("h1").textContent());
        page.context().close();
    }

    @Test
    void an_administrator_opens_watches_and_deletes_a_campaign() {
        journey(Chromium.desktop());
    }

    @Test
    void the_same_without_JavaScript() {
        journey(Chromium.withoutJavaScript());
    }

    @Test
    void axe_finds_nothing_and_all_fits_a_phone() {
        long campaign = fill(campaigns.open(
                "Autumn",
                "arcgis-online",
                clock.instant().plus(Duration.ofDays(9)),
                List.of("Office", "Field"),
                "test"));
        List<String> kinds = List.of(
                "/staff/campaigns",
                "/staff/campaigns/" + campaign,
                "/staff/campaigns/" + campaign + "/machines",
                "/staff/campaigns/" + campaign + "/report");
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            BrowserContext context = Chromium.context(new Browser.NewContextOptions().setColorScheme(scheme));
            Page page = context.newPage();
            signIn(page);
            for (String path : kinds) {
                page.navigate(at(path));
                Chromium.assertAccessible(page);
                shoot(page, path, scheme.name());
            }
            context.close();
        }
        Page phone = Chromium.phone();
        signIn(phone);
        for (String path : kinds) {
            phone.navigate(at(path));
            Chromium.assertFitsItsWidth(phone);
            shoot(phone, path, "phone");
        }
        phone.context().close();
    }

    private static void shoot(Page page, String path, String kind) {
        String name = path.replaceAll("/\\d+", "-one").replace('/', '-') + "-" + kind + ".png";
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots").resolve("fleet" + name)));
    }
}
