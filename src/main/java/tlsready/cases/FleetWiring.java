package tlsready.cases;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts campaigns together with the rest. */
public class FleetWiring {
    /** What campaigns keep. */
    @Produces
    @Singleton
    Retentions campaigns(FleetConfig config) {
        return () -> FleetRetention.kept(config.kept());
    }
}
