package tlsready.site;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import tlsready.cases.Journeys;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.Flow;

/** Brings the guide to cases. */
public class CaseWiring {
    @Produces
    @Singleton
    Journeys journeys(Flow flow, EvidenceCode evidence) {
        return new CaseJourneys(flow, evidence);
    }
}
