package tlsready.windows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.ProtocolState;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The published truth tables, held against the real knowledge. */
class StackModelTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final StackModel MODEL = new StackModel(KNOWLEDGE);

    private static Machine machine(String windows, String dotnet) {
        Machine machine = Machine.of(KNOWLEDGE.windows(windows)).with(Bitness.X64);
        Frameworks.Four four =
                dotnet.equals("none") ? new Frameworks.NoFour() : new Frameworks.Installed(KNOWLEDGE.dotnet(dotnet));
        return MODEL.assumingDefaults(machine.with(new Frameworks(four, Frameworks.Presence.PRESENT)));
    }

    private static Machine set(Machine machine, String setting, String number) {
        if (number.equals("-")) {
            return machine;
        }
        ChangeSet changes = ChangeSet.NOTHING;
        for (RegistryView view : RegistryView.values()) {
            changes = changes.and(ChangeSet.of(new Change.SetValue(
                    KNOWLEDGE.setting(setting).in(view),
                    RegistryValue.dword(Long.decode(number).intValue()))));
        }
        return machine.after(changes);
    }

    private static Machine schannelSet(Machine machine) {
        for (var setting : KNOWLEDGE.written(SettingGroup.SCHANNEL_CLIENT)) {
            machine = set(machine, setting.id(), String.valueOf(setting.data()));
        }
        return machine;
    }

    private static Prediction predict(Machine machine, String stack) {
        return MODEL.predict(machine, KNOWLEDGE.stack(stack), KNOWLEDGE.target("azure-front-door-2022"));
    }

    private static TlsVersion best(Prediction prediction) {
        return prediction.offered().stream().max(Enum::compareTo).orElseThrow();
    }

    // ---- Domain facts 2.6: an ArcMap-like program (no target framework) -----------------------------------------

    @ParameterizedTest(name = "CLR 4, SDTV {0}, SUSC {1}: Windows 7 {2}, with SCHANNEL {3}, Windows 10 {4}, 11 {5}")
    @CsvSource({
        "-, -, TLS 1.0, TLS 1.0, TLS 1.0, TLS 1.0",
        "0, 0, TLS 1.0, TLS 1.0, TLS 1.0, TLS 1.0",
        "-, 1, TLS 1.2, TLS 1.2, TLS 1.2, TLS 1.2",
        "1, -, TLS 1.0, TLS 1.2, TLS 1.2, TLS 1.3",
        "1, 1, TLS 1.0, TLS 1.2, TLS 1.2, TLS 1.3",
        // Old targets need exactly 1: other numbers are as good as none.
        "2, -, TLS 1.0, TLS 1.0, TLS 1.0, TLS 1.0",
        "-, 0xffffffff, TLS 1.0, TLS 1.0, TLS 1.0, TLS 1.0",
    })
    void clr4_without_a_target_framework(
            String sdtv, String susc, String win7, String win7Schannel, String win10, String win11) {
        for (String stack : Set.of("dotnet4-x86", "dotnet4-x64")) {
            assertEquals(win7, best(clr4("windows-7", sdtv, susc, false, stack)).label());
            assertEquals(
                    win7Schannel,
                    best(clr4("windows-7", sdtv, susc, true, stack)).label());
            assertEquals(
                    win10,
                    best(clr4("windows-10-22h2", sdtv, susc, false, stack)).label());
            assertEquals(
                    win11,
                    best(clr4("windows-11-23h2", sdtv, susc, false, stack)).label());
        }
    }

    private static Prediction clr4(String windows, String sdtv, String susc, boolean schannel, String stack) {
        Machine machine = machine(windows, "4-8");
        machine = set(set(machine, "dotnet4-system-default", sdtv), "dotnet4-strong", susc);
        return predict(schannel ? schannelSet(machine) : machine, stack);
    }

    @ParameterizedTest(name = "CLR 2, SDTV {0}, SUSC {1}: Windows 7 {2}, with SCHANNEL {3}, Windows 10 {4}")
    @CsvSource({
        "-, -, TLS 1.0, TLS 1.0, TLS 1.0",
        "-, 1, TLS 1.0, TLS 1.0, TLS 1.0",
        "1, -, TLS 1.0, TLS 1.2, TLS 1.2",
        "1, 1, TLS 1.0, TLS 1.2, TLS 1.2",
    })
    void clr2_with_its_update(String sdtv, String susc, String win7, String win7Schannel, String win10) {
        Machine seven = machine("windows-7", "none").withUpdate("kb3154518", true);
        seven = set(set(seven, "dotnet35-system-default", sdtv), "dotnet35-strong", susc);
        assertEquals(win7, best(predict(seven, "dotnet35-x86")).label());
        assertEquals(
                win7Schannel, best(predict(schannelSet(seven), "dotnet35-x86")).label());
        Machine ten = machine("windows-10-22h2", "4-8");
        ten = set(set(ten, "dotnet35-system-default", sdtv), "dotnet35-strong", susc);
        assertEquals(win10, best(predict(ten, "dotnet35-x86")).label());
    }

    @Test
    void clr2_without_its_update_ignores_the_values() {
        Machine seven = machine("windows-7", "none").withUpdate("kb3154518", false);
        seven = schannelSet(set(set(seven, "dotnet35-system-default", "1"), "dotnet35-strong", "1"));
        assertEquals(TlsVersion.TLS_1_0, best(predict(seven, "dotnet35-x86")));
    }

    @Test
    void clr2_tops_out_at_tls_1_2_on_windows_11() {
        Machine eleven = set(machine("windows-11-23h2", "4-8-1"), "dotnet35-system-default", "1");
        assertEquals(TlsVersion.TLS_1_2, best(predict(eleven, "dotnet35-x64")));
    }

    @Test
    void dotnet_4_0_has_no_tls_1_2_whatever_is_set() {
        Machine seven = schannelSet(
                set(set(machine("windows-7", "4-0"), "dotnet4-strong", "1"), "dotnet4-system-default", "1"));
        assertEquals(Verdict.FAILS, predict(seven, "dotnet4-x86").verdict());
    }

    // ---- The model on other targets: windows-tests-on-linux 3, "The model on top of real Schannel" -----------------

    @ParameterizedTest(name = "Strong {0}, SysDef {1}, Windows {2}: 4.5.2 {3}, 4.6.2 {4}, 4.7 {5}")
    @CsvSource({
        "-, -, windows-10-22h2, FAILS, WORKS, WORKS",
        "1, -, windows-10-22h2, WORKS, WORKS, WORKS",
        "-, 1, windows-10-22h2, WORKS, WORKS, WORKS",
        "1, 1, windows-10-22h2, WORKS, WORKS, WORKS",
        "0, 0, windows-10-22h2, FAILS, FAILS, FAILS",
        "-, -, windows-7, FAILS, WORKS, FAILS",
        "1, -, windows-7, WORKS, WORKS, FAILS",
        "-, 1, windows-7, FAILS, FAILS, FAILS",
        "1, 1, windows-7, FAILS, FAILS, FAILS",
        "0, 0, windows-7, FAILS, FAILS, FAILS",
    })
    void targets_differ(String strong, String sysdef, String windows, String t45, String t46, String t47) {
        Machine machine = set(set(machine(windows, "4-8"), "dotnet4-strong", strong), "dotnet4-system-default", sysdef);
        assertEquals(t45, predict(machine, "dotnet45-x86").verdict().name());
        assertEquals(t46, predict(machine, "dotnet46-x64").verdict().name());
        assertEquals(t47, predict(machine, "dotnet47-x86").verdict().name());
    }

    @Test
    void tls_1_2_disabled_in_schannel_fails_everything() {
        Machine ten = machine("windows-10-22h2", "4-8");
        ten = set(set(set(ten, "dotnet4-strong", "1"), "dotnet4-system-default", "1"), "dotnet35-system-default", "1");
        ten = set(ten, "schannel-tls12-client-enabled", "0");
        for (String stack :
                Set.of("dotnet35-x86", "dotnet45-x86", "dotnet46-x86", "dotnet47-x86", "schannel-explicit")) {
            assertEquals(Verdict.FAILS, predict(ten, stack).verdict(), stack);
        }
    }

    // ---- Domain facts 4.2: a judge of the Schannel values ---------------------------------------------------------

    @ParameterizedTest(name = "{0}: Enabled {1}, DisabledByDefault {2} is {3}")
    @CsvSource({
        "windows-10-22h2, -, -, on",
        "windows-10-22h2, 1, 0, on",
        "windows-10-22h2, 0, -, off",
        "windows-10-22h2, 0, 0, off",
        "windows-10-22h2, 0, 1, off",
        "windows-10-22h2, 1, 1, disabled-by-default",
        "windows-10-22h2, 0xffffffff, 0, on",
        "windows-7, -, -, disabled-by-default",
        "windows-7, 1, 0, on",
        "windows-7, -, 0, on",
        "windows-7, 1, -, disabled-by-default",
        "windows-vista, 1, 0, unsupported",
    })
    void schannel_has_three_states(String windows, String enabled, String disabled, String state) {
        Machine machine = machine(windows, "none");
        machine = set(machine, "schannel-tls12-client-enabled", enabled);
        machine = set(machine, "schannel-tls12-client-disabled-by-default", disabled);
        assertEquals(
                state,
                new Schannel(KNOWLEDGE, machine).state(TlsVersion.TLS_1_2).id());
    }

    @Test
    void an_explicit_caller_wakes_what_sleeps_by_default_and_nobody_wakes_what_is_off() {
        Machine seven = machine("windows-7", "none");
        assertEquals(Verdict.WORKS, predict(seven, "schannel-explicit").verdict());
        Machine off = set(seven, "schannel-tls12-client-enabled", "0");
        assertEquals(Verdict.FAILS, predict(off, "schannel-explicit").verdict());
    }

    // ---- Types and views ------------------------------------------------------------------------------------------

    @Test
    void a_string_that_says_1_is_ignored() {
        Machine ten = machine("windows-10-22h2", "4-8");
        var name = KNOWLEDGE.setting("dotnet4-strong").in(RegistryView.WOW6432NODE);
        Machine odd = ten.with(ten.registry().with(name, RegistryValue.sz("1")));
        Prediction prediction = predict(odd, "dotnet4-x86");
        assertEquals(Verdict.FAILS, prediction.verdict());
        assertTrue(prediction.because().stream().anyMatch(r -> r.fact().equals("dword-only")));
    }

    @Test
    void a_32_bit_program_reads_the_32_bit_view() {
        Machine ten = machine("windows-10-22h2", "4-8");
        ValueName wow = KNOWLEDGE.setting("dotnet4-strong").in(RegistryView.WOW6432NODE);
        ValueName plain = KNOWLEDGE.setting("dotnet4-strong").in(RegistryView.NATIVE);
        Machine onlyWow = ten.with(ten.registry().with(wow, RegistryValue.dword(1)));
        Machine onlyNative = ten.with(ten.registry().with(plain, RegistryValue.dword(1)));
        assertEquals(Verdict.WORKS, predict(onlyWow, "dotnet4-x86").verdict());
        assertEquals(Verdict.FAILS, predict(onlyWow, "dotnet4-x64").verdict());
        assertEquals(Verdict.FAILS, predict(onlyNative, "dotnet4-x86").verdict());
        assertEquals(Verdict.WORKS, predict(onlyNative, "dotnet4-x64").verdict());
        assertEquals(
                Verdict.WORKS,
                predict(onlyNative.with(Bitness.X86), "dotnet4-x86").verdict());
    }

    // ---- WinHTTP and WinINET --------------------------------------------------------------------------------------

    @ParameterizedTest(name = "update {0}, value {1}, SCHANNEL {2}: {3}")
    @CsvSource({
        "true, 0xAA0, true, WORKS",
        "true, 0xA00, true, WORKS",
        "true, 0x800, true, WORKS",
        "true, 0x0A0, true, FAILS",
        "true, -, true, FAILS",
        "false, 0xAA0, true, FAILS",
        "true, 0xAA0, false, FAILS",
    })
    void winhttp_on_windows_7_takes_update_value_and_schannel(
            boolean update, String value, boolean schannel, String verdict) {
        Machine seven = machine("windows-7", "4-8").withUpdate("kb3140245", update);
        seven = set(seven, "winhttp-default-secure-protocols", value);
        seven = schannel ? schannelSet(seven) : seven;
        assertEquals(verdict, predict(seven, "winhttp-x86").verdict().name());
    }

    @Test
    void winhttp_on_windows_10_needs_nothing() {
        assertEquals(
                Verdict.WORKS,
                predict(machine("windows-10-22h2", "4-8"), "winhttp-x86").verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "0x0A0, SSL 3.0 TLS 1.0",
        "0xAA0, SSL 3.0 TLS 1.0 TLS 1.1 TLS 1.2",
        "0x2800, TLS 1.2 TLS 1.3",
        "8, SSL 2.0"
    })
    void the_bits_of_secure_protocols(String bits, String versions) {
        assertEquals(
                versions,
                String.join(
                        " ",
                        StackModel.versionsOfBits(Integer.decode(bits)).stream()
                                .map(TlsVersion::label)
                                .toList()));
    }

    @Test
    void a_wininet_policy_wins_over_what_the_user_chose() {
        Machine seven = schannelSet(machine("windows-7", "4-8"));
        seven = set(seven, "wininet-user", "0xA80");
        assertEquals(Verdict.WORKS, predict(seven, "wininet-x86").verdict());
        assertEquals(
                Verdict.FAILS,
                predict(set(seven, "wininet-policy", "0xA0"), "wininet-x86").verdict());
    }

    // ---- Targets and suites ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "windows-7, azure-front-door-2023, FAILS, NO_COMMON_SUITE",
        "windows-8-1, azure-front-door-2023, FAILS, NO_COMMON_SUITE",
        "server-2012-r2, azure-front-door-2023, FAILS, NO_COMMON_SUITE",
        "windows-7, azure-front-door-2022, WORKS, NONE",
        "windows-7, arcgis-enterprise, WORKS, NONE",
        "windows-7, arcgis-online, UNKNOWN, SUITES_NOT_KNOWN",
        "windows-8-1, own-server, UNKNOWN, SUITES_NOT_KNOWN",
        "windows-10-1507, azure-front-door-2023, WORKS, NONE",
        "windows-10-22h2, arcgis-online, WORKS, NONE",
        "server-2016, azure-front-door-2023, WORKS, NONE",
    })
    void the_cipher_gap(String windows, String target, Verdict verdict, Cause cause) {
        Machine machine = schannelSet(set(machine(windows, "4-8"), "dotnet4-strong", "1"));
        Prediction prediction = MODEL.predict(machine, KNOWLEDGE.stack("dotnet4-x86"), KNOWLEDGE.target(target));
        assertEquals(verdict, prediction.verdict());
        assertEquals(cause, prediction.cause());
    }

    @Test
    void a_cipher_order_policy_can_take_away_the_common_suites() {
        Machine ten = set(machine("windows-10-22h2", "4-8"), "dotnet4-strong", "1");
        var policy = new ValueName(
                RegistryKey.machine("SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002"),
                "Functions");
        Machine narrowed =
                ten.with(ten.registry().with(policy, RegistryValue.sz("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384_P256")));
        Prediction prediction =
                MODEL.predict(narrowed, KNOWLEDGE.stack("dotnet4-x86"), KNOWLEDGE.target("azure-front-door-2023"));
        assertEquals(Cause.NO_COMMON_SUITE, prediction.cause());
        assertTrue(facts(prediction).contains("cipher-order-policy"), prediction::toString);
        assertFalse(facts(prediction).contains("ecdhe-gcm-gap"), "Windows 10 has these suites");
        Prediction online = MODEL.predict(narrowed, KNOWLEDGE.stack("dotnet4-x86"), KNOWLEDGE.target("arcgis-online"));
        assertEquals(Cause.SUITES_NOT_KNOWN, online.cause());
        assertTrue(facts(online).contains("cipher-order-policy"), online::toString);
        assertFalse(facts(online).contains("ecdhe-gcm-gap"), "Windows 10 has these suites");
    }

    private static List<String> facts(Prediction prediction) {
        return prediction.because().stream().map(Reason::fact).toList();
    }

    private static Machine withLocalList(Machine machine, String... suites) {
        var local = KNOWLEDGE.setting("cipher-order-local").address();
        return machine.with(machine.registry().with(local, RegistryValue.multiSz(List.of(suites))));
    }

    @ParameterizedTest(name = "{0}, {1}, local list of {2}: {3}")
    @CsvSource({
        "windows-10-22h2, azure-front-door-2023, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, UNKNOWN, SUITES_NOT_KNOWN,"
                + " cipher-order-local-may-narrow",
        "windows-10-22h2, arcgis-online, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, UNKNOWN, SUITES_NOT_KNOWN,"
                + " cipher-order-local-may-narrow",
        "windows-10-22h2, azure-front-door-2023, NO_SUCH_SUITE, UNKNOWN, SUITES_NOT_KNOWN,"
                + " cipher-order-local-may-narrow",
        "windows-10-22h2, azure-front-door-2023, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, WORKS, NONE, -",
        "windows-10-22h2, arcgis-online, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, WORKS, NONE, -",
        // What this Windows never had, its list has not taken away.
        "windows-7, azure-front-door-2023, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384_P256, FAILS, NO_COMMON_SUITE,"
                + " ecdhe-gcm-gap",
        "windows-7, arcgis-online, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384_P256, UNKNOWN, SUITES_NOT_KNOWN,"
                + " ecdhe-gcm-gap",
    })
    void a_local_cipher_order_without_the_common_suites_promises_nothing(
            String windows, String target, String suite, Verdict verdict, Cause cause, String fact) {
        Machine machine = withLocalList(schannelSet(set(machine(windows, "4-8"), "dotnet4-strong", "1")), suite);
        Prediction prediction = MODEL.predict(machine, KNOWLEDGE.stack("dotnet4-x86"), KNOWLEDGE.target(target));
        assertEquals(verdict, prediction.verdict());
        assertEquals(cause, prediction.cause());
        for (String row : List.of("cipher-order-local-may-narrow", "ecdhe-gcm-gap", "cipher-order-policy")) {
            assertEquals(row.equals(fact), facts(prediction).contains(row), row);
        }
    }

    @Test
    void what_a_local_list_does_not_name_is_possible_and_not_sure() {
        Machine ten = set(machine("windows-10-22h2", "4-8"), "dotnet4-strong", "1");
        Prediction narrowed = predict(withLocalList(ten, "TLS_RSA_WITH_AES_128_CBC_SHA"), "dotnet4-x86");
        assertEquals(
                List.of("TLS_RSA_WITH_AES_128_CBC_SHA"),
                narrowed.suites().stream().map(CipherSuite::name).toList());
        assertEquals(predict(ten, "dotnet4-x86").suites(), narrowed.possibleSuites());
        assertEquals(
                predict(ten, "dotnet4-x86").suites(),
                predict(ten, "dotnet4-x86").possibleSuites());
    }

    @Test
    void a_local_list_of_another_type_says_nothing_and_a_policy_goes_before_it() {
        Machine ten = set(machine("windows-10-22h2", "4-8"), "dotnet4-strong", "1");
        var local = KNOWLEDGE.setting("cipher-order-local").address();
        var policy = KNOWLEDGE.setting("cipher-order-policy").address();
        String cbc = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";
        String gcm = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        for (RegistryValue odd : List.of(RegistryValue.sz(cbc), RegistryValue.dword(1))) {
            Machine machine = ten.with(ten.registry().with(local, odd));
            assertEquals(
                    predict(ten, "dotnet4-x86").suites(),
                    predict(machine, "dotnet4-x86").suites());
        }
        Machine both = withLocalList(ten, cbc);
        both = both.with(both.registry().with(policy, RegistryValue.sz(gcm)));
        assertEquals(
                List.of(gcm),
                predict(both, "dotnet4-x86").suites().stream()
                        .map(CipherSuite::name)
                        .toList());
        assertEquals(List.of(), MODEL.usualSuitesLeftOut(both));
        assertEquals(List.of(), MODEL.usualSuitesLeftOut(ten));
        assertEquals(
                List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                MODEL.usualSuitesLeftOut(withLocalList(ten, gcm)).stream()
                        .map(CipherSuite::name)
                        .toList());
        Machine seven = withLocalList(machine("windows-7", "4-8"), "TLS_RSA_WITH_AES_128_CBC_SHA");
        assertEquals(List.of(), MODEL.usualSuitesLeftOut(seven), "it never had them");
    }

    // ---- Domain facts 2.7: AppContext overrides for the whole machine ---------------------------------------------

    @ParameterizedTest(name = "built for {0}, both switches {1}: strong {2}, system default {3}")
    @CsvSource({
        "40000, -, false, false",
        "40502, -, false, false",
        "40700, -, true, true",
        "40000, false, true, true",
        "40502, false, true, true",
        "40502, FALSE, true, true",
        "40700, false, true, true",
        "40000, true, false, false",
        "40502, true, false, false",
        "40700, true, false, false",
        "40502, odd, false, false",
        "40700, odd, true, true",
        "40502, dword, false, false",
        "40700, dword, true, true",
    })
    void a_switch_for_the_whole_machine_replaces_the_default_of_the_target(
            int builtFor, String text, boolean strong, boolean system) {
        boolean byTarget = builtFor >= 40700;
        for (RegistryView written : RegistryView.values()) {
            Machine machine = machine("windows-10-22h2", "4-8");
            for (String name : Set.of("DontEnableSchUseStrongCrypto", "DontEnableSystemDefaultTlsVersions")) {
                var place = new ValueName(
                        RegistryKey.machine("SOFTWARE\\Microsoft\\.NETFramework\\AppContext")
                                .in(written),
                        "Switch.System.Net." + name);
                if (!text.equals("-")) {
                    var value = text.equals("dword") ? RegistryValue.dword(0) : RegistryValue.sz(text);
                    machine = machine.with(machine.registry().with(place, value));
                }
            }
            for (RegistryView read : RegistryView.values()) {
                var defaults = new DotNetDefaults(
                        KNOWLEDGE,
                        machine,
                        read,
                        new DotNetVersion(builtFor),
                        new DotNetVersion(40800),
                        ProgramSwitches.NONE);
                var because = new ArrayList<Reason>();
                assertEquals(read == written ? strong : byTarget, defaults.strongCrypto(because));
                assertEquals(read == written ? system : byTarget, defaults.systemDefault(because));
                var old = new DotNetDefaults(
                        KNOWLEDGE, machine, read, DotNetVersion.V4_0, new DotNetVersion(40502), ProgramSwitches.NONE);
                assertFalse(old.strongCrypto(because), "4.5.2 knows no switches");
            }
        }
    }

    // ---- Domain facts 2.7: a program's own configuration file -----------------------------------------------------

    private static ProgramSwitches file(String strong, String system) {
        var byName = new HashMap<String, Boolean>();
        if (!strong.equals("-")) {
            byName.put("Switch.System.Net.DontEnableSchUseStrongCrypto", Boolean.valueOf(strong));
        }
        if (!system.equals("-")) {
            byName.put("Switch.System.Net.DontEnableSystemDefaultTlsVersions", Boolean.valueOf(system));
        }
        return new ProgramSwitches("ArcMap.exe.config", byName);
    }

    @ParameterizedTest(name = "file {0} {1}, .NET {2}, values {3} {4}: {5}")
    @CsvSource({
        // Without registry values the file would help, if ArcMap follows it; nobody has confirmed that.
        "false, -, 4-8, -, -, UNKNOWN",
        "-, false, 4-8, -, -, UNKNOWN",
        "false, false, 4-8, -, -, UNKNOWN",
        // It only repeats what holds without it, or this .NET knows no switches.
        "true, true, 4-8, -, -, FAILS",
        "-, -, 4-8, -, -, FAILS",
        "false, false, 4-5-2, -, -, FAILS",
        // Registry values of 1 count whatever the file says, and a 0 switches off even what it switches on.
        "true, true, 4-8, 1, 1, WORKS",
        "false, false, 4-8, 1, 1, WORKS",
        "false, false, 4-8, 0, 0, FAILS",
    })
    void switches_of_a_program_are_tried_with_and_without(
            String strong, String system, String dotnet, String susc, String sdtv, Verdict verdict) {
        Machine ten = machine("windows-10-22h2", dotnet);
        ten = set(set(ten, "dotnet4-strong", susc), "dotnet4-system-default", sdtv);
        Prediction prediction = MODEL.predict(
                ten, KNOWLEDGE.stack("dotnet4-x86"), KNOWLEDGE.target("arcgis-online"), file(strong, system));
        assertEquals(verdict, prediction.verdict());
        boolean asked = prediction.undecided().stream().anyMatch(doubt -> doubt.contains("ArcMap.exe.config"));
        assertEquals(verdict == Verdict.UNKNOWN, asked, prediction::toString);
    }

    @Test
    void switches_of_a_program_go_before_those_of_the_machine_and_touch_nothing_but_dotnet_4() {
        Machine ten = machine("windows-10-22h2", "4-8");
        for (RegistryView view : RegistryView.values()) {
            var place = KNOWLEDGE.setting("appcontext-strong").in(view);
            ten = ten.with(ten.registry().with(place, RegistryValue.sz("false")));
        }
        var defaults = new DotNetDefaults(
                KNOWLEDGE,
                ten,
                RegistryView.WOW6432NODE,
                DotNetVersion.V4_0,
                new DotNetVersion(40800),
                file("true", "-"));
        var because = new ArrayList<Reason>();
        assertFalse(defaults.strongCrypto(because), "the file's true wins over the machine's false");
        assertTrue(because.get(0).observed().orElse("").startsWith("ArcMap.exe.config"), because::toString);
        Prediction machineWide = predict(ten, "dotnet4-x86");
        assertEquals(Verdict.WORKS, machineWide.verdict());
        assertTrue(facts(machineWide).contains("appcontext-overrides"), machineWide::toString);
        for (var stack : KNOWLEDGE.stacks()) {
            if (stack.kind() != NetworkStack.Kind.CLR4) {
                var target = KNOWLEDGE.target("arcgis-online");
                assertEquals(
                        MODEL.predict(ten, stack, target), MODEL.predict(ten, stack, target, file("false", "false")));
            }
        }
    }

    // ---- What is not known ----------------------------------------------------------------------------------------

    @Test
    void a_machine_nobody_looked_at_is_unknown_and_says_what_to_look_at() {
        Machine ten = Machine.of(KNOWLEDGE.windows("windows-10-22h2")).with(Bitness.X64);
        Prediction prediction = predict(ten, "dotnet4-x86");
        assertEquals(Verdict.UNKNOWN, prediction.verdict());
        assertEquals(Cause.NOT_LOOKED, prediction.cause());
        assertTrue(prediction.undecided().toString().contains("SchUseStrongCrypto"), prediction.undecided()::toString);
        assertFalse(
                prediction.undecided().toString().contains("which .NET Framework 4"), prediction.undecided()::toString);
    }

    @Test
    void what_makes_no_difference_is_not_asked() {
        Machine vista = Machine.of(KNOWLEDGE.windows("windows-vista"));
        Prediction prediction = predict(vista, "dotnet4-x86");
        assertEquals(Verdict.FAILS, prediction.verdict());
        assertTrue(prediction.undecided().isEmpty());
    }

    @Test
    void own_tls_is_never_judged() {
        Prediction prediction = predict(machine("windows-10-22h2", "4-8"), "own-tls");
        assertEquals(Verdict.UNKNOWN, prediction.verdict());
        assertEquals(Cause.OWN_TLS, prediction.cause());
    }

    @Test
    void every_reason_leads_to_a_row_with_sources() {
        for (var windows : KNOWLEDGE.windows()) {
            for (var stack : KNOWLEDGE.stacks()) {
                for (var target : KNOWLEDGE.targets()) {
                    Machine machine = MODEL.assumingDefaults(Machine.of(windows));
                    MODEL.predict(machine, stack, target)
                            .because()
                            .forEach(reason -> assertFalse(
                                    KNOWLEDGE.cite(reason.fact()).sources().isEmpty()));
                }
            }
        }
    }

    @Test
    void server_2008_has_tls_1_2_only_with_its_update() {
        Machine server = schannelSet(set(machine("server-2008", "4-6-2"), "dotnet4-strong", "1"));
        assertEquals(
                Verdict.FAILS,
                predict(server.withUpdate("kb4019276", false), "dotnet4-x86").verdict());
        assertEquals(
                ProtocolState.ON,
                new Schannel(KNOWLEDGE, server.withUpdate("kb4019276", true)).state(TlsVersion.TLS_1_2));
        assertEquals(
                ProtocolState.UNSUPPORTED,
                new Schannel(KNOWLEDGE, server.withUpdate("kb4019276", false)).state(TlsVersion.TLS_1_2));
    }
}
