package tlsready.site;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.imageio.ImageIO;

import jakarta.inject.Inject;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Chromium;
import tlsready.GoldenMachines;
import tlsready.knowledge.Knowledge;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sharing pages without a case. */
@QuarkusTest
class ShareResourceTest {
    private static final String PLAN = "/plan?" + GoldenMachines.ANALYST.query();
    private static final String RESULT =
            "/evidence/result?e=1~windows-10-22h2~x64~n528372~v4.susc-1~v4.sdtv-1&target=arcgis-online";

    @Inject
    Knowledge knowledge;

    @Inject
    ShareFeed feed;

    @Inject
    Clock clock;

    @TestHTTPResource
    String portal;

    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static Response share(String page) {
        return given().redirects().follow(false).formParam("page", page).post("/share");
    }

    private static String code(String page) {
        Response made = share(page);
        assertEquals(303, made.statusCode(), made.asString());
        return made.header("Location").replaceFirst("/share/", "");
    }

    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]+", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/guide/program",
                "/guide/windows?program=unknown",
                "/guide/own-tls?program=other",
                RESULT,
                RESULT + "&if-value=dotnet4-strong-wow&if-to=ffffffff&if-program=dotnet45-x86"
            })
    void a_short_link_opens_the_page_it_was_made_for(String page) {
        String code = code(page);
        assertTrue(code.matches("[a-hjkmnp-z2-9]{7}"), code);
        assertEquals(page, path(asIs().get("/s/" + code).header("Location")));
    }

    @Test
    void a_plan_has_one_code_however_it_is_typed() {
        String code = code(PLAN);
        assertEquals(code, code(PLAN), "the same page has the same code");
        assertEquals(code, code(PLAN + "&k=2026.11.1&unknown=x"), "what is no part of the page is dropped");
        assertNotEquals(code, code(RESULT));
        String typed = code.toUpperCase(Locale.ROOT).replaceFirst("(...)", "$1-");
        assertEquals(PLAN, path(asIs().get("/s/" + typed).header("Location")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/plan",
                "//evil.example/plan",
                "/check/room/abcdefghjkmnpqrstuvwxyz234",
                "/c/abcdefgh",
                "/staff",
                "/staff/cases?x",
                "/plan/../staff",
                "/s/abcdefg",
                "/plan",
                "/evidence/result?e=nothing",
                "javascript:alert(1)"
            })
    void nothing_else_can_be_shared(String page) {
        Response refused = share(page);
        assertEquals(400, refused.statusCode(), refused.asString());
        assertFalse(refused.asString().contains("href=\"javascript"));
    }

    @Test
    void a_link_of_an_older_edition_says_what_changed_since() {
        String old = "2026.11.1";
        String answer = asIs().get(PLAN + "&k=" + old).asString();
        assertTrue(
                answer.contains(
                        "This link was made with knowledge edition " + old + "; today’s is " + knowledge.version()),
                answer);
        assertTrue(answer.contains("The error numbers of Windows have their meanings."), answer);
        assertTrue(asIs().get(RESULT + "&k=" + old).asString().contains("made with knowledge edition"));
        assertTrue(asIs().get("/guide/program?k=" + old).asString().contains("made with knowledge edition"));
        assertTrue(asIs().get("/guide/program?k=2031.01.1").asString().contains("does not know edition 2031.01.1"));
        assertEquals(PLAN, path(asIs().get(PLAN + "&k=" + knowledge.version()).header("Location")));
        assertEquals(PLAN, path(asIs().get(PLAN + "&k=%3Cscript%3E").header("Location")), "no edition at all");
    }

    @Test
    void a_short_link_made_under_an_older_edition_opens_with_it() {
        String code = feed.code(PLAN, "2026.11.1");
        assertEquals(PLAN + "&k=2026.11.1", path(asIs().get("/s/" + code).header("Location")));
        assertNotEquals(code, code(PLAN), "today's link of the same page is another");
    }

    @Test
    void the_text_of_a_plan_has_the_verdict_first_and_the_permalink_last() {
        Response plain = asIs().header("Host", "tls.example.org").get(PLAN.replace("/plan?", "/plan.txt?"));
        assertEquals(200, plain.statusCode());
        assertEquals(
                "text/plain;charset=utf-8",
                plain.contentType().replace("; ", ";").toLowerCase(Locale.ROOT));
        String text = plain.asString();
        String title = asIs().get(PLAN).asString().replaceAll("(?s).*<h1>([^<]*)</h1>.*", "$1");
        assertTrue(text.startsWith(title + "\n==="), text);
        int steps = text.indexOf("What to do\n");
        int sources = text.indexOf("Sources\n");
        int edition = text.indexOf("Knowledge edition " + knowledge.version());
        assertTrue(0 < steps && steps < sources && sources < edition, text);
        assertTrue(text.contains("\n1. ") && text.contains("https://"), text);
        assertTrue(text.endsWith("http://tls.example.org" + PLAN + "&k=" + knowledge.version() + "\n"), text);
        String markdown = asIs().get(PLAN.replace("/plan?", "/plan.md?")).asString();
        assertTrue(markdown.startsWith("# " + title + "\n"), markdown);
        assertTrue(markdown.contains("SOFTWARE\\\\"), "a backslash stays one: " + markdown);
    }

    @Test
    void results_and_positions_have_texts_too() {
        String result = asIs().get(RESULT.replace("result?", "result.txt?")).asString();
        assertTrue(result.startsWith("To reach ArcGIS Online"), result);
        assertTrue(result.contains("What the PC said"), result);
        String position = asIs().get("/guide.md?program=other").asString();
        assertTrue(position.startsWith("# "), position);
        assertEquals(400, asIs().get("/plan.txt").statusCode());
    }

    @Test
    void a_result_of_the_reg_check_can_be_shared_with_a_warning() {
        String page = "/lint?t="
                + LintCode.of("REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\r\n\"A\"=dword:1\r\n")
                        .orElseThrow();
        String code = code(page);
        assertEquals(page, path(asIs().get("/s/" + code).header("Location")));
        assertTrue(asIs().get("/share/" + code).asString().contains("sees the whole text of the .reg file"));
        assertTrue(asIs().get(page).asString().contains("Share this page"));
        assertTrue(asIs().get(page + "&k=2026.11.1").asString().contains("made with knowledge edition 2026.11.1"));
        assertTrue(asIs().get(page.replace("/lint?", "/lint.md?")).asString().contains("## What we found"));
    }

    @Test
    void links_that_nobody_opens_are_forgotten_after_a_year() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String page = "/guide/windows?program=unknown";
        String code = feed.code(page, "2025.01.1");
        QuarkusTransaction.requiringNew()
                .run(() -> ShareEntity.update("usedAt = ?1 where code = ?2", now.minus(Duration.ofDays(364)), code));
        feed.forget(now);
        assertTrue(feed.open(code).isPresent(), "opened within the year, which keeps it for another");
        feed.forget(now.plus(Duration.ofDays(364)));
        assertTrue(feed.open(code).isPresent());
        QuarkusTransaction.requiringNew()
                .run(() -> ShareEntity.update("usedAt = ?1 where code = ?2", now.minus(Duration.ofDays(365)), code));
        assertTrue(feed.open(code).isEmpty(), "forgotten before it is deleted");
        assertTrue(feed.forget(now) >= 1);
        assertEquals(404, asIs().get("/s/" + code).statusCode());
    }

    @Test
    void an_address_makes_and_misses_so_many_within_the_window_and_then_again() {
        var rate = new ShareRate(3, Duration.ofMinutes(10));
        Instant now = clock.instant();
        for (int i = 0; i < 3; i++) {
            assertTrue(rate.allows("192.0.2.1", now.plusSeconds(i)));
        }
        assertFalse(rate.allows("192.0.2.1", now.plusSeconds(4)));
        assertTrue(rate.allows("192.0.2.2", now.plusSeconds(4)));
        assertTrue(rate.allows("192.0.2.1", now.plus(Duration.ofMinutes(10))));
    }

    /** A reader of another hand takes the picture as a browser shows it. */
    @Test
    void the_picture_holds_the_link_and_the_page_works_without_JavaScript() throws Exception {
        Page page = Chromium.withoutJavaScript();
        page.navigate(portal.replaceAll("/$", "") + PLAN);
        page.getByText("Share this page").click();
        String link = page.locator("#link").textContent();
        assertTrue(link.matches("http://localhost:\\d+/s/[a-z2-9]{7}"), link);
        BufferedImage seen =
                ImageIO.read(new ByteArrayInputStream(page.locator(".qr svg").screenshot()));
        assertEquals(link, new QRCodeReader().decode(bitmap(seen)).getText());
        assertTrue(page.locator("a[href^='mailto:']").getAttribute("href").contains("%2Fs%2F"));
        assertTrue(page.locator("#plain").inputValue().contains("What to do"));
        page.navigate(link);
        assertTrue(page.url().endsWith(PLAN), page.url());
        page.context().close();
    }

    private static BinaryBitmap bitmap(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) (image.getRGB(x, y) >> 8 & 0xFF);
            }
        }
        return new BinaryBitmap(new HybridBinarizer(new LuminanceSource(width, height) {
            @Override
            public byte[] getRow(int y, byte[] row) {
                return java.util.Arrays.copyOfRange(grey, y * width, (y + 1) * width);
            }

            @Override
            public byte[] getMatrix() {
                return grey;
            }
        }));
    }

    @Test
    void the_page_is_accessible_fits_a_phone_and_copies_with_a_button() {
        String at = portal.replaceAll("/$", "") + "/share/" + code(PLAN);
        Page desk = Chromium.desktop();
        desk.navigate(at);
        Chromium.assertAccessible(desk);
        assertEquals(
                2,
                desk.getByText("Copy", new Page.GetByTextOptions().setExact(true))
                        .count());
        desk.context().close();
        Page phone = Chromium.phone();
        phone.navigate(at);
        Chromium.assertFitsItsWidth(phone);
        phone.context().close();
    }
}
