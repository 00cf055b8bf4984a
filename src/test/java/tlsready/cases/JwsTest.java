package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Signatures: the example of RFC 8037, and what a changed letter does. */
class JwsTest {
    private static final SigningKey KEY = SigningKey.make(Instant.EPOCH, Instant.MAX);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=~ \n";

    /** RFC 8037, appendix A: keys, thumbprint and signature. */
    @Test
    void the_example_of_RFC_8037_comes_out_byte_for_byte() {
        byte[] d = Jws.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        byte[] x = Jws.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        var open = new VerifyKey(x, Instant.EPOCH, Instant.MAX);
        assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", open.kid());
        byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] pkcs8 = new byte[head.length + d.length];
        System.arraycopy(head, 0, pkcs8, 0, head.length);
        System.arraycopy(d, 0, pkcs8, head.length, d.length);
        Jws made = Jws.sign(
                "{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.US_ASCII),
                "Example of Ed25519 signing".getBytes(StandardCharsets.US_ASCII),
                SigningKey.of(pkcs8, open));
        assertEquals(
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6d"
                        + "WbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
                made.compact());
        assertTrue(Jws.read(made.compact()).orElseThrow().isSignedBy(open));
    }

    @Property(tries = 200, seed = Seeds.BUILD)
    void what_is_signed_is_verified_and_read_back(@ForAll byte[] payload) {
        if (payload.length == 0) {
            return; // a receipt is never empty, and the reader takes no empty piece
        }
        Jws made = Jws.sign(new byte[] {'{', '}'}, payload, KEY);
        Jws read = Jws.read(made.compact()).orElseThrow();
        assertArrayEquals(payload, read.payload());
        assertTrue(read.isSignedBy(KEY.open()));
        assertFalse(read.isSignedBy(SigningKey.make(Instant.EPOCH, Instant.MAX).open()));
    }

    @Property(tries = 2000, seed = Seeds.BUILD)
    void any_single_changed_letter_is_refused(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(max = 69) int letter) {
        String compact = Jws.sign(
                        "{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.US_ASCII),
                        "{\"a\":\"what was proved\"}".getBytes(StandardCharsets.US_ASCII),
                        KEY)
                .compact();
        int at = place % compact.length();
        char other = LETTERS.charAt(letter % LETTERS.length());
        if (compact.charAt(at) == other) {
            return;
        }
        String changed = compact.substring(0, at) + other + compact.substring(at + 1);
        assertFalse(Jws.read(changed).filter(jws -> jws.isSignedBy(KEY.open())).isPresent(), changed);
    }

    /** The last letter of 64 bytes has bits to spare; a lenient decoder takes four spellings of it. */
    @Test
    void the_last_letter_has_one_spelling() {
        String compact = Jws.sign(new byte[] {'{', '}'}, new byte[] {'1'}, KEY).compact();
        int taken = 0;
        for (char last : LETTERS.toCharArray()) {
            String text = compact.substring(0, compact.length() - 1) + last;
            taken += Jws.read(text).filter(jws -> jws.isSignedBy(KEY.open())).isPresent() ? 1 : 0;
        }
        assertEquals(1, taken);
    }

    @Test
    void a_sealed_key_opens_with_its_secret_and_its_name_only() {
        var chance = new java.util.Random(7);
        var seal = new SigningSeal(new byte[] {1}, chance);
        String sealed = seal.seal(KEY.encoded(), KEY.open().kid());
        assertArrayEquals(KEY.encoded(), seal.open(sealed, KEY.open().kid()).orElseThrow());
        assertTrue(seal.open(sealed, "another").isEmpty());
        assertTrue(new SigningSeal(new byte[] {2}, chance)
                .open(sealed, KEY.open().kid())
                .isEmpty());
        assertFalse(sealed.contains(Jws.encode(KEY.encoded())));
    }
}
