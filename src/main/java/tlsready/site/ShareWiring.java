package tlsready.site;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

import tlsready.bundle.Orders;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.RegLint;
import tlsready.guide.Flow;
import tlsready.knowledge.Editions;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.StepWords;
import tlsready.windows.StackModel;

/** Puts together what sharing needs. */
public class ShareWiring {
    /** The editions, read at start like the knowledge. */
    @Produces
    @Singleton
    @Startup
    Editions editions(Knowledge knowledge) {
        return Editions.read(knowledge);
    }

    @Produces
    @Singleton
    EvidenceResults evidenceResults(Flow flow, StackModel model, StepWords words, EvidenceCode code) {
        return new EvidenceResults(flow, model, words, code);
    }

    @Produces
    @Singleton
    SharePages sharePages(
            Flow flow,
            Knowledge knowledge,
            StepWords words,
            Orders orders,
            EvidenceResults results,
            EvidenceCode evidence,
            RegLint lint) {
        return new SharePages(flow, knowledge, words, orders, results, evidence, lint);
    }
}
