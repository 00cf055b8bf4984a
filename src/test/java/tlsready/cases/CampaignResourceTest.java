package tlsready.cases;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import jakarta.inject.Inject;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pages of campaigns. Who may call which route is tried by GuardedRoutesTest. */
@QuarkusTest
class CampaignResourceTest {
    @Inject
    StaffServer staff;

    @Inject
    CampaignServer campaigns;

    @Inject
    Clock clock;

    private static int number;

    private Desk chief;

    @BeforeEach
    void anAdministrator() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
        chief = Desk.of(staff, "campaign-" + ++number, Roles.ADMINISTRATOR);
    }

    private String opened() {
        Response answer = chief.post(
                "/staff/campaigns",
                "/staff/campaigns",
                "name",
                "Autumn <b>",
                "target",
                "arcgis-online",
                "deadline",
                clock.instant().plus(Duration.ofDays(30)).toString().substring(0, 10),
                "groups",
                "Office\r\n\r\n=cmd|x\r\nOffice");
        assertEquals(303, answer.statusCode(), answer.asString());
        return answer.header("Location").replaceFirst("^https?://[^/]*", "");
    }

    private static long id(String page) {
        return Long.parseLong(page.replaceAll(".*/", ""));
    }

    private void report(long campaign, int machine, String... results) {
        CampaignGroupEntity group = campaigns.groups(campaign).get(0);
        byte[] body = MachineReports.of(group.label, MachineReports.machine(machine), clock.instant(), results)
                .signed(group.secret);
        Response answer =
                given().contentType("text/plain").body(body).post("/api/v1/campaigns/" + group.label + "/reports");
        assertEquals(200, answer.statusCode(), answer.asString());
    }

    @Test
    void an_administrator_opens_looks_exports_and_deletes() {
        String page = opened();
        report(id(page), 1, "winhttp-x86 passed tls-1.2");
        report(id(page), 2, "winhttp-x86 failed legacy-only", "dotnet4-x64 unknown -");
        String shown = chief.get(page).asString();
        assertTrue(shown.contains("Autumn &lt;b&gt;"), shown);
        assertTrue(shown.contains("legacy-only: 1"), shown);
        assertTrue(shown.contains("<svg"), shown);
        assertEquals(200, chief.get(page + "/report").statusCode());
        String machines = chief.get(page + "/machines?state=failed").asString();
        assertTrue(machines.contains("1 computers") && machines.contains(MachineReports.machine(2)), machines);
        assertFalse(machines.contains(MachineReports.machine(1)));
        String csv = chief.get(page + "/machines.csv").asString();
        assertEquals(4, csv.lines().count(), csv);
        assertEquals(
                2,
                chief.get(page + "/machines.json")
                        .jsonPath()
                        .getList("machines")
                        .size());
        assertEquals(400, chief.post(page, page + "/delete").statusCode(), "not without the tick");
        assertEquals(303, chief.post(page, page + "/close").statusCode());
        assertTrue(chief.get(page).asString().contains("it takes no more reports"));
        assertEquals(303, chief.post(page, page + "/delete", "sure", "yes").statusCode());
        assertEquals(404, chief.get(page).statusCode());
    }

    @Test
    void what_cannot_be_a_campaign_is_told_beside_the_form() {
        for (String[] wrong : new String[][] {
            {"", "arcgis-online", "2099-01-01", "All", "a name"},
            {"Autumn", "nothing", "2099-01-01", "All", "Choose what"},
            {"Autumn", "arcgis-online", "tomorrow", "All", "&quot;tomorrow&quot; is none"},
            {"Autumn", "arcgis-online", "2020-01-01", "All", "from today on"},
            {"Autumn", "arcgis-online", clock.instant().toString().substring(0, 10), " ", "Name 1 to 50 groups"}
        }) {
            Response answer = chief.post(
                    "/staff/campaigns",
                    "/staff/campaigns",
                    "name",
                    wrong[0],
                    "target",
                    wrong[1],
                    "deadline",
                    wrong[2],
                    "groups",
                    wrong[3]);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.asString().contains(wrong[4]), answer.asString());
        }
    }

    @Test
    void expected_computers_never_called_until_they_do() {
        String page = opened();
        long group = campaigns.groups(id(page)).get(0).id;
        String expected = page + "/groups/" + group + "/expected";
        assertEquals(400, chief.post(page, expected, "number", "many").statusCode());
        assertEquals(
                400,
                chief.post(page, expected, "number", "3", "machines", "PC-0815").statusCode());
        assertEquals(
                303,
                chief.post(page, expected, "number", "3", "machines", "00000000000A, 00000000000b")
                        .statusCode());
        assertEquals(2, campaigns.machines(id(page)).size());
        report(id(page), 10, "winhttp-x86 passed tls-1.2");
        FleetTally total = FleetTable.total(
                List.of(new FleetTable.Expected("Office", 3), new FleetTable.Expected("=cmd|x", 0)),
                campaigns.machines(id(page)));
        assertEquals(1, total.passed());
        assertEquals(2, total.never());
    }

    @Test
    void a_package_names_the_group_the_portal_and_the_check() throws IOException {
        String page = opened();
        CampaignGroupEntity group = campaigns.groups(id(page)).get(0);
        Response answer = chief.get(page + "/groups/" + group.id + "/package.zip");
        assertEquals("application/zip", answer.contentType());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            String settings = "";
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("Campaign.txt")) {
                    settings = new String(zip.readAllBytes(), StandardCharsets.US_ASCII);
                }
            }
            assertTrue(settings.contains("report: http://localhost:"), settings);
            assertTrue(settings.contains("/api/v1/campaigns/" + group.label + "/reports"), settings);
            assertTrue(settings.contains("secret: " + group.secret), settings);
            assertTrue(settings.contains("/r/{label}/v1/verdict"), settings);
        }
    }

    @Test
    void staff_look_but_do_not_touch_and_see_no_key() {
        String page = opened();
        Desk clerk = Desk.of(staff, "campaign-clerk-" + number, Roles.STAFF);
        String shown = clerk.get(page).asString();
        assertFalse(shown.contains("package.zip") || shown.contains("/delete") || shown.contains("/webhook"), shown);
        assertEquals(
                403,
                clerk.get(page + "/groups/" + campaigns.groups(id(page)).get(0).id + "/package.zip")
                        .statusCode());
    }

    @Test
    void a_webhook_that_fails_twice_is_told_in_the_end_and_nobody_waits_for_it() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        List<String> signatures = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst(WebhookServer.SIGNATURE));
            exchange.sendResponseHeaders(told.size() <= 2 ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            String page = opened();
            Response saved = chief.post(
                    page,
                    page + "/webhook",
                    "address",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            assertEquals(200, saved.statusCode(), saved.asString());
            String secret = campaigns.find(id(page)).orElseThrow().webhookSecret;
            assertTrue(saved.asString().contains(secret), "shown once");
            assertFalse(chief.get(page).asString().contains(secret), "and not again");
            report(id(page), 20, "winhttp-x86 failed legacy-only");
            FleetTest.until(() ->
                    campaigns.deliveries(id(page), 5).stream().anyMatch(delivery -> delivery.deliveredAt != null));
            assertEquals(3, told.size());
            assertEquals(1, told.stream().distinct().count());
            assertTrue(told.get(2).contains("\"state\":\"failed\""), told.get(2));
            assertEquals("sha256=" + Hmac.hex(secret, told.get(2).getBytes(StandardCharsets.UTF_8)), signatures.get(2));
            assertEquals(3, campaigns.deliveries(id(page), 5).get(0).tries);
            assertTrue(chief.get(page).asString().contains("Delivered"));
        } finally {
            server.stop(0);
        }
    }
}
