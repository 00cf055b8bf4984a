package tlsready.cases;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import tlsready.knowledge.Knowledge;

/** Makes the writer of receipts. */
public class ReceiptWiring {
    @Produces
    @Singleton
    Receipts receipts(Knowledge knowledge, @ConfigProperty(name = "portal.address") Optional<String> portal) {
        return new Receipts(knowledge, portal);
    }
}
