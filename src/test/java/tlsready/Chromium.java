package tlsready;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assertions;

/**
 * The one real browser of a test run: Chromium from the operating system, which a Debian machine installs by itself.
 * Started with the first page that is asked for, closed with the JVM.
 */
public final class Chromium {
    private static Browser browser;

    private Chromium() {}

    /** A fresh context, which shares nothing with others: no cookies, no history. */
    public static synchronized BrowserContext context(Browser.NewContextOptions options) {
        if (browser == null) {
            Path chromium = TestTools.require("chromium", "chromium");
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser.newContext(options);
    }

    /** A page as on a desk. */
    public static Page desktop() {
        return context(new Browser.NewContextOptions().setViewportSize(1280, 900))
                .newPage();
    }

    /** A page without JavaScript. */
    public static Page withoutJavaScript() {
        return context(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setJavaScriptEnabled(false))
                .newPage();
    }

    /** A page on a phone. */
    public static Page phone() {
        return context(new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(2))
                .newPage();
    }

    /** Fails with a line for each finding of axe, which is a script: a page without JavaScript cannot be asked. */
    public static void assertAccessible(Page page) {
        List<Rule> findings = new AxeBuilder(page).analyze().getViolations();
        Assertions.assertTrue(
                findings.isEmpty(),
                () -> page.url() + "\n"
                        + findings.stream()
                                .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n    "
                                        + rule.getNodes().stream()
                                                .map(node -> String.valueOf(node.getHtml()))
                                                .limit(3)
                                                .collect(Collectors.joining("\n    ")))
                                .collect(Collectors.joining("\n")));
    }

    /** Fails if anything sticks out to the right. */
    public static void assertFitsItsWidth(Page page) {
        Object tooWide = page.evaluate(
                """
                () => {
                  const width = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= width) return '';
                  return [...document.querySelectorAll('main *')]
                    .filter(e => !e.closest('.scroll, .picture') && e.getBoundingClientRect().right > width + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join('\\n') || 'something';
                }""");
        Assertions.assertEquals("", tooWide, () -> page.url() + " is too wide");
    }
}
