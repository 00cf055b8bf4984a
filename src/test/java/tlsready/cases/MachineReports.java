package tlsready.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

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
