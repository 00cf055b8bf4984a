package tlsready.cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Campaigns of ten thousand machines: pages stay small, and ask the database no more often than for ten. */
@QuarkusTest
class FleetSizeTest {
    private static final int MANY = 10_000;
    private static final List<String> STACKS =
            List.of("dotnet2-x86", "dotnet4-x64", "dotnet4-x86", "winhttp-x64", "winhttp-x86");

    private static final String EVIDENCE = "w=10.0.19045&v4.susc-1".repeat(12);
    private static final Pattern MACHINE = Pattern.compile("<code>([0-9a-f]{12})</code>");
    private static final Pattern ABOUT_MACHINES =
            Pattern.compile("CampaignMachineEntity|CampaignStackEntity|CampaignChangeEntity|campaign_change");
    /** Webhooks and the end of campaigns are looked after all the time. */
    private static final Pattern IN_BACKGROUND = Pattern.compile("told|expiresAt");

    private static long ids = 1_000_000_000L;
    private static int number;

    @Inject
    CampaignServer campaigns;

    @Inject
    StaffServer staff;

    @Inject
    DataSource database;

    @Inject
    EntityManagerFactory entities;

    @Inject
    Clock clock;

    private Desk chief;

    @BeforeEach
    void anAdministrator() {
        QuarkusTransaction.requiringNew().run(() -> SignInTryEntity.deleteAll());
        chief = Desk.of(staff, "size-" + ++number, Roles.ADMINISTRATOR);
    }

    /** A campaign with so many machines, which changed over twenty days. */
    private long campaign(int machines) throws SQLException {
        Instant now = clock.instant();
        long id = campaigns.open(
                "Of " + machines, "arcgis-online", now.plus(Duration.ofDays(7)), List.of("Office", "Field"), "test");
        List<CampaignGroupEntity> groups = campaigns.groups(id);
        try (Connection connection = database.getConnection();
                PreparedStatement machine = connection.prepareStatement(
                        "insert into campaign_machine (id, group_id, pseudonym, expected, heard_at, signed, late, reports,"
                                + " evidence) values (?, ?, ?, true, ?, true, false, 1, ?)");
                PreparedStatement stack = connection.prepareStatement(
                        "insert into campaign_stack (id, machine_id, stack, verdict, reason, found_at, seen, first_passed)"
                                + " values (?, ?, ?, ?, ?, ?, false, ?)");
                PreparedStatement change = connection.prepareStatement(
                        "insert into campaign_change (id, group_id, machine_id, stack, state, at_time, told)"
                                + " values (?, ?, ?, ?, ?, ?, true)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < machines; i++) {
                long group = groups.get(i % 2).id;
                Instant first = now.minus(Duration.ofDays(20 - i % 20));
                long one = ++ids;
                set(machine, one, group, MachineReports.machine(i), Timestamp.from(now), EVIDENCE);
                for (int s = 0; s < STACKS.size(); s++) {
                    Kind kind = Kind.of(i, s);
                    Timestamp passed = kind.passedBefore ? Timestamp.from(first.minusSeconds(60)) : null;
                    set(stack, ++ids, one, STACKS.get(s), kind.verdict, kind.reason, Timestamp.from(first), passed);
                    set(change, ++ids, group, one, STACKS.get(s), kind.state.token(), Timestamp.from(first));
                }
                if (i % 500 == 499) {
                    run(machine, stack, change);
                }
            }
            run(machine, stack, change);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return id;
    }

    /** What machines come out as: most pass, every seventh fails, every hundredth slid back, every tenth is unknown. */
    private enum Kind {
        PASSED("passed", "tls-1.2", true, FleetState.PASSED),
        FAILED("failed", "legacy-only", false, FleetState.FAILED),
        SLID_BACK("failed", "tls-refused", true, FleetState.SLID_BACK),
        UNKNOWN("unknown", "no-connection", false, FleetState.UNKNOWN);

        private final String verdict;
        private final String reason;
        private final boolean passedBefore;
        private final FleetState state;

        Kind(String verdict, String reason, boolean passedBefore, FleetState state) {
            this.verdict = verdict;
            this.reason = reason;
            this.passedBefore = passedBefore;
            this.state = state;
        }

        static Kind of(int machine, int stack) {
            if (stack > 1) {
                return PASSED;
            }
            return machine % 100 == 0 ? SLID_BACK : machine % 7 == 0 ? FAILED : machine % 10 == 0 ? UNKNOWN : PASSED;
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(
                    i + 1, values[i], values[i] == null ? java.sql.Types.TIMESTAMP_WITH_TIMEZONE : types(values[i]));
        }
        statement.addBatch();
    }

    private static int types(Object value) {
        return value instanceof Long
                ? java.sql.Types.BIGINT
                : value instanceof Timestamp ? java.sql.Types.TIMESTAMP : java.sql.Types.VARCHAR;
    }

    private static void run(PreparedStatement... statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.executeBatch();
        }
    }

    /** How often the database is asked about machines; and no row of theirs may become an entity. */
    private long questions(String path) {
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        Response answer = chief.get(path);
        long asked = Arrays.stream(statistics.getQueries())
                .filter(query -> ABOUT_MACHINES.matcher(query).find()
                        && !IN_BACKGROUND.matcher(query).find())
                .mapToLong(query -> statistics.getQueryStatistics(query).getExecutionCount())
                .sum();
        for (Class<?> entity : List.of(CampaignMachineEntity.class, CampaignStackEntity.class)) {
            assertEquals(0, statistics.getEntityStatistics(entity.getName()).getLoadCount(), path);
        }
        statistics.setStatisticsEnabled(false);
        assertEquals(200, answer.statusCode(), answer.asString());
        assertTrue(asked > 0, "the questions are found");
        return asked;
    }

    private Set<String> listed(Response page) {
        return MACHINE.matcher(page.asString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void ten_thousand_machines_take_as_many_questions_as_ten_and_come_in_pages() throws Exception {
        long few = campaign(10);
        long many = campaign(MANY);
        for (String page : List.of(
                "", "/report", "/machines", "/machines?state=failed&page=3", "/machines.csv", "/machines.json")) {
            long ofFew = questions("/staff/campaigns/" + few + page);
            long ofMany = questions("/staff/campaigns/" + many + page);
            assertEquals(ofFew, ofMany, () -> "questions for " + page);
            var times = new java.util.ArrayList<Long>();
            for (int i = 0; i < 11; i++) {
                long begun = System.nanoTime();
                chief.get("/staff/campaigns/" + many + page);
                times.add((System.nanoTime() - begun) / 1_000_000);
            }
            times.sort(null);
            System.out.println("Campaign of " + MANY + " machines, " + (page.isEmpty() ? "page" : page) + ": median "
                    + times.get(5) + " ms of 11, " + ofMany + " questions");
        }
        pages(many);
        numbers(many);
    }

    private void pages(long campaign) {
        var all = new HashSet<String>();
        for (int page : new int[] {0, 1, 50, 99}) {
            Response answer = chief.get("/staff/campaigns/" + campaign + "/machines?page=" + page);
            Set<String> listed = listed(answer);
            assertEquals(100, listed.size());
            assertTrue(answer.asString().contains("10000 computers"), "how many there are");
            assertEquals(page < 99, answer.asString().contains(">After<"));
            all.addAll(listed);
        }
        assertEquals(400, all.size(), "no computer is on two pages");
        assertEquals(
                100,
                listed(chief.get("/staff/campaigns/" + campaign + "/machines?page=5000"))
                        .size());
    }

    private void numbers(long campaign) {
        Map<FleetState, Long> expected = java.util.stream.IntStream.range(0, MANY)
                .mapToObj(i -> Kind.of(i, 0).state)
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
        for (var state : expected.entrySet()) {
            String found = chief.get("/staff/campaigns/" + campaign + "/machines?state="
                            + state.getKey().token())
                    .asString();
            assertTrue(found.contains("<p>" + state.getValue() + " computers.</p>"), state + " is not what is listed");
        }
        String page = chief.get("/staff/campaigns/" + campaign).asString();
        assertTrue(page.contains("verdict-works\">" + expected.get(FleetState.PASSED) + "<"), page);
        assertEquals(
                1 + MANY * STACKS.size(),
                chief.get("/staff/campaigns/" + campaign + "/machines.csv")
                        .asString()
                        .lines()
                        .count());
    }
}
