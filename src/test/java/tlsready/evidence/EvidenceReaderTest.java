package tlsready.evidence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.tls.TlsVersion;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EvidenceReaderTest {
    static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    static final EvidenceReader READER = new EvidenceReader(KNOWLEDGE);

    private static final String V4 = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319";
    private static final String V4_WOW =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319";
    private static final String CLIENT =
            "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client";
    private static final String NDP = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP";

    static Evidence read(String text) {
        Evidence evidence = READER.read(text);
        assertTrue(evidence.refusal().isEmpty(), evidence.refusal().toString());
        return evidence;
    }

    static List<String> claims(String text) {
        return read(text).kept().claims().stream().map(Claim::says).toList();
    }

    static ValueName value(String key, String name) {
        return new ValueName(RegistryKey.parse(key).orElseThrow(), name);
    }

    private static Object find(Evidence evidence, String key, String name) {
        return evidence.machine(KNOWLEDGE).registry().find(value(key, name));
    }

    private static final RegistrySnapshot.Finding ONE = new RegistrySnapshot.Present(RegistryValue.dword(1));
    private static final RegistrySnapshot.Finding ABSENT = new RegistrySnapshot.Absent();
    private static final RegistrySnapshot.Finding UNKNOWN = new RegistrySnapshot.Unknown();

    // ---- reg query -------------------------------------------------------------------------------------------

    @Test
    void a_value_that_was_asked_for_and_not_found_is_absent() {
        var evidence = read(
                """
                C:\\>reg query HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 /v SchUseStrongCrypto


                ERROR: The system was unable to find the specified registry key or value.
                """);
        assertEquals(ABSENT, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(UNKNOWN, find(evidence, V4, "SystemDefaultTlsVersions"));
        assertEquals(
                List.of(1, 4),
                evidence.findings().get(0).origin().lines().stream()
                        .map(Line::number)
                        .toList());
        assertEquals("reg query", evidence.findings().get(0).origin().reader());
    }

    @Test
    void not_found_means_nothing_where_nobody_sees_what_was_asked() {
        var evidence = read("ERROR: The system was unable to find the specified registry key or value.");
        assertTrue(evidence.isEmpty());
        assertTrue(evidence.findings().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: The system was unable to find the specified registry key or value.",
                "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.",
                "ERREUR : le système n’a pas trouvé la clé ou la valeur de Registre spécifiée.",
                "ERROR: El sistema no ha podido encontrar la clave o el valor del Registro especificados.",
                "ERRORE: Impossibile trovare la chiave o il valore del Registro di sistema specificato.",
                "ERRO: O sistema não conseguiu localizar a chave ou o valor do Registro especificado.",
                "ERRO: O sistema não pôde localizar a chave do registro ou valor especificado.",
                "FOUT: Het systeem kon de opgegeven registersleutel of -waarde niet vinden.",
                "BŁĄD: System nie mógł odnaleźć określonego klucza lub wartości rejestru.",
                "ОШИБКА: Не удается найти указанный раздел или параметр в реестре.",
                "エラー: 指定されたレジストリ キーまたは値が見つかりませんでした。",
                "오류: 지정된 레지스트리 키 또는 값을 찾을 수 없습니다.",
                "错误: 系统找不到指定的注册表项或值。",
                "錯誤: 系統找不到指定的登錄機碼或值。",
                // The German and French sentences after a detour through the wrong code page.
                "FEHLER: Der angegebene Registrierungsschl\uFFFDssel bzw. Wert wurde nicht gefunden.",
                "ERREUR : le syst\u0160me n'a pas trouv\u201A la cl\u201A ou la valeur de Registre sp\u201Acifi\u201Ae."
            })
    void a_key_is_absent_in_any_language_of_windows(String message) {
        var evidence = read("C:\\Users\\x>reg query \"" + CLIENT + "\"\r\n\r\n" + message + "\r\n");
        assertEquals(ABSENT, find(evidence, CLIENT, "Enabled"));
        assertEquals(
                List.of(new Claim.KeyIsAbsent(RegistryKey.parse(CLIENT).orElseThrow())),
                evidence.kept().claims());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: Access is denied.",
                "FEHLER: Zugriff verweigert",
                "ERREUR : Accès refusé.",
                "ERROR: Acceso denegado.",
                "错误: 拒绝访问。"
            })
    void a_key_that_is_closed_is_unknown_and_says_so(String message) {
        var evidence = read("C:\\>reg query \"" + CLIENT + "\"\n" + message);
        assertEquals(UNKNOWN, find(evidence, CLIENT, "Enabled"));
        assertEquals(
                List.of(new Claim.KeyIsUnreadable(RegistryKey.parse(CLIENT).orElseThrow())),
                evidence.kept().claims());
    }

    @Test
    void what_a_whole_listing_does_not_show_is_not_there() {
        var evidence = read("C:\\>reg query HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n\n" + V4
                + "\n    SchUseStrongCrypto    REG_DWORD    0x1\n\nC:\\>");
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(ABSENT, find(evidence, V4, "SystemDefaultTlsVersions"));
    }

    @Test
    void what_a_listing_that_may_be_cut_does_not_show_is_unknown() {
        String listing = "C:\\>reg query HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n\n" + V4
                + "\n    SchUseStrongCrypto    REG_DWORD    0x1\n";
        assertEquals(UNKNOWN, find(read(listing), V4, "SystemDefaultTlsVersions"));
        String piped = listing.replaceFirst("30319\n", "30319 | findstr Sch\n") + "\nC:\\>";
        assertEquals(ONE, find(read(piped), V4, "SchUseStrongCrypto"));
        assertEquals(UNKNOWN, find(read(piped), V4, "SystemDefaultTlsVersions"));
        String oneValue = listing.replaceFirst("30319\n", "30319 /v SchUseStrongCrypto\n") + "\nC:\\>";
        assertEquals(UNKNOWN, find(read(oneValue), V4, "SystemDefaultTlsVersions"));
        String denied = listing + "ERROR: Access is denied.\nC:\\>";
        assertEquals(UNKNOWN, find(read(denied), V4, "SystemDefaultTlsVersions"));
    }

    @Test
    void a_listing_of_everything_below_shows_which_keys_are_missing() {
        String protocols = CLIENT.substring(0, CLIENT.indexOf("\\TLS 1.2"));
        var evidence = read("PS C:\\> reg query " + protocols + " /s\n\n" + protocols + "\\TLS 1.0\\Client\n"
                + "    Enabled    REG_DWORD    0x0\n\nPS C:\\> ");
        assertEquals(ABSENT, find(evidence, CLIENT, "Enabled"));
        assertEquals(
                new RegistrySnapshot.Present(RegistryValue.dword(0)),
                find(evidence, protocols + "\\TLS 1.0\\Client", "Enabled"));
        assertEquals(ABSENT, find(evidence, protocols + "\\TLS 1.0\\Client", "DisabledByDefault"));
        assertTrue(evidence.kept()
                .claims()
                .contains(new Claim.KeyIsAbsent(
                        RegistryKey.parse(protocols + "\\TLS 1.2").orElseThrow())));
    }

    @Test
    void the_32_bit_view_is_where_the_command_asked_for_it() {
        String plain = "HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319";
        var evidence = read(
                "C:\\>reg query " + plain + " /reg:32\n\n" + V4
                        + "\n    SchUseStrongCrypto    REG_DWORD    0x1\n\nC:\\>reg query " + plain
                        + " /v SchUseStrongCrypto /reg:64\n\nERROR: The system was unable to find the specified registry key or value.\n");
        assertEquals(ONE, find(evidence, V4_WOW, "SchUseStrongCrypto"));
        assertEquals(ABSENT, find(evidence, V4_WOW, "SystemDefaultTlsVersions"));
        assertEquals(ABSENT, find(evidence, V4, "SchUseStrongCrypto"));
    }

    @Test
    void windows_xp_prints_tabs_and_every_type_is_read() {
        var evidence = read("! REG.EXE VERSION 3.0\n\n" + V4 + "\n    SchUseStrongCrypto\tREG_SZ\t1\n");
        assertEquals(new RegistrySnapshot.Present(RegistryValue.sz("1")), find(evidence, V4, "SchUseStrongCrypto"));
    }

    @Test
    void the_release_number_tells_the_dotnet_version() {
        var evidence = read(NDP + "\\v4\\Full\n    Release    REG_DWORD    0x80ff4\n");
        assertEquals(
                "4-8",
                evidence.machine(KNOWLEDGE)
                        .frameworks()
                        .installed()
                        .orElseThrow()
                        .id());
        assertEquals(
                List.of(".NET Framework Release 528372"),
                claims(NDP + "\\v4\\Full\n    Release    REG_DWORD    0x80ff4\n"));
    }

    @Test
    void a_whole_listing_of_ndp_tells_what_is_not_installed() {
        var evidence = read("C:\\>reg query \"HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\" /s\n\n" + NDP
                + "\\v4\\Full\n    Release    REG_DWORD    0x80ff4\n    Install    REG_DWORD    0x1\n\nC:\\>");
        Frameworks frameworks = evidence.machine(KNOWLEDGE).frameworks();
        assertEquals(Frameworks.Presence.ABSENT, frameworks.clr2());
        var older = read("C:\\>reg query \"HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\" /s\n\n" + NDP
                + "\\v3.5\n    Install    REG_DWORD    0x1\n\n" + NDP
                + "\\v4\\Full\n    Install    REG_DWORD    0x1\n\nC:\\>");
        assertEquals(
                "4-0",
                older.machine(KNOWLEDGE).frameworks().installed().orElseThrow().id());
        assertEquals(
                Frameworks.Presence.PRESENT,
                older.machine(KNOWLEDGE).frameworks().clr2());
        var none = read("C:\\>reg query \"HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\" /s\n\n" + NDP
                + "\\v3.5\n    Install    REG_DWORD    0x1\n\nC:\\>");
        assertTrue(none.machine(KNOWLEDGE).frameworks().four() instanceof Frameworks.NoFour);
    }

    // ---- Our report ------------------------------------------------------------------------------------------

    private static final String REPORT =
            """
            TLS-READY-REPORT 1
            ; It holds no names and no addresses.
            tool: Look.cmd 2
            Microsoft Windows [Version 10.0.19045.3803]
            architecture: AMD64
            elevated: yes

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
                SchUseStrongCrypto    REG_DWORD    0x1
                SystemDefaultTlsVersions    absent

            absent key: HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727

            unreadable key: HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy

            TLS-READY-REPORT END
            """;

    @Test
    void our_report_says_itself_what_is_not_there() {
        var evidence = read(REPORT);
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(ABSENT, find(evidence, V4, "SystemDefaultTlsVersions"));
        assertEquals(ABSENT, find(evidence, V4.replace("v4.0.30319", "v2.0.50727"), "SchUseStrongCrypto"));
        assertEquals(
                "1~windows-10-22h2~x64~elevated~fips-closed~v2-no~v4.susc-1~v4.sdtv-no",
                new EvidenceCode(KNOWLEDGE).write(evidence.kept()));
        assertEquals(List.of(), evidence.remarks());
        assertTrue(evidence.findings().stream()
                .filter(f -> f.claim() instanceof Claim.ValueIs)
                .allMatch(f -> f.origin().reader().equals("TLS Ready report")));
        assertEquals(evidence.lines() - 5, evidence.understood(), "all but the blank lines");
    }

    @Test
    void a_report_without_its_end_and_one_of_a_later_version_say_so() {
        assertTrue(read(REPORT.replace("TLS-READY-REPORT END\n", ""))
                .remarks()
                .get(0)
                .says()
                .contains("is missing"));
        assertTrue(read(REPORT.replace("REPORT 1", "REPORT 2"))
                .remarks()
                .get(0)
                .says()
                .contains("version 2"));
        assertEquals(
                read(REPORT).kept(),
                read(REPORT.replace("REPORT 1", "REPORT 2")).kept());
    }

    @Test
    void the_report_of_collectors_from_before_it_had_a_version_is_read_too() {
        var evidence = read(REPORT.replace("TLS-READY-REPORT 1", "TLS Ready look, version 1")
                .replace("TLS-READY-REPORT END", "End of the look")
                .replace("architecture: AMD64", "PROCESSOR_ARCHITECTURE=AMD64\nWindows is 64-bit"));
        assertEquals(read(REPORT).kept(), evidence.kept());
    }

    // ---- .reg ------------------------------------------------------------------------------------------------

    @Test
    void an_export_says_what_it_holds_and_nothing_of_what_it_does_not() {
        var evidence = read("Windows Registry Editor Version 5.00\r\n\r\n[" + V4 + "]\r\n"
                + "\"SchUseStrongCrypto\"=dword:00000001\r\n\"InstallPath\"=\"C:\\\\x\"\r\n\r\n[" + CLIENT
                + "]\r\n\r\n");
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(UNKNOWN, find(evidence, V4, "SystemDefaultTlsVersions"));
        assertEquals(
                List.of(
                        CLIENT.replace("HKEY_LOCAL_MACHINE", "HKLM") + " exists",
                        "HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 SchUseStrongCrypto is REG_DWORD 0x00000001"),
                evidence.kept().claims().stream().map(Claim::says).toList());
        assertEquals(
                4,
                evidence.findings().stream()
                        .filter(f -> f.claim() instanceof Claim.ValueIs)
                        .findFirst()
                        .orElseThrow()
                        .origin()
                        .line());
    }

    @Test
    void a_file_of_changes_is_no_export() {
        var evidence = read("REGEDIT4\n[" + V4 + "]\n\"SchUseStrongCrypto\"=dword:1\n\"Old\"=-\n");
        assertTrue(evidence.isEmpty());
        assertTrue(evidence.remarks().get(0).says().contains("deletes something"));
    }

    @Test
    void a_piece_without_a_header_is_read_too_and_its_lines_are_right() {
        var evidence = read("here it is:\n\n[" + V4 + "]\n\"SchUseStrongCrypto\"=dword:00000001\nthat is all");
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(
                Set.of(3, 4),
                evidence.findings().stream().map(f -> f.origin().line()).collect(Collectors.toSet()));
    }

    @Test
    void a_value_over_several_lines_shows_them_all() {
        var evidence = read("Windows Registry Editor Version 5.00\n\n[" + CLIENT
                + "]\n\"Enabled\"=hex:01,\\\n  02\n\"DisabledByDefault\"=dword:00000000\n");
        assertEquals(
                List.of(List.of(3), List.of(4, 5), List.of(6)),
                evidence.findings().stream()
                        .map(f -> f.origin().lines().stream().map(Line::number).toList())
                        .toList());
    }

    // ---- PowerShell ------------------------------------------------------------------------------------------

    @Test
    void a_property_listing_names_its_key_and_shows_no_types() {
        var evidence = read(
                """
                PS C:\\> Get-ItemProperty HKLM:\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319


                SystemDefaultTlsVersions : 1
                SchUseStrongCrypto       : 0
                PSPath                   : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft
                                           \\.NETFramework\\v4.0.30319
                PSParentPath             : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft
                                           \\.NETFramework
                PSChildName              : v4.0.30319
                PSDrive                  : HKLM
                PSProvider               : Microsoft.PowerShell.Core\\Registry



                """);
        assertEquals(ONE, find(evidence, V4_WOW, "SystemDefaultTlsVersions"));
        assertEquals(
                new RegistrySnapshot.Present(RegistryValue.dword(0)), find(evidence, V4_WOW, "SchUseStrongCrypto"));
        assertTrue(evidence.remarks().stream().anyMatch(r -> r.says().contains("shows no types")));
    }

    @Test
    void values_behind_the_last_property_of_an_object_are_not_that_object_s() {
        var evidence = read("Enabled           : 1\nPSPath            : Microsoft.PowerShell.Core\\Registry::" + CLIENT
                + "\nPSProvider        : Microsoft.PowerShell.Core\\Registry\nDisabledByDefault : 1049\n");
        assertEquals(ONE, find(evidence, CLIENT, "Enabled"));
        assertEquals(UNKNOWN, find(evidence, CLIENT, "DisabledByDefault"));

        var selected = read("PSPath            : Microsoft.PowerShell.Core\\Registry::" + CLIENT
                + "\nEnabled           : 1\nDisabledByDefault : 0\n");
        assertEquals(ONE, find(selected, CLIENT, "Enabled"));
        assertEquals(new RegistrySnapshot.Present(RegistryValue.dword(0)), find(selected, CLIENT, "DisabledByDefault"));
    }

    @Test
    void a_blank_that_powershell_lost_at_the_window_s_edge_is_found_again() {
        var evidence = read("Enabled : 1\nPSPath  : Microsoft.PowerShell.Core\\Registry::"
                + CLIENT.replace(" 1.2\\Client", "") + "\n          1.2\\Client\n");
        assertEquals(ONE, find(evidence, CLIENT, "Enabled"));
    }

    @Test
    void what_powershell_could_not_find_is_absent() {
        var evidence = read(
                """
                Get-ItemProperty : Cannot find path 'HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727' because it does not exist.
                At line:1 char:1
                    + CategoryInfo          : ObjectNotFound: (HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727:String) [Get-ItemProperty], ItemNotFoundException
                    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand
                Get-ItemProperty : Property SchUseStrongCrypto does not exist at path HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319.
                """);
        assertEquals(ABSENT, find(evidence, V4.replace("v4.0.30319", "v2.0.50727"), "SchUseStrongCrypto"));
        assertEquals(ABSENT, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(UNKNOWN, find(evidence, V4, "SystemDefaultTlsVersions"));
    }

    @Test
    void the_table_of_get_item_is_read() {
        var evidence = read(
                """

                    Hive: HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework


                Name                           Property
                ----                           --------
                v4.0.30319                     SystemDefaultTlsVersions : 1
                                               SchUseStrongCrypto       : 1
                """);
        assertEquals(ONE, find(evidence, V4, "SystemDefaultTlsVersions"));
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
    }

    @Test
    void the_table_of_entra_connect_is_read_with_what_is_not_found() {
        var evidence = read(
                """
                Path                                                                                        Name                     Value
                ----                                                                                        ----                     -----
                HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319                              SystemDefaultTlsVersions 1
                HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319                              SchUseStrongCrypto       Not Found
                HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client Enabled                  1
                HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Cli... DisabledByDefault        0
                """);
        assertEquals(ONE, find(evidence, V4_WOW, "SystemDefaultTlsVersions"));
        assertEquals(ABSENT, find(evidence, V4_WOW, "SchUseStrongCrypto"));
        assertEquals(ONE, find(evidence, CLIENT, "Enabled"));
        assertEquals(UNKNOWN, find(evidence, CLIENT, "DisabledByDefault"));
        assertTrue(evidence.remarks().stream()
                .anyMatch(r -> r.line() == 6 && r.says().contains("cut this row")
                        || r.line() == 6 && r.says().contains("which key")));
    }

    @Test
    void the_same_as_a_list_is_read() {
        var evidence = read(
                "Path  : HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\nName  : SchUseStrongCrypto\nValue : 1\n\n"
                        + "Path  : HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\nName  : SystemDefaultTlsVersions\nValue : Not Found\n");
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(ABSENT, find(evidence, V4, "SystemDefaultTlsVersions"));
    }

    @Test
    void the_tls_section_of_healthchecker_is_read() {
        var evidence = read(
                """
                \tTLS 1.2: Enabled

                        RegistryKey       Location                                                                                  Value
                        -----------       --------                                                                                  -----
                        Enabled           SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server     1
                        DisabledByDefault SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server     0
                        Enabled           SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client     1
                        DisabledByDefault SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client  NULL

                        RegistryKey              Location                                             Value
                        -----------              --------                                             -----
                        SystemDefaultTlsVersions SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319             NULL
                        SchUseStrongCrypto       SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319    1

                \tSecurityProtocol: Tls, Tls11, Tls12
                """);
        assertEquals(ONE, find(evidence, CLIENT, "Enabled"));
        assertEquals(ABSENT, find(evidence, CLIENT, "DisabledByDefault"));
        assertEquals(ABSENT, find(evidence, V4, "SystemDefaultTlsVersions"));
        assertEquals(ONE, find(evidence, V4_WOW, "SchUseStrongCrypto"));
        assertTrue(evidence.kept()
                .claims()
                .contains(new Claim.SecurityProtocolIs(
                        Set.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1, TlsVersion.TLS_1_2))));
    }

    @Test
    void a_misspelt_name_is_found_in_the_tables_too() {
        var name = new Claim.ValueIsMisspelt(
                new ValueName(RegistryKey.parse(V4).orElseThrow(), "SchUseStrongCrypto"), "SchUseStrongCypto");
        String path = "HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319";
        for (String text : List.of(
                "Path                                              Name              Value\n----  ----  -----\n" + path
                        + "  SchUseStrongCypto     1\n",
                "RegistryKey       Location      Value\n-----------  --------  -----\n"
                        + "SchUseStrongCypto SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319    1\n",
                "Path  : " + path + "\nName  : SchUseStrongCypto\nValue : 1\n")) {
            assertEquals(List.of(name), read(text).kept().claims(), text);
            assertEquals(List.of(), read(text.replace(" 1\n", " NULL\n")).kept().claims(), "nothing stands there");
            assertEquals(List.of(), read(text.replace("Cypto", "Things")).kept().claims(), "another value");
        }
    }

    @Test
    void the_list_of_get_st_dot_net_version_is_read() {
        String list =
                """
                ComputerName : localhost
                >=4.x        : 4.6.2
                v4\\Client    : Installed
                v4\\Full      : Installed
                v3.5         : Not installed (no key)
                v3.0         : Not installed (no key)
                v2.0.50727   : Not installed (no key)
                v1.1.4322    : Not installed (no key)
                Ping         : True
                Error        :
                """;
        assertEquals(List.of(".NET Framework 4.6.2", ".NET Framework 3.5 is not installed"), claims(list));
        assertEquals(
                List.of(".NET Framework 4.7.2", ".NET Framework 3.5 is not installed"),
                claims(list.replace("4.6.2", "4.7.2 or later")));
        assertEquals(
                List.of(".NET Framework 3.5 is not installed"),
                claims(list.replace("4.6.2", "4.5.2 or later")),
                "4.5.2 or later may be anything");
        assertEquals(
                List.of("no .NET Framework 4", ".NET Framework 3.5 is not installed"),
                claims(list.replace("4.6.2", "Not installed (no key)")
                        .replace("Client    : Installed", "Client    : Not installed (no key)")
                        .replace("Full      : Installed", "Full      : Not installed (no key)")));
        assertEquals(
                List.of(".NET Framework 4.0", ".NET Framework 3.5 is not installed"),
                claims(list.replace("4.6.2", "Error (no 'Release' key?)")));
    }

    @Test
    void the_text_export_of_a_french_regedit_is_read() {
        var evidence = read(
                "Nom de la clé :                   " + V4 + "\n"
                        + "Nom de la classe :          <AUCUNE CLASSE>\nHeure de dernière écriture :     05/01/2023 - 10:15\n"
                        + "Valeur  0\n  Nom :            SchUseStrongCrypto\n  Type :            REG_DWORD\n  Données :            0x1\n\n"
                        + "Valeur  1\n  Nom :            SystemDefaultTlsVersions\n  Type :            REG_SZ\n  Données :            1\n");
        assertEquals(ONE, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals(
                new RegistrySnapshot.Present(RegistryValue.sz("1")), find(evidence, V4, "SystemDefaultTlsVersions"));
    }

    // ---- Windows ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft Windows [Version 10.0.19045.3803] | windows-10-22h2",
                "Microsoft Windows [version 10.0.19045.3803] | windows-10-22h2",
                "Microsoft Windows [Versión 10.0.22631.2861] | windows-11-23h2",
                "Microsoft Windows [versão 10.0.22000.194] | windows-11-21h2",
                "Microsoft Windows [Wersja 10.0.17134.1] | windows-10-1803",
                "Microsoft Windows [版本 10.0.18363.1556] | windows-10-1909",
                "Microsoft Windows XP [Version 5.1.2600] | windows-xp",
                "windows: Microsoft Windows [Version 6.2.9200] | ?",
                "Microsoft Windows [Version 6.1.7601] | ?",
                "Version 22H2 (OS Build 19045.3803) | windows-10-22h2",
                "Version 22H2 (Betriebssystembuild 19045.3803) | windows-10-22h2",
                "Version 1909 (Build du système d’exploitation 18363.1556) | windows-10-1909",
                "Versión 21H2 (compilación de SO 22000.194) | windows-11-21h2",
                "Версия 21H2 (сборка ОС 19044.1288) | windows-10-21h2",
                "Version 6.1 (Build 7601: Service Pack 1) | ?",
                "Microsoft Windows NT 10.0.19045.0 | windows-10-22h2",
                "Win32NT             10.0.19045.0 Microsoft Windows NT 10.0.19045.0 | windows-10-22h2",
                "Microsoft Windows NT 6.2.9200.0 | -",
                "BuildNumber : 19045 | windows-10-22h2",
                "Windows 10 22H2 | windows-10-22h2",
                "windows 10, version 1809 | windows-10-1809",
                "Windows 7 | windows-7",
                "Windows 8.1 Pro | windows-8-1",
                "Windows Server 2012 R2 Standard | server-2012-r2",
                "Windows 10 | windows-10",
                "Microsoft Windows [Version 10.0.99999.1] | -",
            })
    void windows_is_known_by_what_it_says_of_itself(String line, String id) {
        var windows = read(line).kept().windows(KNOWLEDGE);
        if (id.equals("-") || id.equals("?")) {
            assertTrue(windows.isEmpty(), windows.toString());
            assertFalse(read(line).remarks().isEmpty());
        } else {
            assertEquals(id, windows.orElseThrow().id());
        }
    }

    private static final String ENGLISH =
            """
            Host Name:                 MYPC
            OS Name:                   Microsoft Windows 10 Pro
            OS Version:                10.0.19045 N/A Build 19045
            OS Manufacturer:           Microsoft Corporation
            Registered Owner:          Bob
            System Type:               x64-based PC
            Processor(s):              1 Processor(s) Installed.
                                       [01]: Intel64 Family 6 Model 165 Stepping 2 GenuineIntel ~2592 Mhz
            BIOS Version:              LENOVO 6.1.7601, 21.04.2020
            Hotfix(s):                 3 Hotfix(s) Installed.
                                       [01]: KB5031988
                                       [02]: KB3140245
                                       [03]: KB5015684
            """;
    private static final String GERMAN =
            """
            Hostname:                                      MEINPC
            Betriebssystemname:                            Microsoft Windows 7 Professional
            Betriebssystemversion:                         6.1.7601 Service Pack 1 Build 7601
            Betriebssystemhersteller:                      Microsoft Corporation
            Systemtyp:                                     X86-basierter PC
            BIOS-Version:                                  American Megatrends Inc. 080011 , 11.01.2010
            Hotfix(es):                                    1 Hotfix(e) installiert.
                                                           [01]: KB3154518
            """;
    private static final String FRENCH =
            """
            Nom de l’hôte:                              PC-IT-01
            Nom du système d’exploitation:              Microsoft Windows 10 Professionnel
            Version du système:                         10.0.18363 N/A version 18363
            Type du système:                            x64-based PC
            """;
    private static final String SPANISH =
            """
            Nombre de host:                            PC-LORENA
            Nombre del sistema operativo:              Microsoft Windows 11 Pro
            Versión del sistema operativo:             10.0.22631 N/D Compilación 22631
            Tipo de sistema:                           x64-based PC
            """;
    private static final String RUSSIAN =
            """
            Имя узла:                         SRV
            Название ОС:                      Microsoft Windows Server 2012 R2 Standard
            Версия ОС:                        6.3.9600 Н/Д построение 9600
            Тип системы:                      x64-based PC
            """;

    @Test
    void systeminfo_is_read_in_any_language() {
        assertEquals(List.of("Windows 10 22H2", "64-bit Windows", "KB3140245 (WinHTTP) is installed"), claims(ENGLISH));
        assertEquals(List.of("Windows 7 SP1", "32-bit Windows", "KB3154518 (.NET 3.5.1) is installed"), claims(GERMAN));
        assertEquals(List.of("Windows 10 1909", "64-bit Windows"), claims(FRENCH));
        assertEquals(List.of("Windows 11 23H2", "64-bit Windows"), claims(SPANISH));
        assertEquals(List.of("Windows Server 2012 R2", "64-bit Windows"), claims(RUSSIAN));
    }

    @Test
    void a_missing_update_number_says_nothing() {
        Machine machine = read(GERMAN).machine(KNOWLEDGE);
        assertEquals(Set.of("kb3154518"), machine.updates().keySet());
        assertEquals(Bitness.X86, machine.bitness().orElseThrow());
    }

    @Test
    void a_build_that_two_windows_share_is_asked_about() {
        var evidence = read("Microsoft Windows [Version 6.3.9600]");
        assertTrue(evidence.remarks().stream()
                .anyMatch(r -> r.says().contains("Windows 8.1") && r.says().contains("Windows Server 2012 R2")));
        assertEquals("unknown", evidence.machine(KNOWLEDGE).windows().id());
        var told = read("Microsoft Windows [Version 6.3.9600]\n"
                + "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\n"
                + "    InstallationType    REG_SZ    Server\n");
        assertEquals("server-2012-r2", told.machine(KNOWLEDGE).windows().id());
    }

    @Test
    void windows_11_that_calls_itself_windows_10_in_the_registry_is_known_by_its_build() {
        var evidence = read("HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\n"
                + "    ProductName    REG_SZ    Windows 10 Pro\n    CurrentBuild    REG_SZ    22631\n"
                + "    RegisteredOwner    REG_SZ    Bob\n");
        assertEquals("windows-11-23h2", evidence.machine(KNOWLEDGE).windows().id());
        assertFalse(evidence.findings().toString().contains("Bob"));
    }

    // ---- Contradictions ----------------------------------------------------------------------------------------

    @Test
    void two_pieces_that_disagree_are_shown_and_nothing_is_guessed() {
        var evidence = read("Microsoft Windows [Version 10.0.19045.3803]\nOS Name: Microsoft Windows 8.1 Pro\n" + V4
                + "\n    SchUseStrongCrypto    REG_DWORD    0x1\n\n" + V4
                + "\n    SchUseStrongCrypto    REG_DWORD    0x0\n");
        assertEquals(2, evidence.contradictions().size());
        assertTrue(evidence.contradictions().get(0).question().contains("SchUseStrongCrypto"));
        assertTrue(evidence.contradictions().get(0).question().contains("line 4"));
        assertTrue(evidence.contradictions().get(1).question().contains("Windows"));
        assertEquals(UNKNOWN, find(evidence, V4, "SchUseStrongCrypto"));
        assertEquals("unknown", evidence.machine(KNOWLEDGE).windows().id());
    }

    @Test
    void a_key_that_is_there_and_is_not_there_is_in_dispute_with_all_it_holds() {
        var evidence = read("C:\\>reg query \"" + CLIENT
                + "\"\nERROR: The system was unable to find the specified registry key or value.\n" + "C:\\>\n" + CLIENT
                + "\n    Enabled    REG_DWORD    0x1\n");
        assertEquals(1, evidence.contradictions().size());
        assertEquals(UNKNOWN, find(evidence, CLIENT, "Enabled"));
    }

    @Test
    void pieces_that_agree_are_put_together() {
        var evidence = read(ENGLISH + "\nMicrosoft Windows [Version 10.0.19045.3803]\n4.8\n528372\n" + V4
                + "\n    SchUseStrongCrypto    REG_DWORD    0x1\n" + V4
                + "\n    schusestrongcrypto    REG_DWORD    0x1\n"
                + "ArcGIS 10.6.1 for Desktop\n");
        assertEquals(List.of(), evidence.contradictions());
        assertEquals(
                List.of(
                        "Windows 10 22H2",
                        "64-bit Windows",
                        ".NET Framework Release 528372",
                        "KB3140245 (WinHTTP) is installed",
                        "ArcGIS Desktop 10.6.1",
                        "HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 SchUseStrongCrypto is REG_DWORD 0x00000001"),
                evidence.kept().claims().stream().map(Claim::says).toList());
    }

    // ---- Typed -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "461814 | .NET Framework Release 461814",
                "0x70bf6 | .NET Framework Release 461814",
                "Release REG_DWORD 0x70bf6 | .NET Framework Release 461814",
                "0x00070bf6 (461814) | .NET Framework Release 461814",
                "Release : 528372 | .NET Framework Release 528372",
                "4.7.2 | .NET Framework 4.7.2",
                ".NET 4.7.2 | .NET Framework 4.7.2",
                "Microsoft .NET Framework 4.8 | .NET Framework 4.8",
                ".NET 3.5 SP1 | .NET Framework 3.5 is installed",
                ".NET Framework 3.5.1 | .NET Framework 3.5 is installed",
                "v4.0 | .NET Framework 4.0",
                "Tls, Tls11, Tls12 | SecurityProtocol of that PowerShell: TLS 1.0, TLS 1.1, TLS 1.2",
                "Ssl3, Tls | SecurityProtocol of that PowerShell: SSL 3.0, TLS 1.0",
                "SystemDefault | SecurityProtocol of that PowerShell: SystemDefault, Windows chooses",
                "Tls12 | SecurityProtocol of that PowerShell: TLS 1.2",
                "ArcGIS 10.3.1 for Desktop | ArcGIS Desktop 10.3.1",
                "ArcMap Version: 10.6.1.9270 | ArcGIS Desktop 10.6.1",
                "ArcGIS Desktop 10.2.3348 | ArcGIS Desktop 10.2",
                "ArcGIS Pro 2.9.3 | ArcGIS Pro 1.3 or later",
                "12175 | 12175, ERROR_WINHTTP_SECURE_FAILURE",
                "Error 12175. | 12175, ERROR_WINHTTP_SECURE_FAILURE",
                "(0x80090326): The message received was unexpected | 0x80090326, SEC_E_ILLEGAL_MESSAGE",
                "The request was aborted: Could not create SSL/TLS secure channel. | Could not create SSL/TLS secure channel",
                "Es konnte kein geschützter SSL/TLS-Kanal erstellt werden. | Could not create SSL/TLS secure channel",
                "Anulada la solicitud: No se puede crear un canal seguro SSL/TLS. | Could not create SSL/TLS secure channel",
            })
    void what_a_person_types_is_understood(String text, String claim) {
        assertEquals(List.of(claim), claims(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                "999999",
                "version 10.0.12175.1",
                "12.175 files",
                "12175 files copied",
                "10.6.1",
                "My .NET is old",
                "since ArcGIS Desktop 10.7 nothing is needed",
                "KB3140245 is missing",
                "we have x64 programs: many",
                "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12",
                "Set SchUseStrongCrypto = 1 under v4.0.30319",
                "reg query tells nothing",
                "The build was 19045 pieces",
                "call 555-19045 (build 19045.1 of our software)",
                "HKEY_LOCAL_MACHINE",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
            })
    void what_is_no_fact_is_not_made_one(String text) {
        assertEquals(List.of(), claims(text));
    }
}
