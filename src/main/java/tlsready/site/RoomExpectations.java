package tlsready.site;

import java.util.List;
import java.util.Optional;

import tlsready.check.Expectations;
import tlsready.evidence.EvidenceCode;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.SuiteList;
import tlsready.knowledge.Target;
import tlsready.remediation.Plan;
import tlsready.remediation.Planner;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.StackModel;

/** Reads evidence and the guide's answers, as a room or a case has them, as what visitors are expected to offer. */
final class RoomExpectations implements Expectations {
    private final Flow flow;
    private final StackModel model;
    private final Knowledge knowledge;
    private final Planner planner;
    private final Journey journey;
    private final EvidenceCode code;

    RoomExpectations(Flow flow, StackModel model, Planner planner, Journey journey, EvidenceCode code) {
        this.flow = flow;
        this.model = model;
        this.knowledge = model.knowledge();
        this.planner = planner;
        this.journey = journey;
        this.code = code;
    }

    @Override
    public String carried(String query) {
        Carried carried = read(query);
        return carried.isEmpty() ? "" : carried.answers().query();
    }

    private Carried read(String query) {
        Answers given = Answers.parse(query, flow::isQuestion);
        Carried carried = Carried.by(Position.of(flow, given).answers(), code);
        // What was read of damaged evidence counts; the page that opened the room has named the rest.
        return carried.isEmpty()
                ? carried
                : new Carried(
                        carried.answers().with(Answers.EVIDENCE, code.write(carried.kept())),
                        carried.kept(),
                        List.of());
    }

    @Override
    public Optional<Expected> of(String query) {
        Carried carried;
        try {
            carried = read(query);
        } catch (Answers.Unreadable e) {
            return Optional.empty();
        }
        Optional<Plan> plan = plan(carried);
        if (carried.isEmpty() && plan.isEmpty()) {
            return Optional.empty();
        }
        Target target = knowledge.target(carried.answers()
                .to("target")
                .filter(id -> !id.equals("unknown"))
                .orElse(EvidenceResults.USUAL));
        Machine machine = plan.map(made -> made.request().machine())
                .orElseGet(() -> carried.kept().machine(knowledge));
        List<Stack> stacks = knowledge.stacks().stream()
                .filter(stack -> runsOn(machine, stack))
                .map(stack -> stack(machine, plan, stack, target))
                .toList();
        String page = plan.isPresent()
                ? carried.answers().on("/plan")
                : carried.answers().with("target", target.id()).on("/evidence/result");
        return Optional.of(new Expected(machine, target, suites(machine), stacks, page));
    }

    /** The plan that the answers make, together with the evidence if there is any. */
    private Optional<Plan> plan(Carried carried) {
        Position position = Position.of(flow, carried.answers());
        boolean complete = position.node() instanceof Outcome outcome && outcome.plan();
        return complete
                ? Optional.of(planner.plan(journey.request(carried.answers().byQuestion(), carried.kept())))
                : Optional.empty();
    }

    private Stack stack(Machine machine, Optional<Plan> plan, NetworkStack stack, Target target) {
        Prediction now = model.predict(machine, stack, target);
        return new Stack(
                now,
                plan.filter(made -> !made.after().equals(made.before()))
                        .map(made -> model.predict(made.after(), stack, target))
                        .filter(after -> !after.possible().equals(now.possible())
                                || !after.offered().equals(now.offered())));
    }

    private static boolean runsOn(Machine machine, NetworkStack stack) {
        return machine.hasTwoViews() || stack.programBitness().orElse(Bitness.X86) == Bitness.X86;
    }

    private Optional<SuiteList> suites(Machine machine) {
        return knowledge.standsForSeveral(machine.windows())
                ? Optional.empty()
                : Optional.of(knowledge.suites(machine.windows().suites()));
    }
}
