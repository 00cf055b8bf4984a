package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Source;
import tlsready.registry.RegistryView;

/**
 * Writes {@code settings.csv} (RFC 4180, UTF-8 with the mark that Excel looks for): what must be in the registry after
 * the fix, a line for each value, with the reason and who says so.
 */
final class SettingsCsv {
    private static final List<String> COLUMNS =
            List.of("group", "hive", "key", "value", "type", "data", "view", "why", "sources", "mark");

    private SettingsCsv() {}

    static byte[] write(Settings settings, Knowledge knowledge) {
        var text = new StringBuilder("\uFEFF").append(row(COLUMNS));
        settings.lines().forEach(line -> text.append(row(cells(line, knowledge))));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(Settings.Line line, Knowledge knowledge) {
        var key = line.name().key();
        return List.of(
                line.group().id(),
                key.hive().name(),
                key.path(),
                line.name().name(),
                line.value().typeName(),
                line.data(),
                view(line),
                line.known().why(),
                line.known().sources().stream()
                        .map(knowledge::source)
                        .map(Source::url)
                        .filter(url -> !url.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                line.known().mark().label());
    }

    /** Which programs see this copy: {@code shared} where Windows keeps one for all. */
    private static String view(Settings.Line line) {
        if (line.view() == RegistryView.WOW6432NODE) {
            return "Wow6432Node";
        }
        return line.name().key().isRedirected() ? "native" : "shared";
    }

    private static String row(List<String> cells) {
        return cells.stream().map(SettingsCsv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
