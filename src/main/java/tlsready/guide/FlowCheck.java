package tlsready.guide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tlsready.knowledge.Knowledge;

/** Finds what is wrong with a flow file: all of it at once, a sentence each. */
final class FlowCheck {
    /** Parts of the path that no node may be called. */
    private static final Set<String> RESERVED = Set.of("check", "graph", "next");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final FlowFile file;
    private final Knowledge knowledge;
    private final Set<String> readers;
    private final List<String> faults = new ArrayList<>();
    /** Where every node leads, by id; what leads nowhere is left out. */
    private final Map<String, Set<String>> ways = new LinkedHashMap<>();

    private FlowCheck(FlowFile file, Knowledge knowledge, Set<String> readers) {
        this.file = file;
        this.knowledge = knowledge;
        this.readers = readers;
    }

    static List<String> faults(FlowFile file, Knowledge knowledge, Set<String> readers) {
        var check = new FlowCheck(file, knowledge, readers);
        check.ids();
        file.questions().forEach(check::question);
        file.outcomes().forEach(check::outcome);
        check.topology();
        return check.faults;
    }

    private void fault(String sentence, Object... words) {
        faults.add(sentence.formatted(words));
    }

    private void ids() {
        var seen = new HashSet<String>();
        Stream.concat(
                        file.questions().stream().map(FlowFile.Q::id),
                        file.outcomes().stream().map(FlowFile.O::id))
                .forEach(id -> {
                    if (id == null || !ID.matcher(id).matches()) {
                        fault("the node id %s is not kebab-case", id);
                    } else if (RESERVED.contains(id)) {
                        fault("no node may be called %s: the portal has a page of that name", id);
                    } else if (!seen.add(id)) {
                        fault("two nodes are called %s", id);
                    }
                    ways.put(id, new LinkedHashSet<>());
                });
    }

    private void question(FlowFile.Q q) {
        required(q.id(), "title", q.title());
        required(q.id(), "topic", q.topic());
        long forms = Stream.of(q.options(), q.pick(), q.typed(), q.evidence())
                .filter(Objects::nonNull)
                .count();
        if (forms != 1) {
            fault("%s has %d forms; a question has one of options, pick, typed and evidence", q.id(), forms);
        }
        if (q.unknown() == null) {
            fault("%s has no unknown: \"I do not know\" is an answer of every question", q.id());
        } else {
            leads(q.id(), Answer.UNKNOWN, q.unknown().next());
        }
        q.commands().forEach(command -> {
            required(q.id(), "command's where", command.where());
            required(q.id(), "command's line", command.line());
        });
        answers(q);
        references(q.id(), q.facts(), q.sources());
    }

    private void answers(FlowFile.Q q) {
        var seen = new HashSet<>(Set.of(Answer.UNKNOWN));
        for (FlowFile.Option option : q.ownOptions()) {
            answerId(q, option.id(), seen);
            required(q.id(), "label of " + option.id(), option.label());
            leads(q.id(), option.id(), option.next());
        }
        for (FlowFile.Rows rows : q.rows()) {
            rows.ids().forEach(id -> {
                answerId(q, id, seen);
                leads(q.id(), id, rows.next());
            });
            Stream.concat(rows.labels().keySet().stream(), rows.hints().keySet().stream())
                    .filter(id -> !rows.ids().contains(id))
                    .forEach(id -> fault("%s has words for the row %s, which it does not pick", q.id(), id));
        }
        if (q.table() != null) {
            table(q);
        }
        if (q.typed() != null) {
            typed(q.id(), q.typed());
        }
        if (q.evidence() != null) {
            required(q.id(), "label", q.evidence().label());
            leads(q.id(), "release-N", q.evidence().next());
            reader(q.id(), q.evidence().reader());
        }
        if (seen.size() == 1 && q.typed() == null && q.evidence() == null) {
            fault("%s is a dead end: it has no answers", q.id());
        }
    }

    private void answerId(FlowFile.Q q, String id, Set<String> seen) {
        if (id == null || !ID.matcher(id).matches()) {
            fault("%s: the answer id %s is not kebab-case", q.id(), id);
        } else if (!seen.add(id)) {
            fault("%s has two answers %s", q.id(), id);
        }
    }

    private void table(FlowFile.Q q) {
        Map<String, String> names = PickTable.names(knowledge, q.table());
        if (names.isEmpty()) {
            fault("%s: there is no knowledge table %s", q.id(), q.table());
            return;
        }
        q.rows().stream()
                .flatMap(rows -> rows.ids().stream())
                .filter(id -> !names.containsKey(id))
                .forEach(id -> fault("%s: the knowledge table %s has no row %s", q.id(), q.table(), id));
    }

    private void typed(String id, FlowFile.TypedIn typed) {
        required(id, "label", typed.label());
        if (typed.reader() != null) {
            reader(id, typed.reader());
        }
        if (typed.as() == null) {
            fault("%s does not say what the typed value is read as", id);
        } else if (typed.as() == FlowFile.Reading.DOTNET_RELEASE) {
            leads(id, "release-N", typed.next());
            if (!typed.rows().isEmpty()) {
                fault("%s: a Release number stands for no rows; give it next alone", id);
            }
        } else if (typed.rows().isEmpty() || typed.next() != null) {
            fault("%s: a Windows build stands for rows of the table; give it rows and no next", id);
        }
    }

    private void reader(String id, String reader) {
        if (!readers.contains(reader)) {
            fault("%s: there is no reader %s; there are %s", id, reader, new TreeSet<>(readers));
        }
    }

    private void outcome(FlowFile.O o) {
        required(o.id(), "title", o.title());
        required(o.id(), "kind", o.kind());
        if (o.kind() == FlowFile.Kind.PAGE && (o.words().isEmpty() || o.steps().isEmpty())) {
            fault("the page %s needs words and at least one step: nobody is left without a next best step", o.id());
        }
        o.steps().forEach(step -> required(o.id(), "step's words", step.words()));
        references(o.id(), o.facts(), o.sources());
        o.steps().stream()
                .map(FlowFile.Step::source)
                .filter(Objects::nonNull)
                .forEach(source -> references(o.id(), List.of(), List.of(source)));
    }

    private void references(String id, List<String> facts, List<String> sources) {
        facts.stream()
                .filter(fact ->
                        knowledge.facts().stream().noneMatch(row -> row.id().equals(fact)))
                .forEach(fact -> fault("%s: there is no fact %s", id, fact));
        sources.stream()
                .filter(source ->
                        knowledge.sources().stream().noneMatch(row -> row.id().equals(source)))
                .forEach(source -> fault("%s: there is no source %s", id, source));
    }

    private void required(String id, String what, Object value) {
        if (value == null || value.toString().isBlank()) {
            fault("%s has no %s", id, what);
        }
    }

    private void leads(String id, String answer, String next) {
        if (next == null) {
            fault("%s: the answer %s has no next", id, answer);
        } else if (!ways.containsKey(next)) {
            fault("%s: the answer %s leads to %s, which is not there", id, answer, next);
        } else {
            ways.get(id).add(next);
        }
    }

    private void topology() {
        if (file.questions().stream().noneMatch(q -> Objects.equals(q.id(), file.start()))) {
            fault("the start, %s, is no question", file.start());
            return;
        }
        var reached = new HashSet<String>();
        walk(file.start(), new LinkedHashSet<>(), reached);
        ways.keySet().stream().filter(id -> !reached.contains(id)).forEach(id -> fault("nothing leads to %s", id));
    }

    private void walk(String id, LinkedHashSet<String> path, Set<String> reached) {
        if (path.contains(id)) {
            fault("the flow runs in a circle: %s and back to %s", String.join(", ", path), id);
        } else if (reached.add(id)) {
            path.add(id);
            ways.get(id).forEach(next -> walk(next, path, reached));
            path.remove(id);
        }
    }
}
