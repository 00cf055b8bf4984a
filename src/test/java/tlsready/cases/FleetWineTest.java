package tlsready.cases;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tlsready.bundle.BundleFile;
import tlsready.check.CheckServer;
import tlsready.wine.Tls12Server;
import tlsready.wine.Wine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The scripts of a package on Wine, against this portal: cmd and Windows Script Host look, test WinHTTP, sign and report.
 * There is no .NET Framework, so Report.ps1 does not run.
 */
@QuarkusTest
class FleetWineTest {
    @Inject
    CampaignServer campaigns;

    @Inject
    CheckServer check;

    @Inject
    Clock clock;

    @TestHTTPResource
    URL portal;

    private final Wine wine = Wine.fresh();
    private final Path folder = wine.folder("My campaign (1)");
    private long campaign;
    private CampaignGroupEntity group;

    @BeforeEach
    void aPackage() throws IOException {
        campaign = campaigns.open(
                "Wine", "arcgis-online", clock.instant().plus(Duration.ofDays(1)), List.of("All"), "test");
        group = campaigns.groups(campaign).get(0);
        var pack = new FleetPackage(
                "Wine",
                group.name,
                group.label,
                campaigns.find(campaign).orElseThrow().salt,
                group.secret,
                portal.toString().replaceAll("/$", "") + "/api/v1/campaigns/" + group.label + "/reports",
                "https://localhost:" + check.port("tls12").orElseThrow() + "/r/{label}/v1/verdict");
        for (BundleFile file : pack.bundle().files()) {
            Files.write(folder.resolve(file.name()), file.bytes());
        }
    }

    @Test
    void its_hashes_are_those_of_everybody_else() {
        wine.cscript(folder.resolve("Report.js"), "/selftest")
                .exits(0)
                .says(Sha256.hex("abc"))
                .says(Hmac.hex(group.secret, "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_dry_run_shows_what_would_be_sent_and_sends_nothing() {
        wine.cmd(folder, "Report.cmd /dry")
                .exits(0)
                .says("group: " + group.label)
                .says("Nothing was sent");
        assertTrue(campaigns.machines(campaign).isEmpty());
    }

    @Test
    void it_reports_signed_and_what_the_check_saw_stands_beside_it() throws Exception {
        wine.imports(Tls12Server.trust(check.authority().orElseThrow().toArray()));
        Wine.Run run = wine.cmd(folder, "Report.cmd").exits(0).says("Answer: counted");
        FleetTest.until(
                () -> campaigns.machines(campaign).stream()
                        .flatMap(machine -> machine.stacks().stream())
                        .anyMatch(standing -> standing.seen() && standing.state() == FleetState.PASSED),
                run.output());
        assertEquals(1, campaigns.machines(campaign).size());
        FleetMachine machine = campaigns.machines(campaign).get(0);
        assertTrue(machine.signed());
        assertFalse(machine.evidence().orElse("").isEmpty(), "what Look.cmd saw came with it");
        assertTrue(machine.stacks().stream()
                .anyMatch(standing -> standing.now().stack().equals("winhttp-x64")));
    }
}
