package tlsready.cases;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tlsready.check.CheckServer;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What machines report, and what becomes of it. */
@QuarkusTest
class FleetTest {
    @Inject
    CampaignServer campaigns;

    @Inject
    FleetServer fleet;

    @Inject
    FleetCountServer counting;

    @Inject
    FleetConfig config;

    @Inject
    CheckServer check;

    @Inject
    Clock clock;

    @Inject
    DataSource database;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Instant now;
    private long campaign;
    private CampaignGroupEntity group;
    private String machine;

    @BeforeEach
    void aCampaign() {
        now = clock.instant();
        campaign = campaigns.open(
                "Autumn", "arcgis-online", now.plus(Duration.ofDays(7)), List.of("Office", "Field"), "test");
        group = campaigns.groups(campaign).get(0);
        machine = MachineReports.machine(NUMBER.incrementAndGet());
    }

    private Response send(byte[] body) {
        return given().contentType("text/plain").body(body).post("/api/v1/campaigns/" + group.label + "/reports");
    }

    private Response send(int seconds, String... results) {
        return send(report(machine, seconds, results).signed(group.secret));
    }

    private MachineReport report(String of, int seconds, String... results) {
        return MachineReports.of(group.label, of, now.plusSeconds(seconds), results);
    }

    private FleetMachine seen(String of) {
        return campaigns.machines(campaign).stream()
                .filter(one -> one.machine().equals(of))
                .findFirst()
                .orElseThrow();
    }

    private static void says(int status, String token, Response answer) {
        assertEquals(status, answer.statusCode(), answer.asString());
        assertTrue(answer.asString().startsWith(token + " "), answer.asString());
    }

    @Test
    void a_report_counts_once_and_a_replayed_one_not_at_all() {
        byte[] first = report(machine, 0, "winhttp-x86 failed tls-refused").signed(group.secret);
        says(200, "counted", send(first));
        says(200, "duplicate", send(first));
        says(200, "counted", send(60, "winhttp-x86 passed tls-1.2"));
        says(200, "duplicate", send(first));
        says(409, "older", send(30, "winhttp-x86 failed tls-refused"));
        assertEquals(FleetState.PASSED, seen(machine).state());
        assertEquals(2, seen(machine).reports());
        says(200, "counted", send(90, "winhttp-x86 failed tls-refused"));
        assertEquals(FleetState.SLID_BACK, seen(machine).state());
    }

    @Test
    void a_report_that_cannot_be_read_any_more_holds_nobody_up() throws Exception {
        var torn = fleet.keep(Arrival.report(now, false, "of an older version".getBytes()));
        assertEquals(Taken.KEPT, torn.taken().toCompletableFuture().get(20, TimeUnit.SECONDS));
        says(200, "counted", send(0, "winhttp-x86 passed tls-1.2"));
    }

    @Test
    void reports_of_two_scripts_of_one_machine_do_not_displace_each_other() {
        says(200, "counted", send(60, "dotnet4-x64 passed tls-1.2"));
        says(200, "counted", send(30, "winhttp-x64 failed tls-refused"));
        assertEquals(2, seen(machine).stacks().size());
        assertEquals(FleetState.FAILED, seen(machine).state());
    }

    @Test
    void forged_and_strange_reports_are_refused_with_a_sentence() {
        MachineReport report = report(machine, 0, "winhttp-x86 passed tls-1.2");
        says(403, "forged", send(report.signed("00".repeat(32))));
        says(400, "unreadable", send("Hello".getBytes()));
        says(413, "too-large", send(new byte[MachineReport.LIMIT + 1]));
        says(400, "clock", send(3 * 24 * 3600, "winhttp-x86 passed tls-1.2"));
        says(
                404,
                "gone",
                given().contentType("text/plain")
                        .body(report.signed(group.secret))
                        .post("/api/v1/campaigns/fzzzzzzz/reports"));
        String other = campaigns.groups(campaign).get(1).label;
        says(
                400,
                "unreadable",
                given().contentType("text/plain")
                        .body(report.signed(group.secret))
                        .post("/api/v1/campaigns/" + other + "/reports"));
        assertTrue(campaigns.machines(campaign).isEmpty());
        assertEquals(
                405,
                given().get("/api/v1/campaigns/" + group.label + "/reports").statusCode(),
                "it only adds");
    }

    @Test
    void a_stranger_who_was_first_and_claimed_to_be_later_does_not_keep_the_machine_out() {
        byte[] claimed =
                report(machine, 20 * 3600, "winhttp-x86 passed tls-1.2").text().getBytes();
        says(200, "counted", send(claimed));
        assertEquals(FleetState.PASSED, seen(machine).state());
        says(200, "counted", send(0, "winhttp-x86 failed tls-refused"));
        assertEquals(FleetState.FAILED, seen(machine).state()); // and not "slid back"
        says(409, "older", send(-60, "winhttp-x86 passed tls-1.2"));
    }

    @Test
    void unsigned_reports_count_until_the_machine_signs() {
        says(
                200,
                "counted",
                send(report(machine, 0, "winhttp-x86 failed tls-refused").text().getBytes()));
        assertFalse(seen(machine).signed());
        says(200, "counted", send(30, "winhttp-x86 passed tls-1.2"));
        assertTrue(seen(machine).signed());
        says(
                409,
                "unsigned",
                send(report(machine, 60, "winhttp-x86 failed tls-refused")
                        .text()
                        .getBytes()));
        assertEquals(FleetState.PASSED, seen(machine).state());
    }

    @Test
    void what_a_collector_saw_is_kept_as_a_code_only() {
        MachineReport report = MachineReports.of(
                group.label, machine, now, MachineReports.LOOK, new String[] {"winhttp-x86 passed tls-1.2"});
        says(200, "counted", send(report.signed(group.secret)));
        String kept = seen(machine).evidence().orElseThrow();
        assertTrue(kept.contains("v4.susc-1"), kept);
    }

    @Test
    void what_the_check_saw_beats_what_the_machine_claims() throws Exception {
        var label = new FleetLabel(group.label, machine, "winhttp-x86");
        given().relaxedHTTPSValidation()
                .get("https://localhost:" + check.port("tls12").orElseThrow() + "/r/" + label.text() + "/v1/verdict")
                .then()
                .statusCode(200);
        says(200, "counted", send(0, "winhttp-x86 failed tls-refused"));
        until(() -> seen(machine).stacks().stream().anyMatch(FleetStanding::seen));
        assertEquals(FleetState.PASSED, seen(machine).state());
    }

    @Test
    void a_client_that_passes_and_fails_by_turns_fills_neither_the_disk_nor_the_webhook() {
        campaigns.tell(campaign, Optional.of("https://127.0.0.1:1/never"), "test");
        Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        turns(noon, 400);
        assertEquals(FleetState.SLID_BACK, seen(machine).state(), "where it stands is always the newest");
        assertEquals(config.changesPerMachine(), changes().size());
        assertEquals(FleetState.SLID_BACK.token(), changes().get(changes().size() - 1).state, "and so is the course");
        CampaignServer.Unwritten unwritten = campaigns.unwritten(campaign);
        assertEquals(1, unwritten.machines());
        assertEquals(400 - config.changesPerMachine(), unwritten.changes());
        turns(noon.plus(Duration.ofDays(1)), 20);
        assertEquals(config.changesPerMachine() + 20, changes().size(), "another day is another day");
        counting.count(List.of(Arrival.seen(
                noon.plus(Duration.ofDays(1)).plusSeconds(30),
                new FleetLabel(group.label, machine, "winhttp-x64"),
                MachineReports.result("winhttp-x64 passed tls-1.2"))));
        assertEquals(config.changesPerMachine() + 21, changes().size());
    }

    @Test
    void a_stack_that_changes_for_the_first_time_on_a_day_is_written_down_all_the_same() {
        Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        turns(noon, 400);
        counting.count(List.of(Arrival.seen(
                noon.plusSeconds(500),
                new FleetLabel(group.label, machine, "winhttp-x64"),
                MachineReports.result("winhttp-x64 passed tls-1.2"))));
        assertEquals(config.changesPerMachine() + 1, changes().size());
    }

    /** The check sees this machine pass first and then fail and pass by turns, each second. */
    private void turns(Instant from, int times) {
        var label = new FleetLabel(group.label, machine, "winhttp-x86");
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < times; i++) {
            String result = i % 2 == 0 ? "winhttp-x86 passed tls-1.2" : "winhttp-x86 failed legacy-only";
            arrivals.add(Arrival.seen(from.plusSeconds(i), label, MachineReports.result(result)));
        }
        for (int i = 0; i < times; i += 100) {
            counting.count(arrivals.subList(i, Math.min(times, i + 100)));
        }
    }

    private List<CampaignChangeEntity> changes() {
        return QuarkusTransaction.requiringNew()
                .call(() -> CampaignChangeEntity.list("groupId = ?1 order by madeAt, id", group.id));
    }

    @Test
    void late_machines_are_marked_and_closed_campaigns_take_nothing() {
        long over = campaigns.open("Over", "arcgis-online", now.minusSeconds(60), List.of("All"), "test");
        CampaignGroupEntity late = campaigns.groups(over).get(0);
        byte[] report = MachineReports.of(late.label, machine, now, "winhttp-x86 passed tls-1.2")
                .signed(late.secret);
        String address = "/api/v1/campaigns/" + late.label + "/reports";
        says(200, "counted", given().contentType("text/plain").body(report).post(address));
        assertTrue(campaigns.machines(over).get(0).late());
        campaigns.close(over, "test");
        says(404, "gone", given().contentType("text/plain").body(report).post(address));
        campaigns.delete(over, "test");
        assertTrue(campaigns.find(over).isEmpty());
        assertTrue(campaigns.machines(over).isEmpty());
    }

    @Test
    void expiry_deletes_everything_when_the_clock_has_moved() {
        says(200, "counted", send(0, "winhttp-x86 passed tls-1.2"));
        Instant expires = campaigns.find(campaign).orElseThrow().expiresAt;
        long rows = rows();
        assertTrue(rows > 0);
        QuarkusTransaction.requiringNew().run(() -> FleetCountServer.forget(expires.minusSeconds(1)));
        assertTrue(campaigns.find(campaign).isPresent());
        QuarkusTransaction.requiringNew().run(() -> FleetCountServer.forget(expires));
        assertTrue(campaigns.find(campaign).isEmpty());
        assertEquals(0, rows());
    }

    private long rows() {
        return QuarkusTransaction.requiringNew()
                .call(() -> CampaignReportEntity.count("groupId", group.id)
                        + CampaignMachineEntity.count("groupId", group.id)
                        + CampaignChangeEntity.count("groupId", group.id));
    }

    @Test
    void many_reports_of_one_machine_at_once_are_each_counted_once() throws Exception {
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] body = report(machine, i / 3, "winhttp-x86 " + (i / 3 % 2 == 0 ? "passed" : "failed") + " r" + i / 3)
                    .signed(group.secret);
            calls.add(() -> send(body));
        }
        var threads = Executors.newFixedThreadPool(12);
        try {
            for (Future<Response> answer : threads.invokeAll(calls)) {
                assertTrue(
                        List.of(200, 409).contains(answer.get().statusCode()),
                        answer.get().asString());
            }
        } finally {
            threads.shutdown();
        }
        FleetStanding standing = seen(machine).stacks().get(0);
        assertEquals("r19", standing.now().reason());
        assertEquals(1, campaigns.machines(campaign).size());
        assertTrue(seen(machine).reports() <= 20);
    }

    @Test
    void while_the_database_fails_reports_are_kept_and_afterwards_counted() throws Exception {
        says(200, "counted", send(0, "winhttp-x86 failed tls-refused"));
        sql("alter table campaign_machine rename to campaign_machine_away");
        try {
            for (int i = 1; i <= 20; i++) {
                machine = MachineReports.machine(NUMBER.incrementAndGet());
                says(202, "kept", send(i, "winhttp-x86 passed tls-1.2"));
            }
            assertTrue(fleet.waiting() >= 20);
        } finally {
            sql("alter table campaign_machine_away rename to campaign_machine");
        }
        until(() -> campaigns.machines(campaign).size() == 21);
        until(() -> fleet.waiting() == 0);
        says(200, "duplicate", send(20, "winhttp-x86 passed tls-1.2"));
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    static void until(Callable<Boolean> holds) throws Exception {
        until(holds, "this does not come to hold");
    }

    static void until(Callable<Boolean> holds, String otherwise) throws Exception {
        for (int i = 0; i < 200 && !holds.call(); i++) {
            Thread.sleep(100);
        }
        assertTrue(holds.call(), otherwise);
    }
}
