package tlsready.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;

/** The list that {@code Get-STDotNetVersion} (DotNetVersionLister) prints for a computer. */
final class DotNetListPiece implements PieceReader {
    private static final Pattern ROW = Pattern.compile(
            "^\\s*+(>=4\\.x|v4\\\\Client|v4\\\\Full|v3\\.5|v3\\.0|v2\\.0\\.50727|v1\\.1\\.4322)\\s*+: (.{0,60})");
    private static final Pattern VERSION = Pattern.compile("(4(?:\\.\\d){1,2})(| or later)");
    /** From here on versions do not differ in anything that matters for TLS, so "or later" changes nothing. */
    private static final String SETTLED = "4-7";

    private final Knowledge knowledge;

    DotNetListPiece(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public String name() {
        return "Get-STDotNetVersion";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            if (paste.line(i).text().contains(">=4.x")) {
                return true;
            }
        }
        return false;
    }

    /** What a list says of .NET 4, put together from three of its rows. */
    private static final class Four {
        private Line newer;
        private String version = "";
        private Line full;
        private boolean fullThere;
        private Line client;
        private boolean clientThere;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        var four = new Four();
        for (int i = 0; i < paste.size(); i++) {
            Matcher row =
                    notes.isUnderstood(i) ? null : ROW.matcher(paste.line(i).text());
            if (row == null || !row.matches()) {
                continue;
            }
            Line line = paste.line(i);
            notes.understand(line);
            String says = row.group(2).strip().toLowerCase(Locale.ROOT);
            boolean there = says.equals("installed");
            switch (row.group(1)) {
                case ">=4.x" -> {
                    four = new Four();
                    four.newer = line;
                    four.version = says;
                }
                case "v4\\Client" -> {
                    four.client = line;
                    four.clientThere = there;
                }
                case "v4\\Full" -> {
                    four.full = line;
                    four.fullThere = there;
                    four(four, notes);
                    four = new Four(); // what follows is about another computer
                }
                case "v3.5" -> {
                    if (there || says.startsWith("not installed")) {
                        notes.add(new Claim.DotNetThreeFive(there), line);
                    }
                }
                default -> {} // older ones have no say
            }
        }
    }

    private void four(Four four, Notebook notes) {
        if (four.newer == null) {
            return;
        }
        Matcher version = VERSION.matcher(four.version);
        if (version.matches()) {
            version(version.group(1), !version.group(2).isEmpty(), four.newer, notes);
        } else if (four.fullThere && four.version.contains("release")) {
            DotNetRelease plain = knowledge.dotnet("4-0");
            notes.add(new Claim.DotNetFourIs(plain.id(), plain.name()), four.full, four.newer);
        } else if (!four.fullThere && four.client != null && !four.clientThere) {
            notes.add(new Claim.NoDotNetFour(), four.newer, four.client, four.full);
        }
    }

    private void version(String written, boolean orLater, Line line, Notebook notes) {
        String id = written.replace('.', '-');
        Optional<DotNetRelease> release =
                knowledge.dotnet().stream().filter(d -> d.id().equals(id)).findFirst();
        boolean settled = release.map(DotNetRelease::floor)
                .map(floor -> floor >= knowledge.dotnet(SETTLED).floor())
                .orElse(false);
        if (release.isEmpty() || orLater && !settled) {
            notes.remark(
                    line,
                    "“" + written + (orLater ? " or later" : "")
                            + "” does not say which version it is. Give us the Release number: "
                            + "reg query \"HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full\" /v Release");
        } else {
            notes.add(new Claim.DotNetFourIs(id, release.get().name()), line);
        }
    }
}
