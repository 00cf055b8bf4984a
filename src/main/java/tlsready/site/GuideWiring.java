package tlsready.site;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import tlsready.bundle.Order;
import tlsready.bundle.Orders;
import tlsready.check.CheckDoors;
import tlsready.check.Expectations;
import tlsready.check.RoomLabel;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.guide.Flow;
import tlsready.guide.FlowReader;
import tlsready.guide.PasteReader;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.Target;
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
    PasteReader dotNetPaste(EvidenceReader reader, EvidenceCode code, Knowledge knowledge) {
        return new DotNetPaste(reader, new PasteMore(code, knowledge), knowledge);
    }

    @Produces
    @Singleton
    PasteReader windowsPaste(EvidenceReader reader, EvidenceCode code, Knowledge knowledge) {
        return new WindowsPaste(reader, new PasteMore(code, knowledge), knowledge);
    }

    @Produces
    @Singleton
    Expectations expectations(Flow flow, StackModel model, Planner planner, Journey journey, EvidenceCode code) {
        return new RoomExpectations(flow, model, planner, journey, code);
    }

    /** Bundles to order. Made at start: with a wrong {@code portal.address} the portal does not come up. */
    @Produces
    @Singleton
    @Startup
    Orders orders(
            Flow flow,
            Knowledge knowledge,
            Planner planner,
            Journey journey,
            CheckDoors check,
            @ConfigProperty(name = "portal.address") Optional<String> address) {
        return new GuideOrders(
                flow,
                knowledge,
                planner,
                journey,
                address,
                (label, target, site) -> reporting(label, target, site, knowledge, check));
    }

    /** Whether there is a test in a bundle that calls from this stack. */
    private static boolean isTested(NetworkStack stack) {
        return switch (stack.kind()) {
            case WINHTTP, CLR2 -> true;
            case CLR4 -> stack.framework().isEmpty();
            default -> false;
        };
    }

    /** An address for every stack that a test can call from. */
    private static Optional<Order.Reporting> reporting(
            String label, Target target, String site, Knowledge knowledge, CheckDoors check) {
        var addresses = new TreeMap<String, String>();
        String authority = site.replaceFirst("^https?://", "");
        for (NetworkStack stack : knowledge.stacks()) {
            if (!isTested(stack)) {
                continue;
            }
            check.verdict(target, new RoomLabel(label, Optional.of(stack.id())), authority)
                    .ifPresent(address -> addresses.put(stack.id(), address));
        }
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Order.Reporting(label, addresses, check.trusted()));
    }
}
