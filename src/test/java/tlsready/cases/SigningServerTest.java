package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keys of receipts over the years, with a moved clock. */
@QuarkusTest
class SigningServerTest {
    @Inject
    SigningServer server;

    @Inject
    ReceiptConfig config;

    @Inject
    Clock clock;

    @Inject
    RandomGenerator chance;

    @Test
    void the_page_and_the_contract_have_a_sentence_for_an_expired_and_for_an_unknown_key() {
        Instant now = clock.instant();
        SigningKey ours = server.signingAt(now);
        Receipt tooLate = VerificationTest.receipt(
                now.plus(Duration.ofDays(800)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        SigningKey theirs = SigningKey.make(now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        Map<String, String> sentences = Map.of(
                SignedReceipt.of(tooLate, ours).file(),
                "expired-key The signature fits its key, but the key did not sign at the time that the receipt names",
                SignedReceipt.of(tooLate, theirs).file(),
                "unknown-key The receipt names a key that this portal does not know ("
                        + theirs.open().kid() + ").");
        sentences.forEach((file, said) -> {
            String token = said.substring(0, said.indexOf(' '));
            String sentence = said.substring(said.indexOf(' ') + 1);
            Response contract = given().contentType("application/octet-stream")
                    .body(file.getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/verify");
            assertEquals(422, contract.statusCode());
            assertEquals(token, contract.jsonPath().getString("result"));
            assertTrue(contract.jsonPath().getString("says").startsWith(sentence), contract.asString());
            for (String part : List.of("receipt", "file")) {
                Response page =
                        given().accept("text/html").multiPart(part, file).post("/verify");
                assertEquals(422, page.statusCode());
                assertTrue(page.asString().contains(sentence), page.asString());
                assertFalse(page.asString().contains("<section class=\"receipt\">"), "nothing of it is shown as true");
            }
        });
    }

    @Test
    void a_key_signs_for_a_year_and_its_open_part_stays_for_ever() {
        Instant now = clock.instant();
        SigningKey first = server.signingAt(now);
        assertEquals(
                first.open().kid(),
                server.signingAt(now.plus(Duration.ofDays(300))).open().kid());
        Receipt old = VerificationTest.receipt(now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        SignedReceipt signed = SignedReceipt.of(old, first);

        Instant nextYear = now.plus(Duration.ofDays(340));
        SigningKey second = server.signingAt(nextYear);
        assertNotEquals(first.open().kid(), second.open().kid(), "the next is made before the last one ends");
        SigningKey third = server.signingAt(now.plus(Duration.ofDays(700)));
        assertNotEquals(second.open().kid(), third.open().kid());

        VerifyKeys published = server.published();
        for (SigningKey key : List.of(first, second, third)) {
            assertTrue(published.named(key.open().kid()).isPresent());
        }
        var ring = new VerifyRing(published, java.util.Map.of(), VerifyKeys.NONE);
        assertEquals(
                Verification.Result.VALID, Verification.of(signed.jws(), ring).result());
        QuarkusTransaction.requiringNew().run(() -> {
            SigningKeyEntity kept = SigningKeyEntity.findById(first.open().kid());
            assertEquals(null, kept.sealed, "what signs no more is not kept");
            // The other tests' clock has not moved.
            SigningKeyEntity.deleteAll();
        });
    }

    @Test
    void the_private_key_is_in_the_database_only_sealed_and_the_secret_is_for_one_account() throws Exception {
        SigningKey key = server.signingAt(clock.instant());
        SigningKeyEntity kept = QuarkusTransaction.requiringNew()
                .call(() -> SigningKeyEntity.findById(key.open().kid()));
        assertFalse(new String(Jws.decode(kept.sealed), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(key.encoded(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        Path secret = config.folder().resolve("receipt-secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    }

    @Test
    void a_second_replica_signs_with_the_same_key() {
        var other = new SigningServer(config, Clock.fixed(clock.instant(), ZoneOffset.UTC), chance);
        assertEquals(
                server.signingAt(clock.instant()).open().kid(),
                other.signingAt(clock.instant()).open().kid());
    }
}
