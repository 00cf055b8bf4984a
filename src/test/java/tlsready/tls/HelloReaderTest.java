package tlsready.tls;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import tlsready.tls.HelloResult.Hello;
import tlsready.tls.HelloResult.Incomplete;
import tlsready.tls.HelloResult.NotTls;
import tlsready.tls.HelloResult.Progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.tls.HelloBuilder.ascii;
import static tlsready.tls.HelloBuilder.concat;
import static tlsready.tls.HelloBuilder.u16;
import static tlsready.tls.HelloBuilder.u8;

class HelloReaderTest {
    private final byte[] hello =
            new HelloBuilder().serverName("tls12.example.org").groups(23, 24).build();

    @Test
    void a_hello_split_over_two_records_is_read_whole() {
        byte[] split = new HelloBuilder()
                .serverName("tls12.example.org")
                .groups(23, 24)
                .records(50);
        assertTrue(split.length > hello.length);
        ClientHello read = Reading.hello(split);
        assertEquals(Reading.hello(hello).withoutRaw(), read.withoutRaw());
        assertEquals(Bytes.of(split), read.raw());
    }

    @Test
    void what_follows_the_hello_is_kept_for_the_engine_and_not_taken_for_the_hello() {
        byte[] early = concat(hello, u8(20, 3, 3, 0, 1, 1), ascii("early data"));
        var reader = new HelloReader();
        var read = assertInstanceOf(Hello.class, reader.feed(early)).hello();
        assertEquals(Bytes.of(hello), read.raw());
        byte[] kept = new byte[reader.received().remaining()];
        reader.received().get(kept);
        assertArrayEquals(early, kept);
    }

    @Test
    void a_buffer_is_looked_at_and_left_as_it_was() {
        ByteBuffer direct = ByteBuffer.allocateDirect(hello.length + 10);
        direct.position(10).mark().put(hello).reset();
        var reader = new HelloReader();
        assertInstanceOf(Hello.class, reader.feed(direct));
        assertEquals(10, direct.position());
        assertEquals(hello.length, direct.remaining());
        assertEquals(direct, reader.received());
        assertTrue(reader.received().isReadOnly());
    }

    @Test
    void after_the_answer_nothing_more_is_kept_and_the_answer_stays() {
        var reader = new HelloReader();
        HelloResult answer = reader.feed(hello);
        assertSame(answer, reader.feed(new byte[100_000]));
        assertSame(answer, reader.end());
        assertEquals(hello.length, reader.received().remaining());
    }

    @Test
    void silence_too_few_bytes_and_half_a_hello_are_told_apart() {
        assertEquals(new Incomplete(Progress.SILENT, 0), new HelloReader().end());
        assertEquals(new Incomplete(Progress.UNRECOGNISED, 1), Reading.dripped(u8(22)));
        assertEquals(new Incomplete(Progress.UNRECOGNISED, 3), Reading.dripped(ascii("GET")));
        assertEquals(new Incomplete(Progress.PARTIAL_HELLO, 60), Reading.dripped(Arrays.copyOf(hello, 60)));
        assertFalse(new HelloReader().feed(new byte[0]).isFinal());
    }

    @Test
    void other_protocols_are_named_with_what_they_said() {
        assertOther(PlainProtocol.PLAIN_HTTP, "GET /v1/verdict HTTP/1.1", "GET /v1/verdict HTTP/1.1..Host: x..\r\n");
        assertOther(PlainProtocol.PLAIN_HTTP, "PRI * HTTP/2.0....SM....", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertOther(PlainProtocol.PLAIN_HTTP, "POST / HTTP/1.0..", "POST / HTTP/1.0\r\n");
        assertOther(PlainProtocol.SSH, "SSH-2.0-OpenSSH_9.2..", "SSH-2.0-OpenSSH_9.2\r\n");
        assertOther(PlainProtocol.PROXY_PROTOCOL, "PROXY TCP4 192.0.2.1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n");
        assertOther(PlainProtocol.PROXY_PROTOCOL, ".......QUIT.!..", "\r\n\r\n\0\r\nQUIT\n!\u0011\0");
        assertOther(PlainProtocol.SMTP, "EHLO client.example..", "EHLO client.example\r\n");
        assertOther(PlainProtocol.SOCKS, "...", "\u0005\u0001\0");
        assertOther(PlainProtocol.RDP, "...%", "\u0003\0\0%");
        assertOther(PlainProtocol.GARBAGE, "Hello there", "Hello there");
        assertOther(PlainProtocol.GARBAGE, "....", "\0\0\0\0");
        assertOther(PlainProtocol.GARBAGE, "..", "\u0016\u0002");
    }

    private static void assertOther(PlainProtocol protocol, String excerpt, String sent) {
        var other = assertInstanceOf(NotTls.class, Reading.whole(ascii(sent)));
        assertEquals(protocol, other.protocol());
        assertTrue(other.excerpt().startsWith(excerpt), other.excerpt());
        assertTrue(other.excerpt().length() <= HelloReader.EXCERPT);
        assertEquals(
                protocol,
                assertInstanceOf(NotTls.class, Reading.dripped(ascii(sent))).protocol());
    }

    @Test
    void an_excerpt_can_break_no_line_and_no_terminal() {
        var other = assertInstanceOf(NotTls.class, Reading.whole(u8('a', '\n', 27, '[', '2', 'J', 0x7F, 0xE9)));
        assertEquals("a..[2J..", other.excerpt());
    }

    @Test
    void an_SSLv2_framed_hello_is_read() {
        byte[] challenge = new byte[16];
        Arrays.fill(challenge, (byte) 7);
        byte[] framed = new HelloBuilder()
                .legacyVersion(0x0301)
                .random(challenge)
                .ssl2(0x000004, 0x00000A, 0x010080, 0x0700C0, 0x0000FF);
        ClientHello read = Reading.hello(framed);
        assertEquals(HelloFormat.SSLV2, read.format());
        assertEquals(TlsVersion.TLS_1_0, read.highestVersion().orElseThrow());
        assertEquals(
                "[TLS_RSA_WITH_RC4_128_MD5, TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_EMPTY_RENEGOTIATION_INFO_SCSV]",
                read.suites().toString());
        assertEquals(
                "[SSL_CK_RC4_128_WITH_MD5, SSL_CK_DES_192_EDE3_CBC_WITH_MD5]",
                read.ssl2Ciphers().toString());
        assertEquals(Bytes.of(challenge), read.random());
        assertEquals(Bytes.of(framed), read.raw());
        assertTrue(read.supportsSecureRenegotiation());
        assertTrue(read.extensions().inOrder().isEmpty() && !read.offersCompression());
        assertEquals(Reading.whole(framed), Reading.dripped(framed));
    }

    @Test
    void a_pure_SSL_2_hello_offers_SSL_2_and_nothing_else() {
        ClientHello read = Reading.hello(new HelloBuilder().legacyVersion(2).ssl2(0x010080));
        assertEquals(TlsVersion.SSL_2_0, read.highestVersion().orElseThrow());
        assertTrue(read.offers(TlsVersion.SSL_2_0));
        assertFalse(read.offers(TlsVersion.SSL_3_0));
    }

    @Test
    void SSLv2_framing_with_wrong_lengths_is_malformed() {
        byte[] framed = new HelloBuilder().ssl2(0x000004, 0x00000A);
        assertEquals(HelloFlaw.UNEVEN_LIST, Reading.flaw(patched(patched(framed, 6, 5), 10, 33)));
        assertEquals(HelloFlaw.ENDS_EARLY, Reading.flaw(patched(framed, 10, 33)));
        assertEquals(HelloFlaw.LEFT_OVER, Reading.flaw(patched(framed, 10, 31)));
        assertEquals(HelloFlaw.HELLO_TOO_LARGE, Reading.flaw(u8(0xFF, 0xFF, 1, 3, 1)));
    }

    @Test
    void each_flaw_is_named() {
        assertEquals(HelloFlaw.EMPTY_RECORD, Reading.flaw(u8(22, 3, 1, 0, 0)));
        assertEquals(HelloFlaw.OVERSIZED_RECORD, Reading.flaw(u8(22, 3, 1, 0x40, 1)));
        assertEquals(HelloFlaw.WRONG_RECORD, Reading.flaw(u8(21, 3, 1, 0, 2, 2, 70)));
        assertEquals(
                HelloFlaw.WRONG_RECORD,
                Reading.flaw(concat(Arrays.copyOf(new HelloBuilder().records(20), 25), u8(23))));
        assertEquals(
                HelloFlaw.WRONG_RECORD_VERSION,
                Reading.flaw(concat(Arrays.copyOf(new HelloBuilder().records(20), 25), u8(22, 2))));
        assertEquals(HelloFlaw.WRONG_MESSAGE, Reading.flaw(u8(22, 3, 3, 0, 1, 2)));
        assertEquals(HelloFlaw.HELLO_TOO_LARGE, Reading.flaw(u8(22, 3, 1, 0, 4, 1, 1, 0, 0)));
        assertEquals(HelloFlaw.ENDS_EARLY, Reading.flaw(u8(22, 3, 1, 0, 4, 1, 0, 0, 0)));
        assertEquals(
                HelloFlaw.FIELD_TOO_LONG,
                Reading.flaw(new HelloBuilder().sessionId(new byte[33]).build()));
        assertEquals(
                HelloFlaw.UNEVEN_LIST,
                Reading.flaw(
                        new HelloBuilder().extension(10, u8(0, 3, 0, 23, 0)).build()));
        assertEquals(
                HelloFlaw.LEFT_OVER,
                Reading.flaw(
                        new HelloBuilder().extension(10, u8(0, 2, 0, 23, 0)).build()));
        assertEquals(
                HelloFlaw.ENDS_EARLY,
                Reading.flaw(new HelloBuilder().extension(43, new byte[0]).build()));
        assertEquals(
                HelloFlaw.DUPLICATE_EXTENSION,
                Reading.flaw(new HelloBuilder().groups(23).groups(24).build()));
    }

    @Test
    void a_flaw_says_where_it_is_and_with_which_numbers() {
        var malformed = (HelloResult.Malformed)
                Reading.whole(new HelloBuilder().extension(10, u16(8, 23)).build());
        assertEquals(
                "In the extension supported_groups the supported groups should have 8 bytes, but 2 are left.",
                malformed.sentence());
    }

    @Test
    void the_longest_hello_is_read_and_one_byte_more_is_not() {
        int empty = new HelloBuilder().extension(21, new byte[0]).message().length;
        byte[] longest = new HelloBuilder()
                .extension(21, new byte[HelloReader.MAX_HELLO - empty])
                .build();
        assertEquals(HelloReader.MAX_HELLO + 5, longest.length);
        assertInstanceOf(Hello.class, Reading.whole(longest));
        byte[] longer = new HelloBuilder()
                .extension(21, new byte[HelloReader.MAX_HELLO - empty + 1])
                .records(1000);
        assertEquals(HelloFlaw.HELLO_TOO_LARGE, Reading.flaw(longer));
    }

    @Test
    void a_hello_in_records_of_one_byte_is_read_until_it_takes_too_much_room() {
        byte[] fits = new HelloBuilder().extension(21, new byte[5000]).records(1);
        assertTimeout(Duration.ofSeconds(5), () -> assertInstanceOf(Hello.class, Reading.dripped(fits)));
        byte[] tooMany = new HelloBuilder().extension(21, new byte[6000]).records(1);
        assertTrue(tooMany.length > HelloReader.MAX_WIRE);
        assertEquals(HelloFlaw.TOO_MANY_RECORDS, Reading.flaw(tooMany));
        assertEquals(Reading.whole(tooMany), Reading.dripped(tooMany));
    }

    @Test
    void arguments_that_no_network_sends_are_refused() {
        assertThrows(IndexOutOfBoundsException.class, () -> new HelloReader().feed(new byte[3], 2, 2));
    }

    private static byte[] patched(byte[] bytes, int at, int value) {
        byte[] patched = bytes.clone();
        patched[at] = (byte) value;
        return patched;
    }
}
