package tlsready.site;

import java.util.List;

import tlsready.bundle.Order;
import tlsready.bundle.Orders;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.knowledge.Knowledge;
import tlsready.remediation.Planner;

/** Reads the guide's answers as an order for a bundle. */
final class GuideOrders implements Orders {
    private final Flow flow;
    private final Knowledge knowledge;
    private final Planner planner;
    private final Journey journey;

    GuideOrders(Flow flow, Knowledge knowledge, Planner planner, Journey journey) {
        this.flow = flow;
        this.knowledge = knowledge;
        this.planner = planner;
        this.journey = journey;
    }

    @Override
    public Reading read(String query, String site) {
        Position position = Position.of(flow, Answers.parse(query, flow::isQuestion));
        boolean complete = position.node() instanceof Outcome outcome && outcome.plan();
        if (!complete) {
            return new Elsewhere(position.href());
        }
        String plan = position.answers().on("/plan");
        var order = new Order(
                planner.plan(journey.request(position.answers().byQuestion())),
                answered(position),
                knowledge,
                site + plan);
        return new Complete(order, position.answers().query(), plan);
    }

    private static List<Order.Answered> answered(Position position) {
        return position.path().stream()
                .map(one -> new Order.Answered(
                        one.question().id(),
                        one.answer().id(),
                        one.question().title(),
                        one.answer().label()))
                .toList();
    }
}
