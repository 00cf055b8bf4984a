package tlsready.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import org.jboss.logging.Logger;

/** Looks at receipts with the keys of this portal and those that its operator trusts. */
@ApplicationScoped
public class VerifyServer {
    private static final Logger LOG = Logger.getLogger(VerifyServer.class);

    /** The keys of this portal cannot be read now. */
    public static final class KeysAway extends RuntimeException {
        KeysAway(Throwable cause) {
            super(
                    "The database of this portal does not answer, so its keys cannot be looked up. Try again in some"
                            + " minutes, or give the key along with the receipt.",
                    cause);
        }
    }

    private final SigningServer signing;
    private final ReceiptConfig config;

    VerifyServer(SigningServer signing, ReceiptConfig config) {
        this.signing = signing;
        this.config = config;
    }

    /**
     * Looks at a text.
     *
     * @param given keys that came along; an empty text for none
     * @throws VerifyKeys.Unreadable if they are no keys
     * @throws KeysAway if the database is away and no keys were given
     */
    public Verification look(String text, String given) {
        VerifyKeys along = given.isBlank() ? VerifyKeys.NONE : VerifyKeys.read(given);
        return Verification.of(text, new VerifyRing(ours(along), trusted(), along));
    }

    /**
     * The open parts of this portal's keys, as JSON Web Key Set.
     *
     * @throws KeysAway if the database is away
     */
    public String published() {
        return ours(VerifyKeys.NONE).write();
    }

    private VerifyKeys ours(VerifyKeys along) {
        try {
            return signing.published();
        } catch (PersistenceException | QuarkusTransactionException e) {
            if (along.keys().isEmpty()) {
                throw new KeysAway(e);
            }
            return VerifyKeys.NONE;
        }
    }

    private Map<String, VerifyKeys> trusted() {
        var sets = new LinkedHashMap<String, VerifyKeys>();
        for (Map.Entry<String, Path> issuer : config.trusted().entrySet()) {
            try {
                sets.put(issuer.getKey(), VerifyKeys.read(Files.readString(issuer.getValue())));
            } catch (IOException | VerifyKeys.Unreadable e) {
                LOG.warnf("receipt.trusted.%s cannot be read: %s", issuer.getKey(), e.getMessage());
            }
        }
        return sets;
    }
}
