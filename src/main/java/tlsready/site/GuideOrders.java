package tlsready.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tlsready.bundle.Order;
import tlsready.bundle.Orders;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.guide.Question;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Target;
import tlsready.remediation.Planner;
import tlsready.remediation.Request;

/** Reads the guide's answers as orders for bundles. */
public final class GuideOrders implements Orders {
    /** A scheme, a name or a number, perhaps a port: anything else in a Host header is no address of ours. */
    static final Pattern SITE = Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /** Beside the answers of a bundle: the label of a waiting room that its tests report to. */
    public static final String LABEL = "label";

    private static final Pattern ROOM = Pattern.compile("[a-z0-9]{4,12}");

    private final Flow flow;
    private final Knowledge knowledge;
    private final Planner planner;
    private final Journey journey;
    private final EvidenceCode evidence;
    private final Optional<String> publicAddress;
    private final Reports reports;

    /** Where tests of bundles report to. */
    public interface Reports {
        /** The addresses for this label; the site is the one the portal was asked under. Nothing if nobody listens. */
        Optional<Order.Reporting> to(String label, Target target, String site);
    }

    /** Orders whose tests report to nobody. */
    public GuideOrders(
            Flow flow, Knowledge knowledge, Planner planner, Journey journey, Optional<String> publicAddress) {
        this(flow, knowledge, planner, journey, publicAddress, (label, target, site) -> Optional.empty());
    }

    /**
     * @param publicAddress the portal's address as its operator configured it; otherwise the one it was asked under
     */
    public GuideOrders(
            Flow flow,
            Knowledge knowledge,
            Planner planner,
            Journey journey,
            Optional<String> publicAddress,
            Reports reports) {
        this.flow = flow;
        this.knowledge = knowledge;
        this.planner = planner;
        this.journey = journey;
        this.evidence = new EvidenceCode(knowledge);
        this.publicAddress = publicAddress;
        this.reports = reports;
        publicAddress.filter(address -> !SITE.matcher(address).matches()).ifPresent(address -> {
            throw new IllegalArgumentException("portal.address is \"" + address
                    + "\"; it must be like https://tls.example.org, without a slash at the end");
        });
    }

    @Override
    public Reading read(String query, String site) {
        Answers given = Answers.parse(query, id -> flow.isQuestion(id) || id.equals(LABEL));
        Position position = Position.of(flow, given);
        Carried carried = Carried.by(position.answers(), evidence);
        if (!carried.faults().isEmpty()) {
            return new Elsewhere(carried.faultPage(), String.join(" ", carried.faults()));
        }
        if (!(position.node() instanceof Outcome outcome && outcome.plan())) {
            return new Elsewhere(position.stop(), missing(position));
        }
        Answers answers = carried.answers();
        String plan = answers.on("/plan");
        Request request = journey.request(answers.byQuestion(), carried.kept());
        Optional<Order.Reporting> reporting = given.to(LABEL)
                .filter(label -> ROOM.matcher(label).matches())
                .flatMap(label -> reports.to(label, request.target(), address(site)));
        var order = new Order(planner.plan(request), answered(position), knowledge, address(site) + plan, reporting);
        Answers whole = reporting.map(to -> answers.with(LABEL, to.label())).orElse(answers);
        return new Complete(order, whole.query(), plan);
    }

    /** What keeps these answers from making a plan, for those who see no page. */
    private static String missing(Position position) {
        if (position.problem().isPresent()) {
            return "The answer to “" + position.node().id() + "” cannot be used: "
                    + position.problem().get().refusal().why();
        }
        if (position.node() instanceof Outcome outcome) {
            return "These answers lead to no plan but to “" + outcome.title() + "”, so there are no files for them.";
        }
        Question open = (Question) position.node();
        return "The answers do not make a plan yet. The parameter “" + open.id() + "” is missing; it answers “"
                + open.title() + "”";
    }

    private String address(String site) {
        return publicAddress.orElse(SITE.matcher(site).matches() ? site : "http://localhost:8080");
    }

    private static List<Order.Answered> answered(Position position) {
        return position.path().stream()
                .map(step -> new Order.Answered(
                        step.question().id(),
                        step.answer().id(),
                        step.question().title(),
                        step.answer().label()))
                .toList();
    }
}
