package tlsready.site;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import tlsready.cases.Journeys;
import tlsready.cases.PrivacyResource;
import tlsready.cases.Retention;
import tlsready.cases.Retentions;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.Flow;

/** Brings the guide to cases, and what this room keeps to the page about privacy. */
public class CaseWiring {
    @Produces
    @Singleton
    Journeys journeys(Flow flow, EvidenceCode evidence) {
        return new CaseJourneys(flow, evidence);
    }

    @Produces
    @Singleton
    Retentions shortLinks(ShareConfig share) {
        return () -> List.of(new Retention(
                "Short links: path, answers, redacted evidence and knowledge edition of the page that somebody shared",
                "So that a short link leads to its page.",
                PrivacyResource.words(share.kept()) + " after it was last opened",
                List.of("share_link")));
    }
}
