package tlsready.site;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;

/** Puts the rooms together. */
public class Wiring {
    /** The knowledge. It is read at start: with a fault in it the portal does not come up. */
    @Produces
    @Singleton
    @Startup
    Knowledge knowledge() {
        return KnowledgeReader.read();
    }
}
