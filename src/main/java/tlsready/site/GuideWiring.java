package tlsready.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import tlsready.bundle.Orders;
import tlsready.check.Expectations;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.Flow;
import tlsready.guide.FlowReader;
import tlsready.guide.PasteReader;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Planner;
import tlsready.windows.StackModel;

/** Puts the guide together: its flow, and the readers of what people paste. */
public class GuideWiring {
    /** The flow. It is read at start: with a fault in it the portal does not come up. */
    @Produces
    @Singleton
    @Startup
    Flow flow(Knowledge knowledge, @All List<PasteReader> readers) {
        return FlowReader.read(knowledge, readers.stream().map(PasteReader::id).collect(Collectors.toSet()));
    }

    @Produces
    @Singleton
    PasteReader dotNetPaste() {
        return new DotNetPaste();
    }

    @Produces
    @Singleton
    Expectations expectations(Flow flow, StackModel model, Planner planner, Journey journey, EvidenceCode code) {
        return new RoomExpectations(flow, model, planner, journey, code);
    }

    @Produces
    @Singleton
    Orders orders(
            Flow flow,
            Knowledge knowledge,
            Planner planner,
            Journey journey,
            @ConfigProperty(name = "portal.address") Optional<String> address) {
        return new GuideOrders(flow, knowledge, planner, journey, address);
    }
}
