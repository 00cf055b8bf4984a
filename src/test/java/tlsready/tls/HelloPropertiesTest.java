package tlsready.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import tlsready.Seeds;
import tlsready.tls.HelloResult.Hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HelloPropertiesTest {
    /** The parts of a hello that a builder can be given and a reader must give back. */
    record Parts(
            int version,
            int[] suites,
            byte[] sessionId,
            int[] compression,
            String host,
            int[] groups,
            int[] schemes,
            int[] versions,
            List<String> protocols,
            Set<Integer> unknown) {
        HelloBuilder builder() {
            var builder = new HelloBuilder()
                    .legacyVersion(version)
                    .suites(suites)
                    .sessionId(sessionId)
                    .compression(compression)
                    .serverName(host)
                    .groups(groups)
                    .signatureSchemes(schemes)
                    .supportedVersions(versions)
                    .alpn(protocols.toArray(String[]::new));
            unknown.forEach(type -> builder.extension(type, new byte[type & 0x1F]));
            return builder;
        }
    }

    @Provide
    Arbitrary<Parts> parts() {
        var code = Arbitraries.integers().between(0, 0xFFFF);
        var codes = code.array(int[].class).ofMaxSize(40);
        return Combinators.combine(
                        code,
                        codes,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(32),
                        Arbitraries.integers()
                                .between(0, 255)
                                .array(int[].class)
                                .ofMaxSize(3))
                .flatAs((version, suites, id, compression) -> Combinators.combine(
                                Arbitraries.strings()
                                        .withCharRange('a', 'z')
                                        .withChars(".-")
                                        .ofMinLength(1)
                                        .ofMaxLength(60),
                                codes,
                                codes,
                                codes,
                                Arbitraries.strings()
                                        .withCharRange('\0', '\u00ff')
                                        .ofMaxLength(9)
                                        .list()
                                        .ofMaxSize(4),
                                Arbitraries.integers()
                                        .between(0x5000, 0xF000)
                                        .set()
                                        .ofMaxSize(5))
                        .as((host, groups, schemes, versions, protocols, unknown) -> new Parts(
                                version,
                                suites,
                                id,
                                compression,
                                host,
                                groups,
                                schemes,
                                versions,
                                protocols,
                                unknown)));
    }

    @Property(seed = Seeds.BUILD)
    void what_is_written_is_read(@ForAll("parts") Parts parts) {
        ClientHello hello = Reading.hello(parts.builder().build());
        var extensions = hello.extensions();
        assertEquals(parts.version, hello.legacyVersion());
        assertEquals(Bytes.of(parts.sessionId), hello.sessionId());
        assertEquals(
                ints(parts.suites),
                hello.suites().stream().map(CipherSuite::code).toList());
        assertEquals(ints(parts.compression), hello.compressionMethods());
        assertEquals(parts.host, hello.serverName().orElseThrow());
        assertEquals(
                ints(parts.groups),
                extensions.groups().stream().map(NamedGroup::code).toList());
        assertEquals(
                ints(parts.schemes),
                extensions.signatureSchemes().stream()
                        .map(SignatureScheme::code)
                        .toList());
        assertEquals(
                ints(parts.versions),
                extensions.supportedVersions().stream()
                        .map(ProtocolVersion::code)
                        .toList());
        assertEquals(parts.protocols, extensions.alpn());
        assertTrue(parts.unknown.stream().allMatch(extensions::has));
        Reading.toTheEnd(parts.builder().build());
        assertTrue(Ja3.of(hello).isPresent() && Ja4.of(hello).isPresent());
    }

    @Property(seed = Seeds.BUILD)
    void how_it_is_cut_into_records_and_pieces_changes_nothing(
            @ForAll("parts") Parts parts,
            @ForAll @IntRange(min = 1, max = 700) int record,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 300) Integer> pieces) {
        byte[] wire = parts.builder().records(record);
        var reader = new HelloReader();
        int at = 0;
        for (int piece : pieces) {
            int length = Math.min(piece, wire.length - at);
            reader.feed(wire, at, length);
            at += length;
        }
        var read = assertInstanceOf(Hello.class, reader.feed(wire, at, wire.length - at));
        assertEquals(
                Reading.hello(parts.builder().build()).withoutRaw(),
                read.hello().withoutRaw());
    }

    @Property(tries = 5000, seed = Seeds.BUILD)
    void any_bytes_at_all_get_an_answer_that_does_not_depend_on_their_pieces(@ForAll("noise") byte[] bytes) {
        HelloResult whole = Reading.toTheEnd(bytes);
        HelloResult dripped = Reading.dripped(bytes);
        if (whole instanceof HelloResult.NotTls other) {
            assertEquals(
                    other.protocol(),
                    assertInstanceOf(HelloResult.NotTls.class, dripped).protocol());
        } else {
            assertEquals(whole, dripped);
        }
    }

    /** Noise behind each beginning that makes the reader look closer. */
    @Provide
    Arbitrary<byte[]> noise() {
        byte[] hello = new HelloBuilder().groups(23).build();
        var beginnings = Arbitraries.of(
                new byte[0],
                new byte[] {22},
                new byte[] {22, 3, 1},
                new byte[] {22, 3, 1, 0},
                new byte[] {22, 3, 3, 0, 90, 1},
                new byte[] {22, 3, 1, 0, 80, 1, 0, 0, 76},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0x80, 40, 1, 3, 1, 0},
                new byte[] {(byte) 0x80, 28, 1, 0, 2, 0, 3, 0, 0, 0, 16},
                "GE".getBytes(),
                "PRO".getBytes(),
                new byte[] {21, 3},
                Arrays.copyOf(hello, 50),
                Arrays.copyOf(hello, hello.length - 4));
        var noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Combinators.combine(beginnings, noise).as((begin, rest) -> HelloBuilder.concat(begin, rest));
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void shuffled_extensions_have_the_same_JA4(@ForAll("parts") Parts parts, @ForAll Random random) {
        ClientHello hello = Reading.hello(parts.builder().build());
        var order = new ArrayList<>(hello.extensions().inOrder());
        Collections.shuffle(order, random);
        var shuffled = new HelloBuilder().legacyVersion(parts.version).suites(parts.suites);
        order.forEach(extension ->
                shuffled.extension(extension.type().code(), extension.data().toArray()));
        assertEquals(Ja4.of(hello), Ja4.of(Reading.hello(shuffled.build())));
    }

    @Property(seed = Seeds.BUILD)
    void memory_is_bounded_by_the_limit_and_the_last_piece(@ForAll @IntRange(min = 1, max = 4000) int piece) {
        byte[] endless = new HelloBuilder().extension(21, new byte[60_000]).build(); // says 60,000 bytes will come
        byte[] slow = HelloBuilder.concat(new byte[] {22, 3, 1, 0x40, 0, 1, 0, 0x3F, (byte) 0xFC}, new byte[16_379]);
        for (byte[] wire : List.of(endless, slow)) {
            var reader = new HelloReader();
            for (int at = 0; at < wire.length; at += piece) {
                reader.feed(wire, at, Math.min(piece, wire.length - at));
            }
            assertTrue(reader.received().remaining() <= HelloReader.MAX_WIRE + piece);
        }
    }

    private static List<Integer> ints(int[] codes) {
        return Arrays.stream(codes).boxed().toList();
    }
}
