package tlsready.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.Seeds;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;
import tlsready.windows.Frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EvidenceCodeTest {
    private static final Knowledge KNOWLEDGE = EvidenceReaderTest.KNOWLEDGE;
    private static final EvidenceCode CODE = new EvidenceCode(KNOWLEDGE);
    private static final KnownErrors ERRORS = KnownErrors.read(KNOWLEDGE);

    // ---- Round trip --------------------------------------------------------------------------------------------

    @Provide
    Arbitrary<Set<Claim>> claims() {
        Arbitrary<List<Claim>> registry = Machines.truths().map(EvidenceCodeTest::claims);
        return Combinators.combine(machine(), registry, Arbitraries.integers().between(0, 100))
                .as(EvidenceCodeTest::some);
    }

    private static List<Claim> claims(RegistrySnapshot truth) {
        var claims = new ArrayList<Claim>();
        truth.keys()
                .forEach((key, there) -> claims.add(there ? new Claim.KeyIsThere(key) : new Claim.KeyIsAbsent(key)));
        truth.values()
                .forEach((name, value) -> claims.add(value.<Claim>map(v -> new Claim.ValueIs(name, v))
                        .orElseGet(() -> new Claim.ValueIsAbsent(name))));
        return claims;
    }

    /** All that is said of the machine, and a share of what is said of its registry. */
    private static Set<Claim> some(List<Claim> machine, List<Claim> registry, int share) {
        var some = new LinkedHashSet<>(machine);
        for (int i = 0; i < registry.size(); i++) {
            if (i * 37 % 100 < share) {
                some.add(registry.get(i));
            }
        }
        return some;
    }

    private static Arbitrary<List<Claim>> machine() {
        Arbitrary<WindowsRelease> windows = Arbitraries.of(
                KNOWLEDGE.windows().stream().filter(w -> !w.builds().isEmpty()).toList());
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 7);
        Arbitrary<Claim> four = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 700_000).map(Claim.ReleaseIs::new),
                Arbitraries.of(KNOWLEDGE.dotnet().stream()
                                .filter(d -> d.id().startsWith("4"))
                                .toList())
                        .map(EvidenceCodeTest::four),
                Arbitraries.of(new Claim.NoDotNetFour()));
        Arbitrary<List<Claim>> others =
                Arbitraries.of(others()).list().uniqueElements().ofMaxSize(6);
        return Combinators.combine(windows, which, four, others).as((release, kind, net, more) -> {
            var claims = new ArrayList<Claim>(more);
            if ((kind & 1) == 1) {
                claims.add(new Claim.BuildIs(release.builds().get(0)));
            }
            if ((kind & 2) == 2) {
                claims.add(new Claim.WindowsIs(release.id(), release.name()));
            }
            if ((kind & 4) == 4) {
                claims.add(new Claim.ServerIs(release.server()));
            }
            claims.add(net);
            return oneOfEachKind(claims);
        });
    }

    private static Claim four(DotNetRelease release) {
        return new Claim.DotNetFourIs(release.id(), release.name());
    }

    private static List<Claim> others() {
        var all = new ArrayList<Claim>(List.of(
                new Claim.BitnessIs(Bitness.X64),
                new Claim.BitnessIs(Bitness.X86),
                new Claim.RanElevated(),
                new Claim.DotNetThreeFive(true),
                new Claim.DotNetThreeFive(false),
                new Claim.ConfigNamesRuntime("v2.0.50727"),
                new Claim.ConfigNamesRuntime("v4.0.30319"),
                new Claim.SecurityProtocolIs(Set.of()),
                new Claim.SecurityProtocolIs(Set.of(TlsVersion.SSL_3_0, TlsVersion.TLS_1_0)),
                new Claim.SecurityProtocolIs(Set.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3))));
        for (String setting : List.of("appcontext-strong", "appcontext-system-default")) {
            String name = KNOWLEDGE.setting(setting).name();
            all.add(new Claim.ConfigSwitchIs(name, true));
            all.add(new Claim.ConfigSwitchIs(name, false));
        }
        KNOWLEDGE.updates().forEach(u -> all.add(new Claim.UpdateIsThere(u.id(), u.name())));
        KNOWLEDGE.products().forEach(p -> p.versions()
                .forEach(v -> all.add(new Claim.ProductIs(p.id(), v.id(), v.name()))));
        ERRORS.rows().forEach(e -> all.add(new Claim.ErrorIs(e.id(), e.name())));
        Machines.PLACES.keys().forEach(k -> all.add(new Claim.KeyIsUnreadable(k)));
        return all;
    }

    /** No two that contradict each other; of products one version each. */
    private static List<Claim> oneOfEachKind(List<Claim> claims) {
        var seen = new HashSet<Object>();
        var kept = new ArrayList<Claim>();
        for (Claim claim : claims) {
            Object about = claim;
            if (claim instanceof Claim.BitnessIs || claim instanceof Claim.DotNetThreeFive) {
                about = claim.getClass();
            } else if (claim instanceof Claim.ProductIs product) {
                about = product.product();
            } else if (claim instanceof Claim.ConfigSwitchIs config) {
                about = config.name();
            }
            if (seen.add(about)) {
                kept.add(claim);
            }
        }
        return kept;
    }

    @Property(tries = 600, seed = Seeds.BUILD)
    void what_is_kept_travels_in_a_url_and_comes_back_exactly(@ForAll("claims") Set<Claim> claims) {
        Kept kept = CODE.keep(claims);
        String code = CODE.write(kept);
        assertTrue(code.length() <= EvidenceCode.LONGEST, code.length() + " characters");
        assertTrue(code.matches("[A-Za-z0-9.~-]+"), code);
        EvidenceCode.Reading reading = CODE.read(code);
        assertEquals(List.of(), reading.faults(), code);
        assertEquals(kept, reading.kept(), code);
        assertEquals(kept.machine(KNOWLEDGE), reading.kept().machine(KNOWLEDGE));
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void nothing_that_a_plan_may_write_gets_lost_on_a_machine_of_numbers(@ForAll("claims") Set<Claim> claims) {
        var plain = claims.stream()
                .filter(c ->
                        !(c instanceof Claim.ValueIs v) || v.value().asDword().isPresent())
                .collect(Collectors.toSet());
        RegistrySnapshot before = RegistryClaims.snapshot(plain);
        RegistrySnapshot after = CODE.read(CODE.write(CODE.keep(plain))).kept().registry();
        for (Places.Slot slot : Machines.PLACES.slots()) {
            if (slot.setting().written()) {
                assertEquals(before.find(slot.name()), after.find(slot.name()), slot.word());
                RegistryKey key = slot.name().key();
                assertEquals(before.hasKey(key), after.hasKey(key), key.toString());
            }
        }
    }

    // ---- The words ---------------------------------------------------------------------------------------------

    /** These words stand in bookmarks and mails. A new setting adds one; none may ever change. */
    @Test
    void the_words_of_values_are_permanent() {
        assertEquals(
                """
                v4.susc v4w.susc v4.sdtv v4w.sdtv v2.susc v2w.susc v2.sdtv v2w.sdtv t12c.on t12c.dbd whttp.dsp whttpw.dsp \
                uinet.sp inet.sp inetw.sp pinet.sp upinet.sp t12s.on t12s.dbd t13c.on t13c.dbd t11c.on t11c.dbd t10c.on \
                t10c.dbd s30c.on s30c.dbd ac.nosusc acw.nosusc ac.nosdtv acw.nosdtv psuites.list suites.list fips.on""",
                Machines.PLACES.slots().stream().map(Places.Slot::word).collect(Collectors.joining(" ")));
    }

    @Test
    void a_machine_reads_like_this() {
        String code =
                "1~windows-10-22h2~x64~n528372~net35-no~has.kb3140245~arcgis-desktop.10-6-1~cfg.clr2~cfg.clr4~cfg.nosusc-false~spm-tls10-tls11-tls12~err.secure-channel"
                        + "~v2-no~t12c-no~v4.susc-1~v4w.susc-sz.1~v4.sdtv-no~whttp.dsp-2720~fips.on-4294967295";
        EvidenceCode.Reading reading = CODE.read(code);
        assertEquals(List.of(), reading.faults());
        assertEquals(
                List.of(
                        "Windows 10 22H2",
                        "64-bit Windows",
                        ".NET Framework Release 528372",
                        ".NET Framework 3.5 is not installed",
                        "KB3140245 (WinHTTP) is installed",
                        "ArcGIS Desktop 10.6.1",
                        "ArcMap.exe.config names the runtime v2.0.50727",
                        "ArcMap.exe.config names the runtime v4.0.30319",
                        "ArcMap.exe.config sets Switch.System.Net.DontEnableSchUseStrongCrypto to false",
                        "SecurityProtocol of that PowerShell: TLS 1.0, TLS 1.1, TLS 1.2",
                        "Could not create SSL/TLS secure channel"),
                reading.kept().claims().stream().limit(11).map(Claim::says).toList());
        assertEquals(code, CODE.write(reading.kept()));
        var machine = reading.kept().machine(KNOWLEDGE);
        assertEquals("windows-10-22h2", machine.windows().id());
        assertEquals(Frameworks.Presence.ABSENT, machine.frameworks().clr2());
        assertEquals(Set.of("kb3140245"), machine.updates().keySet());
        var v2 = KNOWLEDGE.setting("dotnet35-strong").address();
        assertEquals(new RegistrySnapshot.Absent(), machine.registry().find(v2));
        assertEquals(false, machine.registry().hasKey(v2.key()).orElseThrow());
    }

    @Test
    void nothing_is_one_word() {
        assertEquals("1", CODE.write(Kept.NOTHING));
        assertEquals(new EvidenceCode.Reading(Kept.NOTHING, List.of()), CODE.read("1"));
    }

    @Test
    void a_list_of_cipher_suites_travels_as_numbers_and_without_curves() {
        var place = KNOWLEDGE.setting("cipher-order-policy").address();
        var text =
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256_P256,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256_P384,NO_SUCH_SUITE,"
                        + "TLS_RSA_WITH_AES_128_CBC_SHA";
        Kept kept = CODE.keep(List.of(new Claim.ValueIs(place, RegistryValue.sz(text))));
        assertEquals("1~psuites.list-list1.c027002f", CODE.write(kept));
        assertEquals(
                RegistryValue.sz("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA"),
                ((RegistrySnapshot.Present)
                                CODE.read(CODE.write(kept)).kept().registry().find(place))
                        .value());
    }

    @Test
    void a_code_never_outgrows_its_limit_and_drops_first_what_a_plan_never_writes() {
        var claims = new LinkedHashSet<Claim>();
        for (Places.Slot slot : Machines.PLACES.slots()) {
            claims.add(new Claim.ValueIs(slot.name(), RegistryValue.of(3, new byte[32])));
        }
        List<String> suites =
                CipherSuite.all().stream().map(CipherSuite::name).limit(100).toList();
        for (String id : List.of("cipher-order-policy", "cipher-order-local")) {
            var place = KNOWLEDGE.setting(id).address();
            claims.removeIf(c -> c instanceof Claim.ValueIs v && v.name().equals(place));
            claims.add(new Claim.ValueIs(place, RegistryValue.multiSz(suites)));
        }
        Kept kept = CODE.keep(claims);
        assertTrue(CODE.write(kept).length() <= EvidenceCode.LONGEST);
        var v4 = KNOWLEDGE.setting("dotnet4-strong").address();
        assertTrue(kept.registry().find(v4) instanceof RegistrySnapshot.Present);
        var fips = KNOWLEDGE.setting("fips-policy").address();
        assertTrue(kept.registry().find(fips) instanceof RegistrySnapshot.Unknown);
        var tooLong = CODE.keep(List.of(new Claim.ValueIs(v4, RegistryValue.of(3, new byte[33]))));
        assertEquals(Kept.NOTHING, tooLong, "data of an odd type that does not fit");
    }

    // ---- What is no code -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-12",
                "unknown",
                "x32",
                "n",
                "n0",
                "n-5",
                "n99999999999",
                "b0",
                "net-5-0",
                "net-3-5",
                "has.kb1",
                "arcgis-desktop.9-3",
                "spm-",
                "spm-tls12-tls10",
                "spm-tls14",
                "err.x",
                "cfg.clr5",
                "cfg.nosusc",
                "cfg.nosusc-1",
                "cfg.nosusc-TRUE",
                "cfg.susc-true",
                "cfg.-true",
                "cfg.",
                "v4.susc",
                "v4.susc-",
                "v4.susc-01",
                "v4.susc-4294967296",
                "v4.susc--1",
                "v4.susc-yes",
                "v4.nosuch-1",
                "v5.susc-1",
                "v4-1",
                "v4-maybe",
                "v4.susc-sz.a b",
                "v4.susc-tzz.00",
                "v4.susc-t3.0",
                "v4.susc-list1.c02",
                "v4.susc-list1.ffff",
                "<script>",
                "V4.susc-1",
                "v4.susc-1%00",
                ""
            })
    void a_word_we_do_not_know_is_named_and_the_rest_counts(String token) {
        EvidenceCode.Reading reading = CODE.read("1~x64~" + token + "~n528372");
        assertEquals(1, reading.faults().size(), reading.toString());
        assertEquals("1~x64~n528372", CODE.write(reading.kept()));
        assertFalse(reading.faults().get(0).contains("\u0000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1~x64~x86 | word size",
                "1~v4.susc-1~v4.susc-0 | SchUseStrongCrypto",
                "1~v4-no~v4.susc-1 | v4.0.30319",
                "1~t12-no~t12c-yes | TLS 1.2",
                "1~windows-7~b19045 | Windows",
                "1~n528372~net-4-6 | .NET",
                "1~net-no~n528372 | .NET",
                "1~arcgis-desktop.10-6-1~arcgis-desktop.10-3 | ArcGIS",
                "1~cfg.nosusc-true~cfg.nosusc-false | DontEnableSchUseStrongCrypto in ArcMap.exe.config",
            })
    void words_that_contradict_each_other_count_as_unknown(String code, String about) {
        EvidenceCode.Reading reading = CODE.read(code);
        assertEquals(1, reading.faults().size(), reading.toString());
        assertTrue(reading.faults().get(0).contains(about), reading.faults().get(0));
        assertEquals(Kept.NOTHING, reading.kept());
    }

    @Test
    void another_version_and_endless_codes_are_refused_with_a_sentence() {
        assertTrue(CODE.read("2~x64").faults().get(0).contains("version 1"));
        assertTrue(CODE.read("").faults().get(0).contains("version 1"));
        assertTrue(CODE.read("1~" + "x".repeat(9_000)).faults().get(0).contains("at most 1500"));
        assertEquals(Kept.NOTHING, CODE.read("2~x64").kept());
    }

    @Property(seed = Seeds.BUILD)
    void no_code_is_too_odd(@ForAll String text) {
        assertNotNull(CODE.read(text));
        assertNotNull(CODE.read("1~" + text));
    }

    @Property(tries = 500, seed = Seeds.BUILD)
    void a_code_with_a_wrong_letter_says_so_or_says_something_else_but_never_breaks(
            @ForAll("claims") Set<Claim> claims, @ForAll int where, @ForAll char letter) {
        var code = new StringBuilder(CODE.write(CODE.keep(claims)));
        code.setCharAt(Math.floorMod(where, code.length()), letter);
        EvidenceCode.Reading reading = CODE.read(code.toString());
        assertEquals(reading.kept(), CODE.read(CODE.write(reading.kept())).kept());
    }
}
