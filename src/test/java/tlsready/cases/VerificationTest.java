package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each thing that can be wrong with a receipt has its own sentence. */
class VerificationTest {
    private static final Instant MADE = Instant.parse("2026-11-22T12:00:00Z");
    private static final SigningKey KEY = SigningKey.make(MADE.minusSeconds(60), MADE.plus(Duration.ofDays(365)));
    private static final VerifyRing OURS =
            new VerifyRing(new VerifyKeys(List.of(KEY.open())), Map.of(), VerifyKeys.NONE);

    static Receipt receipt(Instant made) {
        var seen = new Receipt.Seen(made, "passed", "offered TLS 1.2 and 12 cipher suites");
        return new Receipt(
                Receipt.FORMAT,
                Optional.of("https://tls.example.org"),
                made,
                new Receipt.About("room", "ab".repeat(32)),
                "2026.11.2",
                Optional.empty(),
                Optional.empty(),
                List.of(new Receipt.Proved(
                        "Windows 10", Optional.of("curl"), "ArcGIS Online", Optional.empty(), seen, List.of())),
                List.of(),
                List.of("Nothing is said of other programs."));
    }

    private static Verification look(String text) {
        return Verification.of(text, OURS);
    }

    @Test
    void a_receipt_is_genuine_as_file_as_line_and_as_line_that_a_mail_program_broke() {
        SignedReceipt signed = SignedReceipt.of(receipt(MADE), KEY);
        assertEquals(Verification.Result.VALID, look(signed.file()).result());
        Verification seen = look("  " + signed.jws().replaceAll("(.{60})", "$1\r\n") + "\n");
        assertEquals(Verification.Result.VALID, seen.result());
        assertEquals(receipt(MADE), seen.receipt().orElseThrow());
    }

    @Test
    void the_same_receipt_is_always_the_same_bytes() {
        assertEquals(
                SignedReceipt.of(receipt(MADE), KEY).file(),
                SignedReceipt.of(receipt(MADE), KEY).file());
        String json = new String(ReceiptJson.canonical(receipt(MADE)), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(
                """
                {"about":{"kind":"room","sha256":"%s"},"doesNotProve":["Nothing is said of other programs."],\
                "format":"tls-ready-receipt/1","issuedAt":"2026-11-22T12:00:00Z","issuer":"https://tls.example.org",\
                "knowledge":"2026.11.2","notProved":[],"proved":[{"after":{"at":"2026-11-22T12:00:00Z",\
                "hello":"offered TLS 1.2 and 12 cipher suites","verdict":"passed"},"called":"ArcGIS Online","change":[],"claimed":"curl",\
                "stack":"Windows 10"}]}"""
                        .formatted("ab".repeat(32)),
                json);
    }

    @Property(tries = 1000, seed = Seeds.BUILD)
    void no_changed_letter_of_the_file_is_called_genuine_unless_it_says_the_same(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 33, max = 126) int letter) {
        String file = SignedReceipt.of(receipt(MADE), KEY).file();
        int at = place % file.length();
        if (file.charAt(at) == letter || file.charAt(at) == '\n' || file.charAt(at) == ' ') {
            return; // blanks between members say nothing
        }
        Verification seen = look(file.substring(0, at) + (char) letter + file.substring(at + 1));
        // A letter in the name of the member "receipt" leaves a file without a copy; what was signed is as it was.
        if (seen.result().valid()) {
            assertEquals(receipt(MADE), seen.receipt().orElseThrow());
            int name = file.indexOf("\"receipt\"");
            assertTrue(at > name && at < name + "\"receipt\"".length(), () -> "at " + at);
        }
    }

    @Test
    void a_changed_copy_beside_an_unchanged_signature_is_refused() {
        String file = SignedReceipt.of(receipt(MADE), KEY).file().replace("ArcGIS Online", "ArcGIS Offline");
        assertEquals(Verification.Result.CHANGED, look(file).result());
    }

    @Test
    void an_unknown_key_is_named_and_a_given_or_trusted_one_is_told_apart() {
        SigningKey other = SigningKey.make(MADE, MADE.plusSeconds(60));
        String jws = SignedReceipt.of(receipt(MADE), other).jws();
        Verification unknown = look(jws);
        assertEquals(Verification.Result.UNKNOWN_KEY, unknown.result());
        assertTrue(unknown.says().contains(other.open().kid()), unknown.says());
        VerifyKeys theirs = VerifyKeys.read(new VerifyKeys(List.of(other.open())).write());
        Verification given = Verification.of(jws, new VerifyRing(VerifyKeys.NONE, Map.of(), theirs));
        assertEquals(Verification.Result.VALID_GIVEN_KEY, given.result());
        Verification trusted =
                Verification.of(jws, new VerifyRing(VerifyKeys.NONE, Map.of("tls.example.org", theirs), theirs));
        assertEquals(Verification.Result.VALID_TRUSTED, trusted.result());
        assertTrue(trusted.says().contains("tls.example.org"));
    }

    @Test
    void a_key_that_had_expired_when_the_receipt_was_made_is_refused_and_one_that_expired_since_is_not() {
        assertEquals(
                Verification.Result.EXPIRED_KEY,
                look(SignedReceipt.of(receipt(MADE.plus(Duration.ofDays(366))), KEY)
                                .jws())
                        .result());
        assertEquals(
                Verification.Result.EXPIRED_KEY,
                look(SignedReceipt.of(receipt(MADE.minusSeconds(61)), KEY).jws())
                        .result());
        SigningKey short1 = SigningKey.make(MADE, MADE.plusSeconds(1));
        var ring = new VerifyRing(new VerifyKeys(List.of(short1.open())), Map.of(), VerifyKeys.NONE);
        assertEquals(
                Verification.Result.VALID,
                Verification.of(SignedReceipt.of(receipt(MADE), short1).jws(), ring)
                        .result());
    }

    @Test
    void what_is_no_receipt_or_too_large_is_told_so() {
        for (String text :
                List.of("hello", "{}", "{\"jws\":1}", "a.b.c", "[1]", "{\"jws\":\"x\",\"jws\":\"y\"}", "{")) {
            assertEquals(Verification.Result.NOT_A_RECEIPT, look(text).result(), text);
        }
        assertEquals(
                Verification.Result.TOO_LARGE,
                look("x".repeat(Verification.LIMIT + 1)).result());
        byte[] header =
                ReceiptJson.canonical(Map.of("alg", "EdDSA", "kid", KEY.open().kid(), "typ", SignedReceipt.TYPE));
        String other =
                Jws.sign(header, "{\"format\":\"other/1\"}".getBytes(), KEY).compact();
        assertEquals(Verification.Result.NOT_A_RECEIPT, look(other).result());
    }

    @Test
    void every_result_has_a_sentence_of_its_own() {
        var results = List.of(Verification.Result.values());
        long different = results.stream()
                .map(result -> Verification.Result.valueOf(result.name()).token())
                .distinct()
                .count();
        assertEquals(results.size(), different);
        assertNotEquals(look("hello").says(), Verification.tooLarge().says());
    }

    @Test
    void a_header_with_another_algorithm_is_refused() {
        for (String header : List.of(
                "{\"alg\":\"none\"}", "{\"alg\":\"HS256\",\"kid\":\"x\",\"typ\":\"" + SignedReceipt.TYPE + "\"}")) {
            String jws = Jws.sign(header.getBytes(), ReceiptJson.canonical(receipt(MADE)), KEY)
                    .compact();
            assertEquals(Verification.Result.CHANGED, look(jws).result(), header);
        }
    }
}
