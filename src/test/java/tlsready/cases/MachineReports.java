package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import io.restassured.RestAssured;

/** Reports for tests. */
public final class MachineReports {
    static final String LOOK =
            """
            TLS-READY-REPORT 1
            tool: Look.cmd 2
            Microsoft Windows [Version 6.1.7601]
            architecture: AMD64
            elevated: no

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
                SchUseStrongCrypto    REG_DWORD    0x1
                SystemDefaultTlsVersions    absent

            TLS-READY-REPORT END
            """;

    private MachineReports() {}

    /** Opens a campaign with computers that passed, that failed and that slid back; its number. */
    public static long campaign(CampaignServer campaigns, Instant now) {
        long campaign = campaigns.open(
                "Autumn", "arcgis-online", now.plus(Duration.ofDays(9)), List.of("Office", "Field"), "test");
        for (int i = 1; i <= 9; i++) {
            report(campaigns, campaign, i, now.minusSeconds(1200), i < 4 ? "failed legacy-only" : "passed tls-1.2");
        }
        report(campaigns, campaign, 8, now.minusSeconds(600), "failed tls-refused");
        return campaign;
    }

    private static void report(CampaignServer campaigns, long campaign, int machine, Instant time, String result) {
        CampaignGroupEntity group = campaigns.groups(campaign).get(machine % 2);
        byte[] body =
                of(group.label, machine(machine), time, "winhttp-x86 " + result).signed(group.secret);
        RestAssured.given()
                .contentType("text/plain")
                .body(body)
                .post("/api/v1/campaigns/" + group.label + "/reports")
                .then()
                .statusCode(200);
    }

    /** A pseudonym for each number. */
    static String machine(int number) {
        return String.format("%012x", number);
    }

    static MachineReport of(String group, String machine, Instant time, String... results) {
        return of(group, machine, time, "", results);
    }

    static MachineReport of(String group, String machine, Instant time, String look, String[] results) {
        List<StackResult> read =
                Arrays.stream(results).map(MachineReports::result).toList();
        return new MachineReport(group, machine, time.truncatedTo(ChronoUnit.SECONDS), read, look);
    }

    static StackResult result(String line) {
        String[] words = line.split(" ");
        return new StackResult(words[0], FleetVerdict.called(words[1]), words[2]);
    }
}
