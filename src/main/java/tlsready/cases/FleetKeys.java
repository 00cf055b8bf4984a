package tlsready.cases;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes labels of groups, secrets and salts. */
final class FleetKeys {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final RandomGenerator chance;

    FleetKeys(RandomGenerator chance) {
        this.chance = chance;
    }

    String label() {
        var label = new StringBuilder("f");
        while (label.length() < FleetLabel.GROUP) {
            label.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return label.toString();
    }

    /** 64 hexadecimal digits. */
    String secret() {
        return hex(SECRET_BYTES);
    }

    /** 32 hexadecimal digits. */
    String salt() {
        return hex(SALT_BYTES);
    }

    private String hex(int size) {
        byte[] bytes = new byte[size];
        chance.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
