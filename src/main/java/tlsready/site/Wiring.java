package tlsready.site;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.evidence.RegLint;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.remediation.Planner;
import tlsready.remediation.StepWords;
import tlsready.windows.StackModel;

/** Puts the rooms together. */
public class Wiring {
    /** The knowledge. It is read at start: with a fault in it the portal does not come up. */
    @Produces
    @Singleton
    @Startup
    Knowledge knowledge() {
        return KnowledgeReader.read();
    }

    /** The words of plans, read at start like the knowledge. */
    @Produces
    @Singleton
    @Startup
    StepWords stepWords() {
        return StepWords.read();
    }

    @Produces
    @Singleton
    StackModel stackModel(Knowledge knowledge) {
        return new StackModel(knowledge);
    }

    @Produces
    @Singleton
    Planner planner(StackModel model, StepWords words) {
        return new Planner(model, words);
    }

    @Produces
    @Singleton
    EvidenceReader evidenceReader(Knowledge knowledge) {
        return new EvidenceReader(knowledge);
    }

    @Produces
    @Singleton
    EvidenceCode evidenceCode(Knowledge knowledge) {
        return new EvidenceCode(knowledge);
    }

    /** The .reg check. Its words are read at start like the knowledge. */
    @Produces
    @Singleton
    @Startup
    RegLint regLint(Knowledge knowledge) {
        return new RegLint(knowledge);
    }

    @Produces
    @Singleton
    Journey journey(Knowledge knowledge) {
        return new Journey(knowledge);
    }

    /** The only clock; tests put another in its place. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The only source of chance, fit for secrets. */
    @Produces
    @Singleton
    RandomGenerator chance() {
        return new SecureRandom();
    }
}
