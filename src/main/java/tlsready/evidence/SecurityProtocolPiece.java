package tlsready.evidence;

import java.util.EnumSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.tls.TlsVersion;

/** What {@code [Net.ServicePointManager]::SecurityProtocol} prints, by itself or in HealthChecker's report. */
final class SecurityProtocolPiece implements PieceReader {
    private static final Map<String, TlsVersion> NAMES = Map.of(
            "Ssl3", TlsVersion.SSL_3_0,
            "Tls", TlsVersion.TLS_1_0,
            "Tls11", TlsVersion.TLS_1_1,
            "Tls12", TlsVersion.TLS_1_2,
            "Tls13", TlsVersion.TLS_1_3);
    private static final String DEFAULT = "SystemDefault";
    private static final Pattern LIST = Pattern.compile(
            "(?:SecurityProtocol\\s*+:\\s*+)?(SystemDefault|(?:Ssl3|Tls1[123]|Tls)(?:\\s*+,\\s*+(?:Ssl3|Tls1[123]|Tls)){0,4}+)");

    @Override
    public String name() {
        return "SecurityProtocol";
    }

    @Override
    public boolean recognises(Paste paste) {
        return true; // a single line
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        for (int i = 0; i < paste.size(); i++) {
            if (notes.isUnderstood(i)) {
                continue;
            }
            Line line = paste.line(i);
            Matcher list = LIST.matcher(line.text().strip());
            if (list.matches()) {
                notes.add(new Claim.SecurityProtocolIs(versions(list.group(1))), line);
            }
        }
    }

    private static EnumSet<TlsVersion> versions(String list) {
        var versions = EnumSet.noneOf(TlsVersion.class);
        if (!list.equals(DEFAULT)) {
            for (String name : list.split(",")) {
                versions.add(NAMES.get(name.strip()));
            }
        }
        return versions;
    }
}
