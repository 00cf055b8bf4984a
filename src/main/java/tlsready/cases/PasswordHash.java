package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: Argon2id (RFC 9106) in the usual notation {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
 * Memory, passes and lanes are the first of the settings that the OWASP Password Storage Cheat Sheet recommends:
 * 19 MiB, 2 passes, 1 lane. A hash carries its own settings, so that they can be raised later.
 */
record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final Pattern SHAPE =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([^$]+)\\$([^$]+)");

    /** Nobody's password. To be asked for names that nobody has, so that they take as long as others. */
    static final PasswordHash NOBODY = new PasswordHash(MEMORY_KIB, PASSES, LANES, new byte[SALT], new byte[LENGTH]);

    /** Of a new password. */
    static PasswordHash of(String password, RandomGenerator chance) {
        byte[] salt = new byte[SALT];
        chance.nextBytes(salt);
        return new PasswordHash(
                MEMORY_KIB, PASSES, LANES, salt, argon2(password, salt, MEMORY_KIB, PASSES, LANES, LENGTH));
    }

    /** From the notation in which it is kept. */
    static PasswordHash read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a password is kept in a notation that is not ours");
        }
        var base64 = Base64.getDecoder();
        return new PasswordHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                base64.decode(parts.group(4)),
                base64.decode(parts.group(5)));
    }

    /** Whether this is the password. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, argon2(password, salt, memory, passes, lanes, hash.length));
    }

    /** The notation in which it is kept. */
    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] out = new byte[length];
        generator.generateBytes(password(password), out);
        return out;
    }

    /** Keyboards differ in how they send an umlaut. */
    private static byte[] password(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
