package tlsready.evidence;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Update;

/**
 * What Windows says of itself: {@code ver}, winver, {@code systeminfo}, {@code [Environment]::OSVersion}, WMI listings, in
 * any language. Recognised by the shape of the numbers, not by the words around them.
 */
final class WindowsPiece implements PieceReader {
    private static final String KERNEL = "(?:5\\.[12]|6\\.[0-3]|10\\.0)";
    /** {@code Microsoft Windows [Version 10.0.19045.3803]}; only the word before the number is translated. */
    private static final Pattern VER =
            Pattern.compile("(?:windows:\\s*+)?Microsoft Windows[^\\[\\]]{0,20}\\[[^\\[\\]\\d]{0,20}" + KERNEL
                    + "\\.([1-9]\\d{3,4})[\\d.]*+\\]");

    /** The same as Wine and some tools print it. */
    private static final Pattern BARE_VER =
            Pattern.compile("^Microsoft Windows " + KERNEL + "\\.([1-9]\\d{3,4})(?:\\.\\d{1,6})?");

    private static final Pattern OS_VERSION =
            Pattern.compile("Microsoft Windows NT " + KERNEL + "\\.([1-9]\\d{3,4})(?:\\.|\\s|$)");
    /** {@code Version 22H2 (OS Build 19045.3803)}. */
    private static final Pattern WINVER = Pattern.compile(
            "(?<![\\d.])(?:1[5-9]\\d\\d|2004|2[0-9]H[12])\\s{0,3}[(（][^()（）\\d]{0,40}([1-9]\\d{4})\\.\\d{1,5}[)）]");
    /** {@code Version 6.1 (Build 7601: Service Pack 1)}. */
    private static final Pattern OLD_WINVER = Pattern.compile(
            "(?<![\\d.])" + KERNEL + "\\s{0,3}\\([^()\\d]{0,20}([1-9]\\d{3,4})(?:\\s?:[^()]{0,40})?\\)");
    /** {@code OS Version: 10.0.19045 N/A Build 19045}: the build stands twice. */
    private static final Pattern SYSTEMINFO = Pattern.compile("[^:]{1,60}:\\s++" + KERNEL
            + "\\.([1-9]\\d{3,4})\\s[^\\d]{0,40}(?:\\d\\s[^\\d]{0,40})?([1-9]\\d{3,4})\\s*+");
    /** {@code OS Name: Microsoft Windows 10 Pro}, {@code Caption : Microsoft Windows 11 Home}, and alone. */
    private static final Pattern NAME = Pattern.compile("(?:[^:]{1,60}:\\s*+)?Microsoft(?:®|\\(R\\))?\\s+"
            + WindowsNames.NAME + ",?(?:\\s+[^\\s:]{1,30}){0,6}+\\s*+");
    /** {@code System Type: x64-based PC}: a label, and a value with no other number in it. */
    private static final Pattern TYPE =
            Pattern.compile("[^:]{1,60}:\\s*+([^:\\d]{0,40}?)\\b([xX](?:64|86))\\b([^:\\d]{0,30})");

    private static final Pattern OS_ARCHITECTURE =
            Pattern.compile("(?i)(?:OSArchitecture\\s*+[:=]?\\s*+)?(32|64)[ -]?bits?\\s*+");
    private static final Pattern PROCESSOR =
            Pattern.compile("(?i)PROCESSOR_ARCHITE(?:CTURE|W6432)\\s*+=\\s*+(AMD64)\\s*+");
    private static final Pattern BUILD_NUMBER =
            Pattern.compile("(?i)(?:OS)?BuildNumber\\s*+[:=]\\s*+([1-9]\\d{3,4})\\s*+");
    /** {@code [01]: KB5031988} of systeminfo. */
    private static final Pattern HOTFIX = Pattern.compile("^\\s*+(?:\\[\\d{1,3}\\]\\s?|update):\\s*+(KB\\d{6,8})\\s*+");
    /** A row of Get-HotFix or of {@code wmic qfe} below their heading. */
    private static final Pattern HOTFIX_ROW = Pattern.compile(".{0,200}?\\s(KB\\d{6,8})\\s.{0,200}");

    /** Programs without a manifest for newer Windows are told these builds. */
    private static final Set<Integer> DISGUISES = Set.of(9200, 9600);

    private final Knowledge knowledge;
    private final WindowsNames names;

    WindowsPiece(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.names = new WindowsNames(knowledge);
    }

    @Override
    public String name() {
        return "Windows version";
    }

    @Override
    public boolean recognises(Paste paste) {
        return true; // its pieces are single lines
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        boolean hotfixes = false;
        for (int i = 0; i < paste.size(); i++) {
            Line line = paste.line(i);
            if (notes.isUnderstood(i) || line.isBlank()) {
                continue;
            }
            String text = line.text().strip();
            hotfixes |= text.contains("HotFixID");
            build(line, text, notes);
            name(line, text, notes);
            bitness(line, text, notes);
            update(line, text, hotfixes, notes);
        }
    }

    private void build(Line line, String text, Notebook notes) {
        Matcher told = OS_VERSION.matcher(text);
        if (told.find()) {
            int build = Integer.parseInt(told.group(1));
            notes.understand(line);
            if (DISGUISES.contains(build)) {
                notes.remark(
                        line,
                        "Windows tells some programs that it is older than it is, and this number is one it tells them. "
                                + "Give us what ver prints in a cmd window.");
            } else {
                build(build, line, notes);
            }
            return;
        }
        for (Pattern pattern : new Pattern[] {VER, BARE_VER, WINVER, OLD_WINVER}) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                build(Integer.parseInt(found.group(1)), line, notes);
                return;
            }
        }
        Matcher twice = SYSTEMINFO.matcher(text);
        if (twice.matches() && twice.group(1).equals(twice.group(2))) {
            build(Integer.parseInt(twice.group(1)), line, notes);
        }
        Matcher number = BUILD_NUMBER.matcher(text);
        if (number.matches()) {
            build(Integer.parseInt(number.group(1)), line, notes);
        }
    }

    private void build(int build, Line line, Notebook notes) {
        notes.add(new Claim.BuildIs(build), line);
        if (knowledge.windows().stream().noneMatch(w -> w.builds().contains(build))) {
            notes.remark(
                    line, "We do not know the Windows build " + build + "; we cannot say what it does by default.");
        }
    }

    private void name(Line line, String text, Notebook notes) {
        if (text.length() < 200 && NAME.matcher(text).matches()) {
            names.in(text).ifPresent(row -> notes.add(new Claim.WindowsIs(row.id(), row.name()), line));
        }
    }

    private void bitness(Line line, String text, Notebook notes) {
        Matcher architecture = OS_ARCHITECTURE.matcher(text);
        if (architecture.matches()) {
            bitness(architecture.group(1).equals("64"), line, notes);
        } else if (PROCESSOR.matcher(text).matches()) {
            bitness(true, line, notes);
        }
        Matcher type = TYPE.matcher(text);
        if (text.length() < 120 && type.matches() && isComputer(type.group(1) + " " + type.group(3))) {
            bitness(type.group(2).endsWith("64"), line, notes);
        }
    }

    /** "x64-based PC", "PC à base de x64", "Equipo basado en x64", "компьютер на базе x64", and no sentence. */
    private static boolean isComputer(String around) {
        return around.length() < 50
                && (around.contains("PC") || around.contains("Equipo") || around.contains("омпьютер"));
    }

    private static void bitness(boolean wide, Line line, Notebook notes) {
        notes.add(new Claim.BitnessIs(wide ? Bitness.X64 : Bitness.X86), line);
    }

    private void update(Line line, String text, boolean inList, Notebook notes) {
        Matcher hotfix = HOTFIX.matcher(text);
        Matcher row = HOTFIX_ROW.matcher(text);
        String kb = hotfix.matches() ? hotfix.group(1) : inList && row.matches() ? row.group(1) : "";
        if (kb.isEmpty()) {
            return;
        }
        notes.understand(line);
        for (Update update : knowledge.updates()) {
            if (update.kb().equals(kb)) {
                notes.add(new Claim.UpdateIsThere(update.id(), update.name()), line);
            }
        }
    }
}
