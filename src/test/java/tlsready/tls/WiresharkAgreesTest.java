package tlsready.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.tls.HelloBuilder.concat;
import static tlsready.tls.HelloBuilder.u16;
import static tlsready.tls.HelloBuilder.u8;

/** Wireshark as a second opinion on every recorded hello. */
class WiresharkAgreesTest {
    private static final int FIRST_PORT = 10_000;

    @Test
    void wireshark_reads_the_same_from_every_recorded_hello(@TempDir Path folder) throws Exception {
        var hellos = RecordedClient.all().stream()
                .map(client -> Reading.hello(client.hello()))
                .filter(hello -> hello.format() == HelloFormat.TLS_RECORD)
                .toList();
        var theirs = wireshark(Files.write(folder.resolve("hellos.pcap"), capture(hellos)));
        assertTrue(hellos.size() >= 158);
        assertEquals(hellos.size(), theirs.size());
        for (int i = 0; i < hellos.size(); i++) {
            assertSame(FIRST_PORT + i, hellos.get(i), theirs.get(i).split("\t", -1));
        }
    }

    /** Against tshark's fields: port, JA3 text, JA3 hash, server name, named versions and signature schemes. */
    private static void assertSame(int port, ClientHello hello, String[] fields) {
        Ja3 ja3 = Ja3.of(hello).orElseThrow();
        String name = hello.serverName().orElse("");
        String versions = hexes(hello.extensions().supportedVersions().stream().map(ProtocolVersion::code));
        String schemes = hexes(hello.extensions().signatureSchemes().stream().map(SignatureScheme::code));
        assertEquals(
                List.of(Integer.toString(port), ja3.text(), ja3.hash(), name, versions),
                List.of(fields).subList(0, 5));
        // tshark prints the schemes for delegated credentials (34) and for certificates (50) in the same field.
        boolean alone = !hello.extensions().has(34) && !hello.extensions().has(50);
        assertTrue(alone ? fields[5].equals(schemes) : fields[5].contains(schemes), fields[5]);
    }

    private static String hexes(Stream<Integer> codes) {
        return codes.map(code -> String.format("0x%04x", code)).collect(Collectors.joining(","));
    }

    private static List<String> wireshark(Path capture) throws Exception {
        var command = new ArrayList<>(List.of(
                TestTools.require("tshark", "tshark").toString(),
                "-r",
                capture.toString(),
                "-d",
                "tcp.port==443,tls",
                "-T",
                "fields"));
        for (String field : List.of(
                "tcp.srcport",
                "tls.handshake.ja3_full",
                "tls.handshake.ja3",
                "tls.handshake.extensions_server_name",
                "tls.handshake.extensions.supported_version",
                "tls.handshake.sig_hash_alg")) {
            command.addAll(List.of("-e", field));
        }
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }

    /** A capture file in which each hello is the first packet of a connection of its own. */
    private static byte[] capture(List<ClientHello> hellos) {
        byte[] header = Bytes.ofHex("a1b2c3d4" + "00020004" + "0000000000000000" + "00040000" + "000000e4")
                .toArray(); // IPv4
        var packets = new ArrayList<>(List.of(header));
        for (int i = 0; i < hellos.size(); i++) {
            byte[] packet = packet(FIRST_PORT + i, hellos.get(i).raw().toArray());
            packets.add(concat(new byte[8], new byte[2], u16(packet.length), new byte[2], u16(packet.length), packet));
        }
        return concat(packets.toArray(byte[][]::new));
    }

    private static byte[] packet(int port, byte[] payload) {
        byte[] tcp = concat(u16(port, 443), u8(0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18), u16(0xFFFF, 0, 0), payload);
        byte[] addresses = u8(192, 0, 2, 1, 192, 0, 2, 2);
        return concat(u8(0x45, 0), u16(20 + tcp.length), u8(0, 0, 0x40, 0, 64, 6, 0, 0), addresses, tcp);
    }
}
