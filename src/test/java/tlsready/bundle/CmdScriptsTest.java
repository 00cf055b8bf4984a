package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.GoldenMachines;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.registry.RegistryView;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every command script of ours must be like, and what the writers of them refuse. */
class CmdScriptsTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();

    /** Built into cmd since Windows XP; everything else a script runs is reg.exe. */
    private static final Set<String> BUILT_IN = Set.of(
            "@echo",
            "rem",
            "setlocal",
            "endlocal",
            "set",
            "if",
            "for",
            "goto",
            "call",
            "echo",
            "echo.",
            "exit",
            "pause",
            "md",
            "rd",
            "ren",
            "del",
            "type",
            "shift",
            "ver",
            "%reg%");

    private static final Pattern LABEL = Pattern.compile(":([a-z]+)");
    private static final Pattern JUMP = Pattern.compile("(?:call :|goto )([a-z]+)");

    record Script(String name, byte[] bytes) {
        List<String> lines() {
            return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Script> scripts() {
        return Stream.of(
                        Bundles.of(GoldenMachines.ANALYST.query()),
                        Bundles.of(GoldenMachines.CLERK.query().replace("admin=no", "admin=yes")),
                        Bundles.of(Bundles.EVERYTHING))
                .flatMap(bundle -> bundle.files().stream()
                        .filter(file -> file.name().endsWith(".cmd"))
                        .map(file -> new Script(bundle.name() + " " + file.name(), file.bytes())));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void it_is_printable_ascii_with_windows_line_ends(Script script) {
        String text = new String(script.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(text.endsWith("\r\n"));
        assertEquals(
                text.chars().filter(c -> c == '\n').count(),
                Pattern.compile("\r\n").matcher(text).results().count());
        assertTrue(text.replace("\r\n", "").chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void it_runs_nothing_but_what_is_built_in_and_reg(Script script) {
        for (String line : script.lines()) {
            for (String command : commands(line)) {
                assertTrue(BUILT_IN.contains(command), () -> command + " in: " + line);
            }
        }
    }

    /** The first words of what a line runs: itself, behind conditions, redirections and loops, and inside of loops. */
    private static Set<String> commands(String line) {
        var commands = new HashSet<String>();
        String rest = line;
        if (rest.isBlank() || rest.startsWith(":")) {
            return commands;
        }
        var inner = Pattern.compile("in \\('([^ ]+)").matcher(rest);
        while (inner.find()) {
            commands.add(inner.group(1).toLowerCase(Locale.ROOT));
        }
        if (rest.contains(") do ")) {
            commands.add("for");
            rest = rest.substring(rest.indexOf(") do ") + 5);
            commands.addAll(commands(rest));
            return commands;
        }
        rest = rest.replaceFirst("^>>?\"[^\"]*\" ", "");
        var condition = Pattern.compile(
                        "^if (?:/i )?(?:not )?(?:exist \"[^\"]*\"|defined \\S+|errorlevel \\d+|\"[^\"]*\"==\"[^\"]*\"|\\S+ gtr \\S+) (.*)")
                .matcher(rest);
        if (condition.matches()) {
            commands.addAll(commands(condition.group(1)));
            return commands;
        }
        int and = rest.startsWith("endlocal & ") ? "endlocal & ".length() : 0;
        if (and > 0) {
            commands.addAll(commands(rest.substring(and)));
        }
        commands.add(rest.split("[ ,]")[0].toLowerCase(Locale.ROOT));
        return commands;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void it_keeps_to_what_wine_and_windows_read_alike(Script script) {
        for (String line : script.lines()) {
            assertFalse(line.contains("&&") || line.contains("||"), line);
            assertFalse(line.endsWith("(") || line.equals(")"), "no blocks: " + line);
            assertFalse(line.contains("echo("), line);
            // reg.exe is the one of the machine's own bitness, never a name on the path.
            assertFalse(
                    !line.startsWith("rem ")
                            && line.matches("(?i).*\\breg(\\.exe)? (add|query|delete|copy|import|export)\\b.*"),
                    line);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_jump_has_a_label_and_every_label_a_jump(Script script) {
        Set<String> labels = script.lines().stream()
                .map(LABEL::matcher)
                .filter(label -> label.matches())
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
        Set<String> jumps = script.lines().stream()
                .flatMap(line -> JUMP.matcher(line).results())
                .map(jump -> jump.group(1))
                .collect(Collectors.toSet());
        assertEquals(labels, jumps);
        assertEquals(
                labels.size(),
                script.lines().stream().filter(LABEL.asMatchPredicate()).count());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_variable_that_is_read_is_set_before_or_belongs_to_windows(Script script) {
        var windows = Set.of(
                "SystemRoot",
                "COMPUTERNAME",
                "PROCESSOR_ARCHITECTURE",
                "PROCESSOR_ARCHITEW6432",
                "USERPROFILE",
                "TEMP",
                "errorlevel");
        String text = String.join("\n", script.lines());
        Set<String> set = Pattern.compile("set (?:/a )?\"?([A-Za-z]+)(?:\\d+|%~\\d)?\\+?=|set /a ([a-z]+)\\+=")
                .matcher(text)
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .collect(Collectors.toSet());
        Pattern.compile("%([A-Za-z][A-Za-z0-9_]*)[:%]|!([a-z]+)!|defined ([A-Za-z0-9_]+)")
                .matcher(text)
                .results()
                .map(found -> Stream.of(found.group(1), found.group(2), found.group(3))
                        .filter(name -> name != null)
                        .findFirst()
                        .orElseThrow())
                .forEach(name -> assertTrue(set.contains(name) || windows.contains(name), name));
    }

    @Test
    void fix_and_undo_number_the_same_things_alike_and_write_every_value() {
        Bundle bundle = Bundles.of(Bundles.EVERYTHING);
        String fix = Bundles.file(bundle, "Fix.cmd").text();
        String undo = Bundles.file(bundle, "Undo.cmd").text();
        var saved = Pattern.compile("call :value \"(\\d+)\" \"(\\d+)\" \"([^\"]+)\" \"([^\"]+)\"");
        var checked = Pattern.compile("call :check \"value(\\d+)\" \"([^\"]+)\" \"([^\"]+)\"");
        Set<String> inFix = saved.matcher(fix)
                .results()
                .map(m -> m.group(1) + m.group(3) + m.group(4))
                .collect(Collectors.toSet());
        Set<String> inUndo = checked.matcher(undo)
                .results()
                .map(m -> m.group(1) + m.group(2) + m.group(3))
                .collect(Collectors.toSet());
        assertEquals(12, inFix.size());
        assertEquals(inFix, inUndo);

        Settings settings = Settings.of(GoldenMachines.order(Bundles.EVERYTHING).plan(), KNOWLEDGE);
        for (Settings.Line line : settings.lines()) {
            String call = "\"%s\" \"%s\" \"%s\""
                    .formatted(line.name().key(), line.name().name(), line.data());
            String label = line.view() == RegistryView.NATIVE ? "set" : "wow";
            assertTrue(fix.contains("call :" + label + " " + call + "\n"), call);
        }
    }

    @Test
    void saved_states_of_different_bundles_are_told_apart() {
        Settings settings = Settings.of(GoldenMachines.order(Bundles.EVERYTHING).plan(), KNOWLEDGE);
        String one = Worksheet.of(settings, Optional.of(Bitness.X64)).id();
        assertEquals(one, Worksheet.of(settings, Optional.of(Bitness.X64)).id());
        assertNotEquals(one, Worksheet.of(settings, Optional.of(Bitness.X86)).id());
        assertNotEquals(
                one,
                Worksheet.of(
                                new Settings(settings.lines()
                                        .subList(1, settings.lines().size())),
                                Optional.of(Bitness.X64))
                        .id());
    }

    @Test
    void text_for_people_is_printed_and_never_acted_upon() {
        assertEquals("50%% ^& ^<a^> ^| ^^ ^(b^) 'c'", CmdScript.escape("50% & <a> | ^ (b) \"c\""));
        assertEquals("Gro?e cafe - 'a' ... -> b", CmdScript.ascii("Große café – ‘a’ … → b"));
        assertThrows(IllegalArgumentException.class, () -> new CmdScript().line("ä"));
        assertThrows(IllegalArgumentException.class, () -> new CmdScript().line("a\tb"));
    }

    @Test
    void an_argument_that_would_need_escaping_is_refused() {
        assertEquals("\"SOFTWARE\\A b.c-1\"", CmdScript.quoted("SOFTWARE\\A b.c-1"));
        for (String bad : List.of("", "a\"b", "a%b", "a!b", "a&b", "a^b", "(a)", "a\\", "ä")) {
            assertThrows(IllegalArgumentException.class, () -> CmdScript.quoted(bad), bad);
        }
    }
}
