package tlsready.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.Seeds;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegFile;
import tlsready.registry.RegReader;
import tlsready.registry.Registries;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RegLintTest {
    private static final Knowledge KNOWLEDGE = EvidenceReaderTest.KNOWLEDGE;
    static final RegLint LINT = new RegLint(KNOWLEDGE);

    private static final String V4 = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319";
    private static final String V4W = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319";
    private static final String V2 = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727";
    private static final String SCHANNEL =
            "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols";
    private static final String CLIENT = SCHANNEL + "\\TLS 1.2\\Client";
    private static final String WINHTTP =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\WinHttp";
    private static final String SUSC = "\"SchUseStrongCrypto\"=dword:00000001";
    private static final String SDTV = "\"SystemDefaultTlsVersions\"=dword:00000001";

    /**
     * A fault, its near miss, and the line that mends it.
     *
     * @param bad what has it; in {@code |} for line ends
     * @param fine what looks like it and has none of the kind
     * @param mended a line of the corrected file; empty where nothing is mended
     */
    private record Fault(LintKind kind, String bad, String fine, String mended) {
        @Override
        public String toString() {
            return kind.id() + ": " + bad;
        }
    }

    private static String v4(String value) {
        return RegFile.HEADER + "||[" + V4 + "]|" + value + "|";
    }

    private static String in(String key, String value) {
        return RegFile.HEADER + "||[" + key + "]|" + value + "|";
    }

    private static Fault value(LintKind kind, String bad, String fine, String mended) {
        return new Fault(kind, v4(bad), v4(fine), mended);
    }

    private static Fault key(LintKind kind, String bad, String fine, String mended) {
        return new Fault(kind, in(bad, SUSC), in(fine, SUSC), "[" + mended + "]");
    }

    static Stream<Fault> faults() {
        return Stream.of(
                // The file
                new Fault(LintKind.NO_HEADER, "[" + V4 + "]|" + SUSC + "|", v4(SUSC), RegFile.HEADER),
                new Fault(LintKind.WRONG_HEADER, v4(SUSC).replace("5.00", "5"), v4(SUSC), RegFile.HEADER),
                new Fault(LintKind.WRONG_HEADER, v4(SUSC).replace("Editor V", "editor v"), v4(SUSC), RegFile.HEADER),
                new Fault(
                        LintKind.WRONG_HEADER,
                        "regedit4||[" + V4 + "]|" + SUSC + "|",
                        "REGEDIT4||[" + V4 + "]|" + SUSC + "|",
                        RegFile.HEADER),
                new Fault(
                        LintKind.SILENT_HEADER,
                        v4(SUSC).replace(RegFile.HEADER, "REGEDIT5"),
                        v4(SUSC).replace(RegFile.HEADER, " REGEDIT4"),
                        RegFile.HEADER),
                new Fault(LintKind.BEFORE_HEADER, "|" + v4(SUSC), v4(SUSC), RegFile.HEADER),
                new Fault(
                        LintKind.BEFORE_HEADER,
                        "Save this as TLS.reg:|" + v4(SUSC),
                        v4("; " + RegFile.HEADER),
                        "; Save this as TLS.reg:"),
                new Fault(LintKind.SECOND_HEADER, v4(SUSC) + RegFile.HEADER + "|", v4(SUSC), "; " + RegFile.HEADER),
                new Fault(LintKind.NO_BLANK_LINE, v4(SUSC).replaceFirst("\\|\\|", "|"), v4(SUSC), ""),
                new Fault(LintKind.NO_LAST_LINE_END, v4(SUSC).replaceFirst("\\|$", ""), v4(SUSC), SUSC),
                new Fault(LintKind.NO_TLS_VALUE, in("HKEY_CURRENT_USER\\Software\\x", "\"a\"=\"b\""), v4(SUSC), ""),
                // Lines
                value(
                        LintKind.PASTED_CHARACTERS,
                        "\u201CSchUseStrongCrypto\u201D=dword:00000001",
                        "\"x\"=\"\u201Cquoted\u201D\"",
                        SUSC),
                value(LintKind.PASTED_CHARACTERS, "\u00A0" + SUSC, " " + SUSC, SUSC),
                key(LintKind.PASTED_CHARACTERS, V4 + "\u200B", V4, V4),
                value(LintKind.LOOSE_SPACES, "  \"SchUseStrongCrypto\" = dword:00000001", SUSC, SUSC),
                value(LintKind.QUOTES, "SchUseStrongCrypto=dword:00000001", SUSC, SUSC),
                value(LintKind.QUOTES, "\"SchUseStrongCrypto=dword:00000001", SUSC, SUSC),
                value(LintKind.QUOTES, "\"x\"=\"text", "\"x\"=\"text\"", "\"x\"=\"text\""),
                value(LintKind.EQUALS_SIGN, "\"SchUseStrongCrypto\":dword:00000001", SUSC, SUSC),
                value(LintKind.INLINE_REMARK, SUSC + " # why", SUSC + " ;why", SUSC + " ; why"),
                value(LintKind.INLINE_REMARK, SUSC + " // why", SUSC + ";why", SUSC + " ; why"),
                value(LintKind.INLINE_REMARK, SUSC + " enable it", "# enable it", SUSC + " ; enable it"),
                value(
                        LintKind.INLINE_REMARK,
                        "\"SchUseStrongCrypto\"=- #gone",
                        "\"SchUseStrongCrypto\"=- ;gone",
                        "\"SchUseStrongCrypto\"=- ; gone"),
                new Fault(
                        LintKind.REMARK_IN_KEY_LINE,
                        in(V4 + "] ; see [1", SUSC),
                        v4(SUSC).replace("]|", "] ; see 1|"),
                        "; see [1]"),
                value(LintKind.HEX_PREFIX, "\"SchUseStrongCrypto\"=dword:0x1", "\"SchUseStrongCrypto\"=dword:1", SUSC),
                value(
                        LintKind.DWORD_TOO_LONG,
                        "\"SchUseStrongCrypto\"=dword:000000001",
                        "\"SchUseStrongCrypto\"=dword:0000001",
                        SUSC),
                value(LintKind.DWORD_FORM, "\"SchUseStrongCrypto\"=DWORD:1", "\"SchUseStrongCrypto\"=dword:1", SUSC),
                value(LintKind.DWORD_FORM, "\"SchUseStrongCrypto\"=1", "\"x\"=dword:00000001", SUSC),
                value(LintKind.DWORD_FORM, "\"SchUseStrongCrypto\"=REG_DWORD 0x1", SUSC, SUSC),
                value(LintKind.CONTINUATION, SUSC + "\\", "\"x\"=hex:01,\\|  02", SUSC),
                value(LintKind.CONTINUATION, "\"x\"=hex:01,02,|  03,04", "\"x\"=hex:01,02,", "\"x\"=hex:01,02,03,04"),
                value(LintKind.CONTINUATION, "\"x\"=hex:01,02\\|  03,04", "\"x\"=hex:01,02", "\"x\"=hex:01,02,03,04"),
                value(
                        LintKind.SKIPPED,
                        "\"SchUseStrongCrypto\"=dword:hello",
                        SUSC,
                        "; \"SchUseStrongCrypto\"=dword:hello"),
                value(LintKind.SKIPPED, "\"x\"=dword:123 456", "\"x\"=dword:123 ;456", "; \"x\"=dword:123 456"),
                value(LintKind.SKIPPED, "Now restart Windows.", "; Now restart Windows.", "; Now restart Windows."),
                new Fault(LintKind.NO_KEY, RegFile.HEADER + "||" + SUSC + "|", v4(SUSC), "; " + SUSC),
                new Fault(
                        LintKind.AFTER_DELETION, in("-" + V4, SUSC), in("-" + V4, "[" + V4 + "]|" + SUSC), "; " + SUSC),
                // Keys
                new Fault(LintKind.BRACKET, v4(SUSC).replace("]", ""), v4(SUSC), "[" + V4 + "]"),
                new Fault(LintKind.BRACKET, v4(SUSC).replace("[", ""), v4(SUSC), "[" + V4 + "]"),
                key(LintKind.SPACE_IN_KEY, V4 + " ", WINHTTP, V4),
                key(LintKind.SPACE_IN_KEY, V4.replace("\\Mic", "\\ Mic"), V4, V4),
                key(LintKind.SLASHES, V4.replace('\\', '/'), V4, V4),
                key(LintKind.SLASHES, V4.replace("\\", "\\\\"), V4, V4),
                key(LintKind.COPIED_PATH, "Computer\\" + V4, V4, V4),
                key(LintKind.SHORT_ROOT, V4.replace("HKEY_LOCAL_MACHINE", "HKLM"), V4, V4),
                key(LintKind.SHORT_ROOT, V4.replace("HKEY_LOCAL_MACHINE", "HKLM:"), V4.replace("LOCAL", "local"), V4),
                key(LintKind.UNKNOWN_ROOT, V4.replace("MACHINE", "MASCHINE"), V4, V4),
                new Fault(LintKind.DELETE_WITH_SPACE, in("- " + V2, ""), in("-" + V2, ""), "; [- " + V2 + "]"),
                new Fault(
                        LintKind.NUMBERED_CONTROL_SET,
                        in(CLIENT.replace("Current", "").replace("Set\\", "Set001\\"), "\"Enabled\"=dword:1"),
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        "[" + CLIENT + "]"),
                key(LintKind.MISSPELT_KEY, V4.replace(".NET", "NET"), V4 + "\\SKUs", V4),
                key(LintKind.MISSPELT_KEY, V4.replace("Framework", "Framwork"), V4, V4),
                key(LintKind.MISSPELT_KEY, V4W.replace("6432", "64"), V4W.replace("Wow6432Node", "WowAA32Node"), V4W),
                new Fault(
                        LintKind.MISSPELT_KEY,
                        in(CLIENT.replace("TLS ", "TLS"), "\"Enabled\"=dword:1"),
                        in(CLIENT.replace("TLS", "DTLS"), "\"Enabled\"=dword:1"),
                        "[" + CLIENT + "]"),
                new Fault(
                        LintKind.WRONG_LEVEL,
                        in(SCHANNEL + "\\TLS 1.2", "\"Enabled\"=dword:1"),
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        "[" + CLIENT + "]"),
                new Fault(
                        LintKind.WRONG_LEVEL,
                        in(WINHTTP.replace("\\WinHttp", ""), "\"DefaultSecureProtocols\"=dword:a00")
                                .replace("Internet Settings", "Internet Settings\\WinHttp\\x"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:a00"),
                        "[" + WINHTTP + "]"),
                key(LintKind.WRONG_LEVEL, V4.replace("\\v4.0.30319", ""), V4, V4),
                key(LintKind.VERSION_KEY, V4.replace("4.0.30319", "4.8"), V4, V4),
                key(LintKind.VERSION_KEY, V4.replace("4.0.30319", "3.5"), V4, V2),
                key(LintKind.WRONG_HIVE, V4.replace("LOCAL_MACHINE", "CURRENT_USER"), V4, V4),
                new Fault(
                        LintKind.UNKNOWN_PROTOCOL,
                        in(CLIENT.replace("1.2", "1.5"), "\"Enabled\"=dword:1"),
                        in(CLIENT.replace("1.2", "1.3"), "\"Enabled\"=dword:1"),
                        ""),
                new Fault(LintKind.MISPLACED_VALUE, in(CLIENT, SUSC + "|\"Enabled\"=dword:1"), v4(SUSC), ""),
                new Fault(LintKind.DELETE_KEY, in("-" + V4, ""), v4("\"SchUseStrongCrypto\"=-"), ""),
                // Values
                value(
                        LintKind.MISSPELT_NAME,
                        "\"SchUseStrongCryto\"=dword:00000001",
                        "\"SchSendAuxRecord\"=dword:00000001",
                        SUSC),
                value(LintKind.MISSPELT_NAME, "\"SystemDefaultTlsVersion\"=dword:00000001", SDTV, SDTV),
                value(
                        LintKind.MISSPELT_NAME,
                        "\"SystemTlsVersions\"=dword:00000001",
                        SDTV.toLowerCase(java.util.Locale.ROOT),
                        SDTV),
                new Fault(
                        LintKind.MISSPELT_NAME,
                        in(CLIENT, "\"DisableByDefault\"=dword:0"),
                        in(CLIENT, "\"DisabledByDefault\"=dword:0"),
                        "\"DisabledByDefault\"=dword:0"),
                value(LintKind.WRONG_TYPE, "\"SchUseStrongCrypto\"=\"1\"", "\"x\"=\"1\"", SUSC),
                value(
                        LintKind.WRONG_TYPE,
                        "\"SchUseStrongCrypto\"=\"dword:00000001\"",
                        "\"SchUseStrongCrypto\"=hex(4):01,00,00,00",
                        SUSC),
                value(LintKind.WRONG_TYPE, "\"SchUseStrongCrypto\"=hex(b):01,00,00,00,00,00,00,00", SUSC, SUSC),
                new Fault(
                        LintKind.WRONG_TYPE_OF_SWITCH,
                        in(
                                V4.replace("v4.0.30319", "AppContext"),
                                "\"Switch.System.Net.DontEnableSchUseStrongCrypto\"=dword:0"),
                        in(
                                V4.replace("v4.0.30319", "AppContext"),
                                "\"Switch.System.Net.DontEnableSchUseStrongCrypto\"=\"false\""),
                        "\"Switch.System.Net.DontEnableSchUseStrongCrypto\"=\"false\""),
                new Fault(
                        LintKind.DECIMAL_MEANT,
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:00002560"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:00000a00"),
                        "\"DefaultSecureProtocols\"=dword:00000a00"),
                new Fault(
                        LintKind.DECIMAL_MEANT,
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:2720"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:2800"),
                        "\"DefaultSecureProtocols\"=dword:00000aa0"),
                new Fault(
                        LintKind.UNKNOWN_BITS,
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:f00"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:a00"),
                        ""),
                new Fault(
                        LintKind.NO_TLS12_BIT,
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:200"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:800"),
                        ""),
                new Fault(
                        LintKind.OLD_VERSIONS,
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:a80"),
                        in(WINHTTP, "\"DefaultSecureProtocols\"=dword:2800"),
                        ""),
                value(LintKind.SWITCHED_OFF, "\"SchUseStrongCrypto\"=dword:0", "\"SchUseStrongCrypto\"=-", ""),
                value(LintKind.NOT_ONE, "\"SchUseStrongCrypto\"=dword:ffffffff", SUSC, ""),
                new Fault(
                        LintKind.INVERTED_SWITCH,
                        in(
                                V4.replace("v4.0.30319", "AppContext"),
                                "\"Switch.System.Net.DontEnableSchUseStrongCrypto\"=\"true\""),
                        in(
                                V4.replace("v4.0.30319", "AppContext"),
                                "\"Switch.System.Net.DontEnableSchUseStrongCrypto\"=\"false\""),
                        ""),
                new Fault(
                        LintKind.TLS12_OFF,
                        in(CLIENT, "\"Enabled\"=dword:0"),
                        in(CLIENT, "\"DisabledByDefault\"=dword:0"),
                        ""),
                new Fault(
                        LintKind.PROTOCOL_OFF,
                        in(CLIENT.replace("1.2", "1.0"), "\"Enabled\"=dword:0"),
                        in(CLIENT.replace("1.2", "1.0"), "\"Enabled\"=dword:1"),
                        ""),
                new Fault(
                        LintKind.TLS13_ON,
                        in(CLIENT.replace("1.2", "1.3"), "\"Enabled\"=dword:1"),
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        ""),
                new Fault(
                        LintKind.SERVER_KEY,
                        in(CLIENT.replace("Client", "Server"), "\"Enabled\"=dword:1"),
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        ""),
                new Fault(
                        LintKind.LONE_VALUE,
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        in(CLIENT, "\"Enabled\"=dword:1|\"DisabledByDefault\"=dword:0"),
                        ""),
                new Fault(
                        LintKind.OTHER_THAN_ONE,
                        in(CLIENT, "\"Enabled\"=dword:ffffffff"),
                        in(CLIENT, "\"Enabled\"=dword:1"),
                        ""),
                new Fault(LintKind.NO_TWIN, v4(SUSC), v4(SUSC + "|[" + V4W + "]|" + SUSC), ""),
                new Fault(
                        LintKind.NO_TWIN,
                        in(V4W, SUSC),
                        RegFile.HEADER + "||; Made for ArcMap on Windows 7 SP1, 32-bit.|[" + V4 + "]|" + SUSC,
                        ""),
                new Fault(LintKind.NO_SYSTEM_DEFAULT, in(V2, SUSC), in(V2, SUSC + "|" + SDTV), ""),
                new Fault(
                        LintKind.NO_SCHANNEL,
                        v4(SDTV),
                        v4(SDTV + "|[" + CLIENT + "]|\"Enabled\"=dword:1|\"DisabledByDefault\"=dword:0"),
                        ""),
                value(LintKind.TWICE, SUSC + "|\"SchUseStrongCrypto\"=dword:0", SUSC + "|" + SUSC, ""));
    }

    private static LintReport lint(String bars) {
        LintReport report = LINT.read(bars.replace("|", "\r\n"));
        assertEquals(Optional.empty(), report.refusal());
        return report;
    }

    private static Set<String> ids(LintReport report) {
        return report.findings().stream().map(LintFinding::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_found_and_mended_and_its_near_miss_is_fine(Fault fault) {
        LintReport bad = lint(fault.bad());
        assertTrue(ids(bad).contains(fault.kind().id()), () -> ids(bad).toString());
        LintReport fine = lint(fault.fine());
        assertFalse(ids(fine).contains(fault.kind().id()), () -> ids(fine).toString());
        assertTrue(
                fault.mended().isEmpty() || bad.corrected().lines().toList().contains(fault.mended()), bad.corrected());
        holds(bad);
    }

    @Test
    void every_kind_that_a_text_can_have_is_in_the_table() {
        Set<LintKind> seen =
                faults().map(Fault::kind).collect(Collectors.toCollection(() -> EnumSet.noneOf(LintKind.class)));
        seen.addAll(List.of(
                LintKind.UTF8_BOM,
                LintKind.UTF16_NO_MARK,
                LintKind.UTF16_BIG_END,
                LintKind.LETTERS_OF_CODE_PAGE,
                LintKind.OLD_FORM_IN_UNICODE,
                LintKind.CONTROL_CHARACTERS,
                LintKind.MORE));
        assertEquals(EnumSet.allOf(LintKind.class), seen);
    }

    /** The laws: no errors are left, checking again changes nothing, and what the report says it does, it does. */
    private static void holds(LintReport report) {
        LintReport again = LINT.read(report.file());
        assertEquals(Optional.empty(), again.refusal());
        assertEquals(
                List.of(),
                again.findings().stream()
                        .filter(finding -> finding.severity() == LintSeverity.ERROR)
                        .map(finding -> finding.line() + " " + finding.id() + " " + finding.text())
                        .toList(),
                report::corrected);
        assertEquals(report.corrected(), again.corrected());
        assertEquals(report.changes(), again.changes());
        RegReader.Reading reading = RegReader.read(report.file(), Decoding.WINDOWS);
        assertTrue(reading.accepted(), reading.problem());
        assertEquals(List.of(), reading.skipped());
        assertEquals(report.changes(), reading.changes());
    }

    // ---- Encodings --------------------------------------------------------------------------------------------

    private static byte[] bytes(String text, Charset charset, int... mark) {
        byte[] body = text.replace("|", "\r\n").getBytes(charset);
        byte[] file = Arrays.copyOf(new byte[0], mark.length + body.length);
        for (int i = 0; i < mark.length; i++) {
            file[i] = (byte) mark[i];
        }
        System.arraycopy(body, 0, file, mark.length, body.length);
        return file;
    }

    private static Set<String> ofFile(byte[] file) {
        LintReport report = LINT.read(file);
        holds(report);
        return ids(report);
    }

    @Test
    void the_encoding_is_a_part_of_the_check() {
        String text = v4(SUSC);
        assertTrue(ofFile(bytes(text, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF)).contains("utf8-bom"));
        assertTrue(ofFile(bytes(text, StandardCharsets.UTF_16LE)).contains("utf16-no-mark"));
        assertTrue(ofFile(bytes(text, StandardCharsets.UTF_16BE, 0xFE, 0xFF)).contains("utf16-big-end"));
        assertTrue(ofFile(bytes(text, StandardCharsets.UTF_16BE)).contains("utf16-big-end"));
        assertTrue(ofFile(bytes(v4("; é|" + SUSC), StandardCharsets.UTF_8)).contains("letters-of-code-page"));
        assertTrue(ofFile(bytes(text.replace(RegFile.HEADER, "REGEDIT4"), StandardCharsets.UTF_16LE, 0xFF, 0xFE))
                .contains("old-form-in-unicode"));
        Set<String> fine = new TreeSet<>(ofFile(bytes(text, StandardCharsets.UTF_16LE, 0xFF, 0xFE)));
        fine.addAll(ofFile(bytes(text, StandardCharsets.US_ASCII)));
        fine.addAll(ofFile(bytes(text.replace(RegFile.HEADER, "REGEDIT4"), StandardCharsets.US_ASCII)));
        assertEquals(Set.of("no-twin"), fine);
    }

    @Test
    void a_control_character_is_taken_out() {
        LintReport report = lint(v4("\"SchUse\u0007StrongCrypto\"=dword:00000001"));
        assertTrue(ids(report).contains("control-characters"));
        assertTrue(report.corrected().contains(SUSC));
        holds(report);
    }

    @Test
    void the_older_form_stays_where_its_bytes_mean_something_else() {
        byte[] file =
                bytes("REGEDIT4||[HKEY_LOCAL_MACHINE\\x]|\"a\"=hex(7):61,00,00|\"b\"=\"\u00e9\"||", Decoding.WINDOWS);
        LintReport report = LINT.read(file);
        assertArrayEquals(file, report.file());
        holds(report);
    }

    // ---- Clean files ------------------------------------------------------------------------------------------

    private static ChangeSet group(SettingGroup group, RegistryView... views) {
        var changes = new ArrayList<Change>();
        for (RegistryView view : views) {
            for (RegistrySetting setting : KNOWLEDGE.written(group)) {
                changes.add(
                        new Change.SetValue(setting.in(view), tlsready.registry.RegistryValue.dword(setting.data())));
            }
        }
        return new ChangeSet(changes);
    }

    static Stream<ChangeSet> microsoftsBlocks() {
        ChangeSet dotnet = group(SettingGroup.DOTNET35, RegistryView.values())
                .and(group(SettingGroup.DOTNET4, RegistryView.values()));
        ChangeSet schannel = group(SettingGroup.SCHANNEL_CLIENT, RegistryView.NATIVE);
        ChangeSet winhttp = group(SettingGroup.WINHTTP, RegistryView.values());
        ChangeSet server = new ChangeSet(schannel.changes().stream()
                .map(change -> (Change.SetValue) change)
                .<Change>map(set -> new Change.SetValue(
                        new ValueName(
                                RegistryKey.machine(set.key().path().replace("Client", "Server")),
                                set.name().name()),
                        set.value()))
                .toList());
        return Stream.of(
                dotnet,
                group(SettingGroup.DOTNET4, RegistryView.values()),
                group(SettingGroup.DOTNET35, RegistryView.values()),
                schannel,
                winhttp,
                group(SettingGroup.DOTNET4, RegistryView.values()).and(server).and(schannel),
                dotnet.and(schannel).and(winhttp));
    }

    @ParameterizedTest
    @MethodSource("microsoftsBlocks")
    void microsofts_own_blocks_come_out_clean(ChangeSet block) {
        isClean(RegFile.write(List.of(), block), block);
    }

    /** As the page of .NET prints it, spaces and all. */
    @Test
    void microsofts_sample_comes_out_clean_as_it_is_printed() {
        String sample =
                """
                Windows Registry Editor Version 5.00

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v2.0.50727]
                "SystemDefaultTlsVersions"=dword:00000001
                "SchUseStrongCrypto"=dword:00000001

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319]
                "SystemDefaultTlsVersions"=dword:00000001
                "SchUseStrongCrypto"=dword:00000001

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727]
                "SystemDefaultTlsVersions"=dword:00000001
                "SchUseStrongCrypto"=dword:00000001

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319]
                "SystemDefaultTlsVersions"=dword:00000001
                "SchUseStrongCrypto"=dword:00000001
                """;
        isClean(
                sample.getBytes(StandardCharsets.US_ASCII),
                RegReader.read(sample).changes());
    }

    private static void isClean(byte[] file, ChangeSet changes) {
        LintReport report = LINT.read(file);
        assertEquals(
                List.of(),
                report.findings().stream()
                        .filter(finding -> finding.severity() != LintSeverity.NOTE)
                        .toList());
        assertEquals(changes, report.changes());
        holds(report);
    }

    static Stream<Path> filesOfBundles() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources", "golden"))) {
            return files.filter(file -> file.toString().endsWith(".reg")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("filesOfBundles")
    void the_files_of_our_bundles_are_clean_and_come_back_as_they_are(Path path) throws Exception {
        byte[] file = Files.readAllBytes(path);
        isClean(file, RegReader.read(file, StandardCharsets.US_ASCII).changes());
        LintReport report = LINT.read(file);
        assertEquals(
                List.of(),
                report.findings().stream().filter(LintFinding::mended).toList());
        assertArrayEquals(file, report.file());
    }

    @Provide
    Arbitrary<ChangeSet> changes() {
        return Registries.changes();
    }

    @Property(tries = 1000, seed = Seeds.BUILD)
    void what_regedit_would_write_does_the_same_afterwards(@ForAll("changes") ChangeSet changes) {
        var elsewhere = new ChangeSet(
                changes.changes().stream().map(RegLintTest::elsewhere).toList());
        LintReport report = LINT.read(RegFile.write(List.of("a remark"), elsewhere));
        assertEquals(elsewhere, report.changes());
        assertEquals(0, report.count(LintSeverity.ERROR));
    }

    /** The same change in a key that nothing about TLS is read from. */
    private static Change elsewhere(Change change) {
        var key =
                RegistryKey.machine("SOFTWARE\\Somebody\\" + change.key().path().hashCode());
        if (change instanceof Change.SetValue set) {
            return new Change.SetValue(new ValueName(key, set.name().name()), set.value());
        }
        return new Change.DeleteValue(
                new ValueName(key, ((Change.DeleteValue) change).name().name()));
    }

    // ---- Whatever comes ---------------------------------------------------------------------------------------

    private static final List<String> REAL =
            faults().map(Fault::bad).map(bars -> bars.replace("|", "\r\n")).toList();

    @Property(tries = 1500, seed = Seeds.BUILD)
    void files_with_wrong_bytes_keep_the_laws(@ForAll Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            text.append(REAL.get(random.nextInt(REAL.size())));
        }
        byte[] file =
                text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE);
        for (int i = 0; i < random.nextInt(30); i++) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file[at] = file[random.nextInt(file.length)];
                case 2 -> file = Arrays.copyOf(file, Math.max(2, Math.max(at, file.length - 20)));
                default -> System.arraycopy(file, at / 2, file, at, Math.min(30, file.length - at));
            }
        }
        LintReport report = LINT.read(file);
        if (report.refusal().isEmpty()) {
            holds(report);
        }
    }

    static Stream<String> large() {
        String head = RegFile.HEADER + "\n\n[" + V4 + "]\n";
        int most = RegLint.LIMIT - 1_000;
        return Stream.of(
                "a".repeat(1_000_000),
                head + "\"x\"=" + "\"".repeat(1_000_000),
                head + "\"x\"=dword:" + "0".repeat(1_000_000),
                head + "\"x\"=hex:" + "00,".repeat(330_000),
                head + "\"x\"=hex:\\\n" + "00,\\\n".repeat(most / 6),
                head + "\"x\"=hex:zz,\\\n" + "00,\\\n".repeat(most / 6),
                head + (SUSC + " #\n").repeat(64_000 / 2),
                head + "\n".repeat(64_000),
                head + "\"SchUseStrongCryto\"=dword:1\n".repeat(64_000),
                ("[" + V4.replace("30319", "30318") + "]\n\"a\"=1\n").repeat(most / 80),
                "[\n".repeat(64_000),
                "REGEDIT\n".repeat(64_000),
                "<td>&quot;SchUseStrongCrypto&quot;=dword:00000001</td>\n".repeat(20_000),
                head + "\u201C\u00A0\n".repeat(200_000));
    }

    @ParameterizedTest
    @MethodSource("large")
    void the_largest_files_are_read_to_their_end(String text) {
        LintReport report = LINT.read(text);
        assertTrue(report.findings().size() <= LintNotes.MOST + 1);
        RegReader.Reading reading = RegReader.read(report.corrected());
        assertEquals(report.refusal().isEmpty(), reading.accepted(), reading.problem());
        assertEquals(List.of(), reading.skipped());
        if (report.file().length <= RegLint.LIMIT && report.refusal().isEmpty()) {
            holds(report);
        }
    }

    @Test
    void what_is_no_text_is_refused_by_name() {
        assertTrue(
                LINT.read(new byte[] {'P', 'K', 3, 4}).refusal().orElseThrow().contains("zip"));
        assertTrue(LINT.read(new byte[0]).refusal().orElseThrow().contains("nothing"));
        assertTrue(LINT.read("  ").refusal().orElseThrow().contains("nothing"));
        assertTrue(
                LINT.read(new byte[RegLint.LIMIT + 1]).refusal().orElseThrow().contains("too large"));
    }

    @Test
    void more_findings_than_a_page_can_bear_are_counted() {
        LintReport report = lint(v4("nonsense|".repeat(600)));
        LintFinding last = report.findings().get(report.findings().size() - 1);
        assertEquals("more", last.id());
        assertEquals(LintSeverity.ERROR, last.severity());
    }

    @Test
    void a_finding_knows_its_line_what_it_becomes_and_who_says_so() {
        LintFinding finding =
                lint(v4("\"SchUseStrongCrypto\"=dword:0x1 # on")).findings().get(1);
        assertEquals(4, finding.line());
        assertEquals("\"SchUseStrongCrypto\"=dword:0x1 # on", finding.text());
        assertEquals(SUSC + " ; on", finding.correction());
        assertTrue(finding.mended());
        assertFalse(finding.because().isEmpty());
    }
}
