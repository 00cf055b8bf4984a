package tlsready.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;

/** Finds the row of a Windows by the name that Windows or a person gives it, in any language. */
final class WindowsNames {
    /** {@code Windows 10}, {@code Windows(R) 7}, {@code Windows Server® 2008 R2}, {@code Windows Vista™}. */
    static final String NAME = "Windows(?:®|™|\\(R\\)|\\(TM\\))?\\s+(Server(?:®|\\(R\\))?\\s+)?"
            + "(2025|2022|2019|2016|2012(?: R2)?|2008(?: R2)?|2003(?: R2)?|11|10|8\\.1|8|7|Vista|XP)(?![\\d.])";

    private static final Pattern IN_TEXT = Pattern.compile("(?i)" + NAME);
    /** The name of a release of Windows 10 and 11: {@code 1809}, {@code 22H2}. */
    private static final Pattern RELEASE = Pattern.compile("(?i)(?<![\\d.])(1[5-9]\\d\\d|2004|2[0-9]H[12])(?!\\d)");

    private final Knowledge knowledge;

    WindowsNames(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The row that this text names first. */
    Optional<WindowsRelease> in(String text) {
        Matcher name = IN_TEXT.matcher(text);
        if (!name.find()) {
            return Optional.empty();
        }
        String version =
                name.group(2).toLowerCase(Locale.ROOT).replace('.', '-').replace(' ', '-');
        String family = (name.group(1) != null || version.startsWith("20") ? "server-" : "windows-") + version;
        Matcher release = RELEASE.matcher(text);
        Optional<WindowsRelease> exact = release.find(name.end())
                ? row(family + "-" + release.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
        return exact.or(() -> row(family));
    }

    private Optional<WindowsRelease> row(String id) {
        return knowledge.windows().stream().filter(w -> w.id().equals(id)).findFirst();
    }
}
