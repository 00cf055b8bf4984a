package tlsready.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tlsready.cases.Journeys;
import tlsready.evidence.Claim;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.Kept;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.guide.Question;
import tlsready.guide.Reply;
import tlsready.guide.SummaryRow;

/** Tells cases of the guide: what an address says, and with which answers to begin. */
final class CaseJourneys implements Journeys {
    private final Flow flow;
    private final EvidenceCode evidence;

    CaseJourneys(Flow flow, EvidenceCode evidence) {
        this.flow = flow;
        this.evidence = evidence;
    }

    @Override
    public Told read(String place) {
        int mark = place.indexOf('?');
        Position position;
        try {
            position = Position.of(flow, Answers.parse(mark < 0 ? null : place.substring(mark + 1), flow::isQuestion));
        } catch (Answers.Unreadable e) {
            return new Told(List.of(), Optional.of(flow.start().title()), List.of(), Optional.empty());
        }
        boolean plan = position.node() instanceof Outcome outcome && outcome.plan();
        return new Told(
                SummaryRow.of(position).stream()
                        .map(row -> new Answered(row.topic(), row.answer()))
                        .toList(),
                position.node() instanceof Question question ? Optional.of(question.title()) : Optional.empty(),
                position
                        .answers()
                        .to(Answers.EVIDENCE)
                        .map(evidence::read)
                        .map(EvidenceCode.Reading::kept)
                        .orElse(Kept.NOTHING)
                        .claims()
                        .stream()
                        .map(Claim::says)
                        .toList(),
                plan ? Optional.of(position.answers().query()) : Optional.empty());
    }

    @Override
    public String begin(Map<String, String> answers) {
        Answers accepted = Answers.NONE;
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            boolean fits = flow.question(answer.getKey())
                    .map(question -> question.read(answer.getValue()) instanceof Reply.Accepted)
                    .orElse(false);
            accepted = fits ? accepted.with(answer.getKey(), answer.getValue()) : accepted;
        }
        return Position.of(flow, accepted).href();
    }

    @Override
    public List<Choice> choices(String question) {
        return flow.question(question).orElseThrow().choices().stream()
                .map(choice -> new Choice(choice.id(), choice.label()))
                .toList();
    }
}
