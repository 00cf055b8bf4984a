package tlsready.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tlsready.Seeds;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the world prints of a registry is read back to that registry, in every format and encoding. */
class RoundTripTest {
    /** How much a format can tell. */
    private enum Tells {
        /** Every value, and that the others are not there. */
        ALL,
        /** The values that are there. */
        PRESENT,
        /** Numbers, and words without blanks at the ends. */
        WITHOUT_TYPES,
        /** Numbers, and which values are not there. */
        NUMBERS
    }

    private record Format(String name, Function<RegistrySnapshot, String> print, Tells tells) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String HEALTH_CHECKER = "HealthChecker";

    private static final List<Format> FORMATS = List.of(
            new Format("our report", Prints::report, Tells.ALL),
            new Format("reg query, English", Prints::regQuery, Tells.ALL),
            new Format(
                    "reg query, German",
                    truth -> Prints.regQuery(
                            truth,
                            "C:\\Users\\Jürgen>",
                            "(Standard)",
                            "FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.",
                            "    "),
                    Tells.ALL),
            new Format(
                    "reg query, French PowerShell",
                    truth -> Prints.regQuery(
                            truth,
                            "PS C:\\Users\\Zoé> ",
                            "(par défaut)",
                            "ERREUR : le système n'a pas trouvé la clé ou la valeur de Registre spécifiée.",
                            "    "),
                    Tells.ALL),
            new Format(
                    "reg query, XP",
                    truth -> "! REG.EXE VERSION 3.0\n"
                            + Prints.regQuery(
                                    truth,
                                    "C:\\>",
                                    "<NO NAME>",
                                    "Error:  The system was unable to find the specified registry key or value",
                                    "\t"),
                    Tells.ALL),
            new Format(".reg", Prints::regExport, Tells.PRESENT),
            new Format("Get-ItemProperty", Prints::properties, Tells.WITHOUT_TYPES),
            new Format("table", Prints::table, Tells.NUMBERS),
            new Format("list", Prints::list, Tells.NUMBERS),
            new Format(HEALTH_CHECKER, Prints::healthChecker, Tells.NUMBERS),
            new Format("regedit text", Prints::regeditText, Tells.NUMBERS));

    private record Encoding(String name, Charset charset, byte... mark) {
        byte[] encode(String text) {
            byte[] body = charset.encode(text.replace("\n", "\r\n").replace("\r\r", "\r"))
                    .array();
            int length = charset.encode(text.replace("\n", "\r\n").replace("\r\r", "\r"))
                    .limit();
            return ByteBuffer.allocate(mark.length + length)
                    .put(mark)
                    .put(body, 0, length)
                    .array();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding("UTF-8", StandardCharsets.UTF_8),
            new Encoding("UTF-8 with mark", StandardCharsets.UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
            new Encoding("UTF-16LE with mark", StandardCharsets.UTF_16LE, (byte) 0xFF, (byte) 0xFE),
            new Encoding("UTF-16BE with mark", StandardCharsets.UTF_16BE, (byte) 0xFE, (byte) 0xFF),
            new Encoding("UTF-16LE", StandardCharsets.UTF_16LE),
            new Encoding("UTF-16BE", StandardCharsets.UTF_16BE),
            new Encoding("windows-1252", Decoding.WINDOWS),
            new Encoding("code page 850", Decoding.CONSOLE));

    @Provide
    Arbitrary<RegistrySnapshot> truths() {
        return Machines.truths();
    }

    @Property(tries = 12, seed = Seeds.BUILD)
    void a_registry_is_read_back_from_every_format_in_every_encoding(@ForAll("truths") RegistrySnapshot truth) {
        for (Format format : FORMATS) {
            for (Encoding encoding : ENCODINGS) {
                isReadBack(truth, format, encoding);
            }
        }
    }

    private static void isReadBack(RegistrySnapshot truth, Format format, Encoding encoding) {
        String printed = format.print().apply(truth);
        if (printed.isBlank()) {
            return; // there is nothing on this machine that such a listing shows
        }
        Evidence evidence = EvidenceReaderTest.READER.read(encoding.encode(printed));
        assertTrue(evidence.refusal().isEmpty(), evidence.refusal().toString());
        assertEquals(List.of(), evidence.contradictions());
        RegistrySnapshot read = findings(evidence);
        for (ValueName name : Machines.VALUES) {
            RegistrySnapshot.Finding is = truth.find(name);
            RegistrySnapshot.Finding found = read.find(name);
            if (!(found instanceof RegistrySnapshot.Unknown)) {
                assertTrue(
                        found.equals(is) || looksLikeAnother(is, found, format, encoding),
                        format + ": " + name + " " + found + " is " + is);
            }
            boolean garbled = is instanceof RegistrySnapshot.Absent
                    && truth.values().entrySet().stream()
                            .anyMatch(other -> other.getKey().key().equals(name.key())
                                    && other.getValue()
                                            .filter(v -> !Machines.isPrintable(v))
                                            .isPresent());
            boolean shown = !format.name().equals(HEALTH_CHECKER) || Prints.isInHealthChecker(name);
            if (shown && !garbled && isTold(is, format.tells(), encoding)) {
                assertEquals(is, found, format + ": " + name);
            }
        }
    }

    /** All findings, before anything is left out for being too long. */
    private static RegistrySnapshot findings(Evidence evidence) {
        return RegistryClaims.snapshot(
                evidence.findings().stream().map(Finding::claim).toList());
    }

    /** What the printed text itself no longer tells. */
    private static boolean looksLikeAnother(
            RegistrySnapshot.Finding is, RegistrySnapshot.Finding found, Format format, Encoding encoding) {
        if (!(is instanceof RegistrySnapshot.Present truth) || !(found instanceof RegistrySnapshot.Present read)) {
            return false;
        }
        boolean lostInPrint = format.tells() != Tells.PRESENT && !Machines.isPrintable(truth.value());
        // The reader says in a remark that such a listing shows no types.
        boolean lostType = format.tells() == Tells.WITHOUT_TYPES
                && truth.value().asText().map(String::strip).equals(shown(read.value()));
        return lostInPrint || lostType || !isEncodable(truth.value(), encoding);
    }

    private static boolean isEncodable(RegistryValue value, Encoding encoding) {
        return value.asText()
                .map(text -> encoding.charset().newEncoder().canEncode(text))
                .orElse(true);
    }

    private static Optional<String> shown(RegistryValue value) {
        return value.asDword().isPresent()
                ? Optional.of(Integer.toString(value.asDword().getAsInt()))
                : value.asText().map(String::strip);
    }

    private static boolean isTold(RegistrySnapshot.Finding is, Tells tells, Encoding encoding) {
        if (is instanceof RegistrySnapshot.Absent) {
            return tells == Tells.ALL;
        }
        RegistryValue value = ((RegistrySnapshot.Present) is).value();
        boolean clear = isEncodable(value, encoding);
        return switch (tells) {
            case ALL -> Machines.isPrintable(value) && clear;
            case PRESENT -> clear;
            case WITHOUT_TYPES, NUMBERS -> value.asDword().isPresent();
        };
    }

    @Provide
    Arbitrary<RegistrySnapshot> plainTruths() {
        return Machines.truths().map(Machines::withoutUnprintable);
    }

    /** Cut at any byte: what the last line says may be half of something; everything before it is true. */
    @Property(tries = 20, seed = Seeds.BUILD)
    void half_a_file_says_nothing_but_what_is_true(
            @ForAll("plainTruths") RegistrySnapshot truth, @ForAll Random random) {
        for (Format format : FORMATS) {
            for (Encoding encoding : ENCODINGS) {
                byte[] file = encoding.encode(format.print().apply(truth) + "\n.");
                Evidence evidence = EvidenceReaderTest.READER.read(Arrays.copyOf(file, random.nextInt(file.length)));
                for (Finding finding : evidence.findings()) {
                    boolean half =
                            finding.origin().lines().stream().anyMatch(line -> line.number() >= evidence.lines());
                    assertTrue(
                            half || isTrue(finding.claim(), truth, format, encoding),
                            format + ", " + encoding + ": " + finding);
                }
            }
        }
    }

    private static boolean isTrue(Claim claim, RegistrySnapshot truth, Format format, Encoding encoding) {
        if (claim instanceof Claim.ValueIs value) {
            var found = new RegistrySnapshot.Present(value.value());
            var is = truth.find(value.name());
            return is.equals(found) || looksLikeAnother(is, found, format, encoding);
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return truth.find(absent.name()) instanceof RegistrySnapshot.Absent;
        }
        if (claim instanceof Claim.KeyIsAbsent absent) {
            return !truth.hasKey(absent.key()).orElse(true);
        }
        if (claim instanceof Claim.KeyIsThere there) {
            return truth.hasKey(there.key()).orElse(false);
        }
        return HostileTest.isWordSize(claim, truth);
    }

    @Property(tries = 150, seed = Seeds.BUILD)
    void several_pieces_of_one_machine_agree_and_are_put_together(@ForAll("plainTruths") RegistrySnapshot truth) {
        String all = String.join(
                "\n\n", Prints.regQuery(truth), Prints.regExport(truth), Prints.table(truth), Prints.report(truth));
        Evidence evidence = EvidenceReaderTest.READER.read(all);
        assertEquals(List.of(), evidence.contradictions());
        for (ValueName name : Machines.VALUES) {
            assertEquals(truth.find(name), findings(evidence).find(name));
        }
    }

    @Property(tries = 150, seed = Seeds.BUILD)
    void every_value_that_two_machines_do_not_share_counts_as_unknown(
            @ForAll("plainTruths") RegistrySnapshot one, @ForAll("plainTruths") RegistrySnapshot other) {
        Evidence evidence = EvidenceReaderTest.READER.read(Prints.report(one) + "\n" + Prints.report(other));
        RegistrySnapshot kept = evidence.kept().registry();
        for (ValueName name : Machines.VALUES) {
            boolean same = one.find(name).equals(other.find(name));
            RegistrySnapshot.Finding found = kept.find(name);
            assertTrue(
                    found instanceof RegistrySnapshot.Unknown || same && found.equals(one.find(name)),
                    name + " " + found);
        }
    }
}
