package tlsready.cases;

import java.net.URL;
import java.nio.file.Path;
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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The staff pages in a real browser. */
@QuarkusTest
class StaffBrowserTest {
    private static final List<String> KINDS =
            List.of("/staff/login", "/staff", "/staff/password", "/staff/people", "/staff/audit");

    @Inject
    StaffServer staff;

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

    private String name(String role) {
        String name = "browser-" + ++number;
        Desk.of(staff, name, role);
        return name;
    }

    private void signIn(Page page, String name, String password) {
        page.navigate(at("/staff"));
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    @Test
    void a_new_colleague_chooses_a_password_and_signs_out_without_JavaScript() {
        String name = "browser-" + ++number;
        String oneTime = staff.add(name, Roles.STAFF, "test");
        Page page = Chromium.withoutJavaScript();
        signIn(page, name, oneTime);
        assertEquals("Choose your password", page.locator("h1").textContent());
        page.getByLabel("The one-time password").fill(oneTime);
        page.getByLabel("The new password", new Page.GetByLabelOptions().setExact(true))
                .fill(Desk.CHOSEN);
        page.getByLabel("The new password again").fill(Desk.CHOSEN);
        page.getByText("Change the password").click();
        assertEquals("Staff", page.locator("h1").textContent());
        page.getByText("Sign out").click();
        assertEquals("Sign in", page.locator("h1").textContent());
        page.navigate(at("/staff"));
        assertEquals("Sign in", page.locator("h1").textContent());
        page.context().close();
    }

    @Test
    void axe_finds_nothing_and_all_fits_a_phone() {
        String name = name(Roles.ADMINISTRATOR);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            BrowserContext context = Chromium.context(new Browser.NewContextOptions().setColorScheme(scheme));
            Page page = context.newPage();
            signIn(page, name, Desk.CHOSEN);
            for (String path : KINDS) {
                page.navigate(at(path));
                Chromium.assertAccessible(page);
                shoot(page, path, scheme.name());
            }
            context.close();
        }
        Page phone = Chromium.phone();
        signIn(phone, name, Desk.CHOSEN);
        for (String path : KINDS) {
            phone.navigate(at(path));
            Chromium.assertFitsItsWidth(phone);
            shoot(phone, path, "phone");
        }
        phone.context().close();
    }

    @Test
    void a_wrong_password_is_told_beside_the_form_and_axe_finds_nothing() {
        Page page = Chromium.desktop();
        signIn(page, name(Roles.STAFF), "wrong");
        assertTrue(page.locator(".error-summary").textContent().contains("do not belong together"));
        assertTrue(page.title().startsWith("Error:"), page.title());
        Chromium.assertAccessible(page);
        page.context().close();
    }

    private static void shoot(Page page, String path, String kind) {
        Path folder = Path.of("target/screenshots");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve("staff" + path.replace('/', '-') + "-" + kind + ".png")));
    }
}
