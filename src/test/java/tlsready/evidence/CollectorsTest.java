package tlsready.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Update;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Holds the two collectors to reading the same places, and all of them that we know what to do with. */
class CollectorsTest {
    private static final String CMD = file("Look.cmd");
    private static final String POWERSHELL = file("Look.ps1");
    private static final String SOFTWARE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\";
    private static final String WOW = SOFTWARE + "Wow6432Node\\";

    private static final Pattern CMD_ROW = Pattern.compile("call :key \"([^\"]+)\" \"([^\"]+)\"(?: \"([^\"]+)\")?");
    private static final Pattern POWERSHELL_ROW = Pattern.compile("    '([^'|]+)\\|([^'|]*)',?");

    private static String file(String name) {
        try (InputStream in = CollectorsTest.class.getResourceAsStream("/bundle/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys a collector reads, with the values it names in each. */
    private static final class Reads extends TreeMap<RegistryKey, Set<String>> {
        private static final long serialVersionUID = 1;

        void add(String key, String names) {
            var values = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (String name : Optional.ofNullable(names).orElse("").split(" ")) {
                if (!name.isEmpty()) {
                    values.add(name);
                }
            }
            assertTrue(put(RegistryKey.parse(key).orElseThrow(), values) == null, () -> "read twice: " + key);
        }
    }

    private static Reads cmd() {
        var reads = new Reads();
        for (MatchResult row : CMD_ROW.matcher(CMD).results().toList()) {
            String parent = row.group(1);
            if (parent.startsWith("%~1\\")) {
                reads.add(SOFTWARE + parent.substring(4) + "\\" + row.group(2), row.group(3));
                reads.add(WOW + parent.substring(4) + "\\" + row.group(2), row.group(3));
            } else if (!parent.contains("%")) {
                reads.add(parent + "\\" + row.group(2), row.group(3));
            }
        }
        return reads;
    }

    private static Reads powershell() {
        var reads = new Reads();
        boolean twice = false;
        for (String line : POWERSHELL.lines().toList()) {
            if (line.startsWith("$")) {
                twice = line.equals("$software = @(");
            }
            var row = POWERSHELL_ROW.matcher(line);
            if (row.matches()) {
                reads.add((twice ? SOFTWARE : "") + row.group(1), row.group(2));
                if (twice) {
                    reads.add(WOW + row.group(1), row.group(2));
                }
            }
        }
        return reads;
    }

    @Test
    void both_read_the_same_keys_and_values() {
        assertEquals(cmd().toString(), powershell().toString());
        assertTrue(cmd().size() > 50, cmd()::toString);
    }

    @Test
    void no_place_that_matters_is_forgotten() {
        Reads reads = cmd();
        for (RegistryKey key : Machines.PLACES.keys()) {
            assertTrue(reads.containsKey(key), key::toString);
        }
        for (ValueName value : Machines.VALUES) {
            assertTrue(reads.get(value.key()).contains(value.name()), value::toString);
        }
        for (ValueName value : Machines.PLACES.expectedIn(RegistryKey.machine("SOFTWARE"), true)) {
            assertTrue(reads.get(value.key()).contains(value.name()), value::toString);
        }
        for (RegistryKey key : Machines.PLACES.expectedBelow(RegistryKey.machine("SOFTWARE"))) {
            assertTrue(reads.containsKey(key), key::toString);
        }
    }

    @Test
    void every_protocol_is_read_for_clients_and_servers_and_windows_says_what_it_is() {
        Reads reads = cmd();
        for (String protocol : List.of("SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3")) {
            for (String side : List.of("Client", "Server")) {
                RegistryKey key = RegistryKey.machine(
                        "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\" + protocol + "\\"
                                + side);
                assertEquals(Set.of("Enabled", "DisabledByDefault"), Set.copyOf(reads.get(key)));
            }
        }
        RegistryKey windows = RegistryKey.machine("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion");
        for (String name : reads.get(windows)) {
            assertFalse(name.toLowerCase(Locale.ROOT).contains("registered"), "nothing personal: " + name);
        }
        assertTrue(reads.get(windows).containsAll(List.of("CurrentBuildNumber", "EditionID", "UBR")));
        RegistryKey full = RegistryKey.machine("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full");
        assertEquals(Set.of("Install", "Release", "Version"), Set.copyOf(reads.get(full.in(RegistryView.WOW6432NODE))));
    }

    @Test
    void look_cmd_asks_only_for_keys_whose_parents_are_known() {
        // Absence is told from the key above: each is asked for before, or is always there.
        var always = Set.of(
                "HKEY_LOCAL_MACHINE\\SOFTWARE",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT",
                "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control",
                "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa",
                "HKEY_CURRENT_USER\\Software",
                "%~1\\Microsoft");
        var asked = new ArrayList<>(always);
        Pattern row = Pattern.compile("call :(?:key|way) \"([^\"]+)\" \"([^\"%]+)\".*");
        List<String> lines = CMD.lines().toList();
        int software = lines.indexOf(":software");
        var order = new ArrayList<>(lines.subList(software, lines.size()));
        order.addAll(lines.subList(0, software));
        for (String line : order) {
            var found = row.matcher(line);
            if (found.matches()) {
                assertTrue(asked.contains(found.group(1)), line);
                asked.add(found.group(1) + "\\" + found.group(2));
            }
        }
    }

    @Test
    void the_updates_looked_for_are_those_we_know() {
        String known = EvidenceReaderTest.KNOWLEDGE.updates().stream()
                .map(Update::kb)
                .filter(kb -> !kb.isEmpty())
                .map(kb -> "'" + kb + "'")
                .collect(Collectors.joining(", "));
        assertTrue(POWERSHELL.contains("$updates = @(" + known + ")"), known);
    }

    @Test
    void both_are_printable_ascii_and_change_nothing() {
        for (String file : List.of(CMD, POWERSHELL)) {
            assertTrue(file.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F));
        }
        for (String verb : List.of("add", "delete", "copy", "import", "export", "save", "restore", "load")) {
            assertFalse(CMD.contains("%reg% " + verb), verb);
        }
        var changing = Pattern.compile(
                "(?i)\\b(?:Set|New|Remove|Clear|Rename|Copy|Move)-(?!Object\\b)\\w+|SetValue|CreateSubKey|DeleteSubKey"
                        + "|DeleteValue|OpenSubKey\\([^)]*,|Invoke-|\\breg(?:\\.exe)? ");
        assertEquals(
                List.of(),
                POWERSHELL
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .filter(line -> changing.matcher(line).find())
                        .toList());
    }

    @Test
    void look_ps1_keeps_to_what_powershell_2_knows() {
        var later = Pattern.compile(
                "(?i)-in\\b|-notin\\b|-shl\\b|-shr\\b|\\[ordered\\]|\\[pscustomobject\\]|\\$PSItem\\b|\\$PSScriptRoot\\b"
                        + "|\\?\\?|\\?\\.|&&|\\|\\||::new\\(|\\.foreach\\(|\\.where\\(|-Raw\\b|Get-Cim|ConvertTo-Json|"
                        + "-LiteralPath:|OpenBaseKey|RegistryView|\\busing\\b|(?<!-)\\bclass \\w|\\benum \\w");
        assertEquals(
                List.of(),
                POWERSHELL
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .filter(line ->
                                later.matcher(line.replaceAll("'[^']*'", "''")).find())
                        .toList());
        String code = POWERSHELL.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        String bare = code.replaceAll("'(?:[^'\n]|'')*'", "");
        for (String pair : List.of("{}", "()", "[]")) {
            assertEquals(
                    bare.chars().filter(c -> c == pair.charAt(0)).count(),
                    bare.chars().filter(c -> c == pair.charAt(1)).count(),
                    pair);
        }
    }

    @Test
    void what_only_look_ps1_can_tell_is_read() {
        Evidence evidence = EvidenceReaderTest.READER.read(
                """
                TLS-READY-REPORT 1
                ; for people
                tool: Look.ps1 1
                computer: 0123456789ab, salt: TLS Ready
                Microsoft Windows [Version 10.0.19045.3803]
                architecture: ARM64
                process: x86
                elevated: no
                update: KB3140245
                config: supportedRuntime version="v4.0.30319"

                TLS-READY-REPORT END
                """);
        assertEquals(List.of(), evidence.remarks());
        assertTrue(evidence.findings().stream().anyMatch(finding -> finding.claim()
                .equals(new Claim.UpdateIsThere("kb3140245", "KB3140245 (WinHTTP)"))));
        assertTrue(evidence.findings().stream()
                .anyMatch(finding -> finding.claim().equals(new Claim.BitnessIs(Bitness.X64))));
    }

    private static List<String> ofConfig(String... lines) {
        String report = "TLS-READY-REPORT 1\n" + String.join("\n", lines) + "\n\nTLS-READY-REPORT END\n";
        Evidence evidence = EvidenceReaderTest.READER.read(report);
        var says = new ArrayList<String>();
        evidence.kept().claims().forEach(claim -> says.add(claim.says()));
        evidence.contradictions().forEach(contradiction -> says.add("in dispute: " + contradiction.about()));
        evidence.remarks().stream()
                .filter(remark -> remark.line() > 0)
                .forEach(remark -> says.add(remark.line() + ": " + remark.says()));
        return says;
    }

    @Test
    void what_arcmap_is_told_about_dotnet_is_kept_as_far_as_it_has_a_say_in_tls() {
        String strong = "Switch.System.Net.DontEnableSchUseStrongCrypto";
        String system = "Switch.System.Net.DontEnableSystemDefaultTlsVersions";
        String element = "config: AppContextSwitchOverrides value=";
        assertEquals(
                List.of(
                        "ArcMap.exe.config names the runtime v2.0.50727",
                        "ArcMap.exe.config names the runtime v4.0.30319",
                        "ArcMap.exe.config sets " + strong + " to false",
                        "ArcMap.exe.config sets " + system + " to true"),
                ofConfig(
                        "config: supportedRuntime version=\"v4.0\" sku=\".NETFramework,Version=v4.5\"",
                        "config: supportedRuntime version='v2.0.50727'",
                        "config: supportedRuntime version=\"v1.1.4322\"",
                        element + "\"Switch.A=false;" + strong + "=False;" + system + "= true \""));
        assertEquals(
                List.of("ArcMap.exe.config sets " + strong + " to true"),
                ofConfig(element + "'" + strong + "=false;" + strong + "=true;" + strong + "=1'"),
                "the last that counts wins");
        for (String odd : List.of(
                "\"" + strong + "\"",
                "\"" + strong + "=yes\"",
                "\"" + strong.toLowerCase(Locale.ROOT) + "=true\"",
                "\"=true;;\"",
                "\"\"")) {
            assertEquals(List.of(), ofConfig(element + odd), odd);
        }
        assertEquals(
                List.of("in dispute: " + strong + " in ArcMap.exe.config"),
                ofConfig(element + "\"" + strong + "=false\"", element + "\"" + strong + "=true\""));
        assertEquals(
                List.of("2: The switches of ArcMap.exe.config are cut here, so they do not count."),
                ofConfig(element + "\"" + strong + "=false; Switch.B=tr"));
        assertEquals(List.of(), ofConfig("config: ", "config: something else"));
    }
}
