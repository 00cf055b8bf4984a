package tlsready.knowledge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.registry.RegistryView;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the data must hold beyond their schema. */
class KnowledgeTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();

    // ---- Whole and sourced ------------------------------------------------------------------------------------

    @Test
    void every_row_has_a_name_a_mark_and_a_source() {
        assertTrue(KNOWLEDGE.rows().count() > 250);
        KNOWLEDGE.rows().forEach(row -> {
            assertFalse(row.name().isBlank(), row.id());
            assertFalse(row.sources().isEmpty(), row.id());
            row.sources().forEach(id -> assertEquals(id, KNOWLEDGE.source(id).id()));
            row.basis().forEach(basis -> assertTrue(row.mark().compareTo(basis.mark()) >= 0, row.id()));
        });
    }

    @Test
    void memory_is_the_only_source_of_what_is_from_memory_and_of_nothing_else() {
        KNOWLEDGE.rows().forEach(row -> row.basis()
                .forEach(basis -> assertEquals(
                        basis.mark() == Mark.FROM_MEMORY,
                        basis.sources().equals(List.of("memory")),
                        () -> row.id() + ": " + basis)));
    }

    @Test
    void where_a_row_rests_on_several_bases_all_but_one_say_what_for() {
        KNOWLEDGE.rows().forEach(row -> {
            long silent = row.basis().stream().filter(b -> b.says().isEmpty()).count();
            assertTrue(silent <= 1, () -> row.id() + " has " + silent + " bases without words");
        });
    }

    @Test
    void every_source_is_used() {
        var used = new TreeSet<String>();
        KNOWLEDGE.rows().forEach(row -> used.addAll(row.sources()));
        KNOWLEDGE.products().stream()
                .flatMap(p -> p.dates().stream())
                .flatMap(d -> d.basis().stream())
                .forEach(b -> used.addAll(b.sources()));
        var known = KNOWLEDGE.sources().stream().map(Source::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, used);
    }

    @Test
    void the_edition_is_dated() {
        assertTrue(KNOWLEDGE.version().matches("\\d{4}\\.\\d{2}\\.\\d+"), KNOWLEDGE.version());
        assertEquals(KNOWLEDGE.reviewed(), LocalDate.parse(KNOWLEDGE.reviewed()).toString());
    }

    @Test
    void only_memory_and_texts_from_an_index_have_no_address() {
        assertEquals(
                List.of("memory", "src-servicepointmanager-configuration", "src-servicepointmanager-2-0"),
                KNOWLEDGE.sources().stream()
                        .filter(s -> s.url().isEmpty())
                        .map(Source::id)
                        .toList());
    }

    @Test
    void addresses_are_addresses() {
        Stream.of(
                        KNOWLEDGE.sources().stream().map(Source::url),
                        KNOWLEDGE.updates().stream().map(Update::url),
                        KNOWLEDGE.dotnet().stream().map(DotNetRelease::download),
                        KNOWLEDGE.targets().stream().map(Target::testUrl))
                .flatMap(urls -> urls)
                .filter(url -> !url.isEmpty())
                .forEach(url -> {
                    URI uri = URI.create(url);
                    assertTrue(Set.of("http", "https").contains(uri.getScheme()), url);
                    assertTrue(uri.getHost().contains("."), url);
                });
    }

    @Test
    void an_update_with_a_number_is_called_by_it() {
        for (Update update : KNOWLEDGE.updates()) {
            if (update.id().startsWith("kb")) {
                assertEquals(update.id(), update.kb().toLowerCase(Locale.ROOT));
                assertTrue(update.name().startsWith(update.kb()), update.name());
                assertTrue(
                        update.url().isEmpty()
                                || update.url().contains(update.kb().substring(2))
                                || update.url().contains(update.id()),
                        update.url());
            } else {
                assertEquals("", update.kb());
            }
        }
    }

    @Test
    void dates_are_dates_in_order() {
        KNOWLEDGE.windows().stream()
                .map(WindowsRelease::supportEnded)
                .filter(date -> !date.isEmpty())
                .forEach(LocalDate::parse);
        for (Product product : KNOWLEDGE.products()) {
            List<LocalDate> dates =
                    product.dates().stream().map(d -> LocalDate.parse(d.date())).toList();
            assertEquals(dates.stream().sorted().toList(), dates, product.id());
        }
    }

    // ---- References -------------------------------------------------------------------------------------------

    @Test
    void every_reference_resolves() {
        assertEquals(List.of(), KnowledgeReader.faults(KNOWLEDGE));
    }

    @Test
    void a_reference_that_leads_nowhere_is_reported() {
        assertAll(
                () -> assertReported(
                        "no-source", "lost: no source nowhere", k -> with(k, new Fact("lost", "x.", from("nowhere")))),
                () -> assertReported("twice", "facts: two rows read-once", k -> with(k, k.fact("read-once"))),
                () -> assertReported(
                        "stack",
                        "x: refers to \"5-0\", which is not there",
                        k -> with(
                                k,
                                new NetworkStack(
                                        "x",
                                        "x",
                                        NetworkStack.Kind.CLR4,
                                        Bitness.X86,
                                        "5-0",
                                        "",
                                        "",
                                        "",
                                        from("memory")))),
                () -> assertReported(
                        "update",
                        "kb1: refers to \"windows-95\", which is not there",
                        k -> with(
                                k,
                                new Update(
                                        "kb1", "KB1", "KB1", "", List.of("windows-95"), false, "", from("memory")))));
    }

    private static void assertReported(String what, String fault, UnaryOperator<Knowledge> spoil) {
        assertEquals(List.of(fault), KnowledgeReader.faults(spoil.apply(KNOWLEDGE)), what);
    }

    private static List<Basis> from(String source) {
        return List.of(new Basis(Mark.FROM_MEMORY, List.of(source), ""));
    }

    private static Knowledge with(Knowledge k, Row row) {
        return new Knowledge(
                k.version(),
                k.reviewed(),
                k.sources(),
                k.products(),
                k.windows(),
                k.suites(),
                k.dotnet(),
                row instanceof Update update ? and(k.updates(), update) : k.updates(),
                k.settings(),
                k.targets(),
                row instanceof NetworkStack stack ? and(k.stacks(), stack) : k.stacks(),
                row instanceof Fact fact ? and(k.facts(), fact) : k.facts(),
                k.disagreements());
    }

    private static <T> List<T> and(List<T> rows, T row) {
        var more = new ArrayList<>(rows);
        more.add(row);
        return more;
    }

    @Test
    void an_unknown_id_says_which_table_was_asked() {
        var e = assertThrows(Knowledge.UnknownId.class, () -> KNOWLEDGE.fact("no-such-fact"));
        assertEquals("the facts have no row \"no-such-fact\"", e.getMessage());
    }

    /** Ids in code are strings; a test is what ties them to the data. */
    @Test
    void every_id_that_code_cites_is_there() throws IOException {
        var cited = Pattern.compile(
                "\\b(because|setting|address|fact|update|stack|target|windows|dotnet|cited)\\((?:\\w+, )?\"([a-z0-9-]+)\"");
        var ids = KNOWLEDGE.rows().map(Row::id).collect(Collectors.toSet());
        var seen = new TreeSet<String>();
        var missing = new TreeSet<String>();
        for (Path file : sources()) {
            var found = cited.matcher(Files.readString(file));
            while (found.find()) {
                String id = found.group(2);
                seen.add(id);
                if (!ids.contains(id)) {
                    missing.add(file.getFileName() + " cites " + id);
                }
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(seen.contains("system-default-wins"), "the pattern no longer finds what code cites");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    // ---- .NET: thresholds stand once --------------------------------------------------------------------------

    @Test
    void no_release_number_stands_in_code() throws IOException {
        var number = Pattern.compile("(?<![0-9a-zA-Z_.#])(37[89]|38\\d|39[34]|46[01]|528|533)_?\\d{3}(?![0-9])");
        var found = new ArrayList<String>();
        for (Path file : sources()) {
            number.matcher(Files.readString(file)).results().forEach(hit -> found.add(file + ": " + hit.group()));
        }
        assertEquals(List.of(), found, "Release numbers belong in dotnet.yaml");
        // The pattern finds what it is made for.
        KNOWLEDGE.dotnet().stream()
                .flatMap(d -> d.known().stream())
                .forEach(known -> assertTrue(
                        number.matcher("= " + known.release() + ";").find(), () -> "unseen: " + known.release()));
    }

    /** The boundary table of Microsoft's "How to: determine which .NET Framework versions are installed". */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            0,      none
            378388, none
            378389, 4-5
            378674, 4-5
            378675, 4-5-1
            378758, 4-5-1
            379892, 4-5-1
            379893, 4-5-2
            380035, 4-5-2
            393294, 4-5-2
            393295, 4-6
            393297, 4-6
            394253, 4-6
            394254, 4-6-1
            394271, 4-6-1
            394294, 4-6-1
            394801, 4-6-1
            394802, 4-6-2
            394806, 4-6-2
            460797, 4-6-2
            460798, 4-7
            460805, 4-7
            461307, 4-7
            461308, 4-7-1
            461310, 4-7-1
            461807, 4-7-1
            461808, 4-7-2
            461814, 4-7-2
            528039, 4-7-2
            528040, 4-8
            528049, 4-8
            528372, 4-8
            528449, 4-8
            533319, 4-8
            533320, 4-8-1
            533325, 4-8-1
            533509, 4-8-1
            600000, 4-8-1
            """)
    void a_release_number_means_the_newest_version_whose_floor_it_reaches(int release, String version) {
        assertEquals(
                version,
                KNOWLEDGE.dotnetOfRelease(release).map(DotNetRelease::id).orElse("none"));
    }

    @Test
    void floors_fall_from_the_newest_version_to_the_oldest_and_4_0_has_none() {
        List<Integer> floors = KNOWLEDGE.dotnet().stream()
                .flatMap(d -> d.releaseFloor().stream().boxed())
                .toList();
        assertEquals(11, floors.size());
        assertEquals(
                floors.stream().sorted((a, b) -> b - a).toList(), floors, "newest first, every floor above the next");
        assertTrue(KNOWLEDGE.dotnet("4-0").releaseFloor().isEmpty());
        assertTrue(KNOWLEDGE.dotnet("3-5").releaseFloor().isEmpty());
    }

    @Test
    void the_runtimes_are_those_of_the_registry() {
        assertEquals("v2.0.50727", KNOWLEDGE.dotnet("3-5").clr());
        assertEquals("v4.0.30319", KNOWLEDGE.dotnet("4-0").clr());
        assertEquals("v4.0.30319", KNOWLEDGE.dotnet("4-8-1").clr());
    }

    // ---- Windows ----------------------------------------------------------------------------------------------

    /** Microsoft's "Protocols in TLS/SSL (Schannel SSP)", client side: TLS 1.0, 1.1, 1.2, 1.3, SSL 3.0. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            windows-xp,      on, unsupported,         unsupported,         unsupported, on
            windows-vista,   on, unsupported,         unsupported,         unsupported, on
            server-2008,     on, disabled-by-default, disabled-by-default, unsupported, on
            windows-7,       on, disabled-by-default, disabled-by-default, unsupported, on
            server-2008-r2,  on, disabled-by-default, disabled-by-default, unsupported, on
            windows-8,       on, on,                  on,                  unsupported, on
            server-2012,     on, on,                  on,                  unsupported, on
            windows-8-1,     on, on,                  on,                  unsupported, on
            server-2012-r2,  on, on,                  on,                  unsupported, on
            windows-10-1507, on, on,                  on,                  unsupported, on
            windows-10-1511, on, on,                  on,                  unsupported, on
            windows-10-1607, on, on,                  on,                  unsupported, off
            windows-10-22h2, on, on,                  on,                  unsupported, off
            windows-10,      on, on,                  on,                  unsupported, off
            server-2016,     on, on,                  on,                  unsupported, off
            server-2019,     on, on,                  on,                  unsupported, off
            server-2022,     on, on,                  on,                  on,          off
            windows-11-21h2, on, on,                  on,                  on,          off
            windows-11-24h2, on, on,                  on,                  on,          off
            server-2025,     on, on,                  on,                  on,          off
            """)
    void schannel_defaults_are_those_microsoft_publishes(
            String windows, String tls10, String tls11, String tls12, String tls13, String ssl30) {
        WindowsRelease release = KNOWLEDGE.windows(windows);
        assertAll(
                () -> assertEquals(tls10, release.schannel(TlsVersion.TLS_1_0).id()),
                () -> assertEquals(tls11, release.schannel(TlsVersion.TLS_1_1).id()),
                () -> assertEquals(tls12, release.schannel(TlsVersion.TLS_1_2).id()),
                () -> assertEquals(tls13, release.schannel(TlsVersion.TLS_1_3).id()),
                () -> assertEquals(ssl30, release.schannel(TlsVersion.SSL_3_0).id()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            7601,  false, windows-7
            7601,  true,  server-2008-r2
            9600,  false, windows-8-1
            10240, false, windows-10-1507
            14393, false, windows-10-1607
            14393, true,  server-2016
            19045, false, windows-10-22h2
            22000, false, windows-11-21h2
            26100, false, windows-11-24h2
            26100, true,  server-2025
            6003,  true,  server-2008
            12345, false, none
            """)
    void a_build_number_finds_the_exact_release(int build, boolean server, String windows) {
        assertEquals(
                windows,
                KNOWLEDGE.windowsOfBuild(build, server).map(WindowsRelease::id).orElse("none"));
    }

    @Test
    void rows_of_an_unknown_release_stand_for_several_and_no_others_do() {
        assertEquals(
                List.of("windows-11", "windows-10", "unknown"),
                KNOWLEDGE.windows().stream()
                        .filter(KNOWLEDGE::standsForSeveral)
                        .map(WindowsRelease::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-10", "windows-11"})
    void an_unknown_release_promises_nothing_that_one_of_its_releases_lacks(String id) {
        WindowsRelease any = KNOWLEDGE.windows(id);
        List<WindowsRelease> exact = KNOWLEDGE.windows().stream()
                .filter(w -> w.id().startsWith(id + "-"))
                .toList();
        assertEquals(exact.size(), any.builds().size());
        for (WindowsRelease release : exact) {
            assertTrue(
                    suites(release).containsAll(suites(any)),
                    () -> release.id() + " lacks " + missing(suites(any), suites(release)));
            assertTrue(release.winhttp().defaults().containsAll(any.winhttp().defaults()), release.id());
            assertTrue(release.wininet().containsAll(any.wininet()), release.id());
            assertTrue(floor(any.dotnet().builtIn()) <= floor(release.dotnet().builtIn()), release.id());
            any.schannel()
                    .forEach((version, state) ->
                            assertTrue(state.compareTo(release.schannel(version)) >= 0, release.id() + " " + version));
        }
    }

    private static List<CipherSuite> suites(WindowsRelease release) {
        return KNOWLEDGE.suites(release.suites()).suites();
    }

    private static List<CipherSuite> missing(List<CipherSuite> wanted, List<CipherSuite> there) {
        return wanted.stream().filter(suite -> !there.contains(suite)).toList();
    }

    private static int floor(String dotnet) {
        return KNOWLEDGE.dotnet(dotnet).releaseFloor().orElseThrow();
    }

    @Test
    void what_comes_with_windows_is_no_newer_than_what_can_be_installed() {
        for (WindowsRelease release : KNOWLEDGE.windows()) {
            String builtIn = release.dotnet().builtIn();
            assertTrue(
                    builtIn.isEmpty()
                            || floor(builtIn) <= floor(release.dotnet().highest()),
                    release.id());
        }
    }

    /** The families of domain facts: does this Windows have the suite? */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            windows-vista,   TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,      true
            windows-vista,   TLS_RSA_WITH_AES_128_CBC_SHA256,         false
            windows-7,       TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,   false
            windows-7,       TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,   true
            windows-7,       TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,     true
            windows-7,       TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true
            windows-8,       TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   false
            windows-8-1,     TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   false
            server-2012-r2,  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   false
            windows-10-1507, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   true
            windows-10-21h2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     true
            windows-10-22h2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     false
            windows-10-22h2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   true
            windows-10,      TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     false
            windows-11-21h2, TLS_AES_256_GCM_SHA384,                  true
            windows-11-21h2, TLS_CHACHA20_POLY1305_SHA256,            false
            windows-11-24h2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     false
            server-2022,     TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     true
            server-2025,     TLS_AES_128_GCM_SHA256,                  true
            """)
    void suites_per_windows_are_those_microsoft_publishes(String windows, String suite, boolean has) {
        assertEquals(
                has,
                suites(KNOWLEDGE.windows(windows))
                        .contains(CipherSuite.named(suite).orElseThrow()));
    }

    @Test
    void every_suite_has_its_iana_name() {
        Stream.concat(
                        KNOWLEDGE.suites().stream().flatMap(list -> list.suites().stream()),
                        KNOWLEDGE.targets().stream().flatMap(target -> target.suites().stream()))
                .forEach(suite -> assertEquals(Optional.of(suite), CipherSuite.named(suite.name())));
    }

    // ---- Registry settings ------------------------------------------------------------------------------------

    @Test
    void a_plan_writes_exactly_the_seven_published_values() {
        assertEquals(
                """
                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\\SchUseStrongCrypto = 1
                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\\SystemDefaultTlsVersions = 1
                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727\\SchUseStrongCrypto = 1
                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0.50727\\SystemDefaultTlsVersions = 1
                HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client\\Enabled = 1
                HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client\\DisabledByDefault = 0
                HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\WinHttp\\DefaultSecureProtocols = 2720""",
                Arrays.stream(SettingGroup.values())
                        .flatMap(group -> KNOWLEDGE.written(group).stream())
                        .map(setting -> setting.address() + " = " + setting.data())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void the_32_bit_view_has_its_own_net_and_winhttp_values_and_shares_schannel() {
        assertTrue(KNOWLEDGE.setting("dotnet4-strong").inBothViews());
        assertTrue(KNOWLEDGE.setting("winhttp-default-secure-protocols").inBothViews());
        assertFalse(KNOWLEDGE.setting("schannel-tls12-client-enabled").inBothViews());
        assertFalse(KNOWLEDGE.setting("wininet-policy").inBothViews());
        assertEquals(
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\v4.0.30319\\SchUseStrongCrypto",
                KNOWLEDGE.setting("dotnet4-strong").in(RegistryView.WOW6432NODE).toString());
    }

    @Test
    void a_value_that_is_no_dword_cannot_be_written() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new RegistrySetting(
                        "x",
                        "x",
                        SettingGroup.OTHER,
                        "HKLM",
                        "SOFTWARE\\x",
                        "REG_SZ",
                        0,
                        true,
                        "",
                        "",
                        "",
                        from("memory")));
        assertEquals("a plan writes DWORDs only, and x is a REG_SZ", e.getMessage());
    }

    // ---- What is not confirmed is not told as if it were (domain facts, section 11) ------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esri-files-not-read",
                "arcmap-stack-unknown",
                "arcmap-32-bit",
                "arcmap-names-no-target",
                "background-geoprocessing-64-bit",
                "suites-not-published",
                "usual-suites",
                "no-update-adds-ecdhe-gcm",
                "wininet-policy-wins",
                "wininet-per-user",
                "schannel-lone-value",
                "policy-comes-back",
                "python-and-java-own-tls",
                "browser-proves-nothing",
                "upgrade-ranking",
                "undo-deletes",
                "system-default-worse-on-windows-7",
                "newer-dotnet-alone-is-not-enough",
                "old-servers-may-fail",
                "xp-no-tls12",
                "product-test",
                "cipher-order-local-may-narrow",
                "config-switches",
                "config-runtime"
            })
    void facts_that_nobody_has_confirmed_do_not_say_confirmed(String fact) {
        assertTrue(KNOWLEDGE.fact(fact).mark() != Mark.CONFIRMED, fact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10-2-1", "10-2", "10-1", "10-0"})
    void no_patch_is_named_for_versions_beyond_the_cut_of_the_list(String version) {
        var desktop = KNOWLEDGE.product("arcgis-desktop").version(version).orElseThrow();
        assertEquals("", desktop.patch());
        assertTrue(desktop.patchNote().contains("not confirmed"), desktop.patchNote());
    }

    @Test
    void the_patch_name_that_was_cut_is_not_confirmed() {
        var cut = KNOWLEDGE.product("arcgis-desktop").version("10-2-2").orElseThrow();
        assertTrue(cut.basis().stream()
                .filter(b -> b.says().contains("Name of the patch file"))
                .allMatch(b -> b.mark() == Mark.DERIVED));
    }

    @Test
    void what_a_product_needs_is_told_only_where_esri_says_so_of_the_product() {
        assertEquals(
                List.of("10-5-1", "10-5", "10-2-2", "10-2-1", "10-2"),
                KNOWLEDGE.product("arcgis-desktop").versions().stream()
                        .filter(v -> !v.dotnet().isEmpty())
                        .map(Product.Version::id)
                        .toList());
    }

    @Test
    void the_announced_date_nobody_found_is_told_nowhere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/knowledge"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("2019-02-26"), file.toString());
            }
        }
    }

    @Test
    void arcgis_online_publishes_no_suites_and_its_test_address_is_from_memory() {
        Target online = KNOWLEDGE.target("arcgis-online");
        assertFalse(online.suitesPublished());
        assertEquals(Mark.FROM_MEMORY, online.mark());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wininet-policy", "wininet-policy-user", "fips-policy"})
    void registry_paths_that_were_not_found_are_from_memory(String setting) {
        assertEquals(Mark.FROM_MEMORY, KNOWLEDGE.setting(setting).mark());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10-8-2", "10-8-1", "10-8", "10-7-1", "10-7", "10-6-1", "10-6", "10-5-1", "10-5", "10-4-1", "10-4",
                "10-3-1", "10-3", "10-2-2", "10-2-1", "10-2", "10-1", "10-0"
            })
    void arcgis_desktop_is_ready_from_10_7_on_and_needs_a_patch_or_windows_before(String version) {
        var desktop = KNOWLEDGE.product("arcgis-desktop").version(version).orElseThrow();
        int minor = Integer.parseInt(version.split("-")[1]);
        assertEquals(minor >= 7 ? Product.Status.READY : Product.Status.PATCH_OR_CONFIGURE, desktop.status());
        assertEquals(minor <= 3, desktop.stacks().contains("dotnet35-x86"));
    }
}
