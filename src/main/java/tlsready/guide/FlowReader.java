package tlsready.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Knowledge;

/** Reads {@code flow.yaml}, checks it against the knowledge, and makes the {@link Flow}. */
public final class FlowReader {
    private static final String PATH = "/flow/flow.yaml";
    private static final String DONT_KNOW = "I do not know";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private final Knowledge knowledge;

    private FlowReader(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** A flow that must not be used; the message lists every fault. */
    public static final class Faulty extends IllegalStateException {
        private final List<String> faults;

        Faulty(List<String> faults) {
            super("the flow cannot be used:\n" + String.join("\n", faults));
            this.faults = List.copyOf(faults);
        }

        public List<String> faults() {
            return faults;
        }
    }

    /**
     * The flow on the class path.
     *
     * @param readers ids of the {@link PasteReader}s there are
     * @throws Faulty if anything is wrong with it
     */
    public static Flow read(Knowledge knowledge, Set<String> readers) {
        try (InputStream in = FlowReader.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new Faulty(List.of("the file " + PATH + " is missing"));
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), knowledge, readers);
        } catch (IOException e) {
            throw new Faulty(List.of("the file " + PATH + " cannot be read: " + e.getMessage()));
        }
    }

    /** The flow that this text describes; otherwise as {@link #read(Knowledge, Set)}. */
    static Flow read(String yaml, Knowledge knowledge, Set<String> readers) {
        FlowFile file;
        try {
            file = YAML.readValue(yaml, FlowFile.class);
        } catch (IOException e) {
            throw new Faulty(List.of("the file does not fit the grammar: " + e.getMessage()));
        }
        List<String> faults = FlowCheck.faults(file, knowledge, readers);
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        var reader = new FlowReader(knowledge);
        var nodes = new ArrayList<Node>();
        file.questions().forEach(q -> nodes.add(reader.question(q)));
        file.outcomes().forEach(o -> nodes.add(reader.outcome(o)));
        return new Flow(file.start(), nodes);
    }

    private Question question(FlowFile.Q q) {
        List<Choice> choices = choices(q);
        return new Question(
                q.id(),
                q.title(),
                q.topic(),
                q.words(),
                orEmpty(q.hint()),
                q.commands(),
                choices,
                typed(q, choices),
                q.typed() == null ? "" : q.typed().label(),
                evidence(q),
                unknown(q.unknown()),
                q.pc(),
                grounds(q.facts(), q.sources()));
    }

    private static Optional<Evidence> evidence(FlowFile.Q q) {
        if (q.typed() != null && q.typed().reader() != null) {
            return Optional.of(new Evidence(q.typed().reader(), q.typed().label()));
        }
        return Optional.ofNullable(q.evidence()).map(paste -> new Evidence(paste.reader(), paste.label()));
    }

    private List<Choice> choices(FlowFile.Q q) {
        var choices = new ArrayList<Choice>();
        for (FlowFile.Rows rows : q.rows()) {
            Map<String, String> names = PickTable.names(knowledge, q.table());
            for (String id : rows.ids()) {
                String heading = id.equals(rows.ids().get(0)) ? orEmpty(rows.heading()) : "";
                var answer = new Answer(id, rows.labels().getOrDefault(id, names.get(id)), rows.next());
                choices.add(new Choice(answer, rows.hints().getOrDefault(id, ""), heading));
            }
        }
        for (FlowFile.Option option : q.ownOptions()) {
            var answer = new Answer(option.id(), option.label(), option.next());
            choices.add(new Choice(answer, orEmpty(option.hint()), ""));
        }
        return choices;
    }

    private Optional<Typed> typed(FlowFile.Q q, List<Choice> choices) {
        if (q.evidence() != null) {
            return Optional.of(new ReleaseNumber(knowledge, q.evidence().next()));
        }
        if (q.typed() == null) {
            return Optional.empty();
        }
        if (q.typed().as() == FlowFile.Reading.DOTNET_RELEASE) {
            return Optional.of(new ReleaseNumber(knowledge, q.typed().next()));
        }
        var releases = new LinkedHashMap<String, Answer>();
        choices.forEach(choice -> releases.put(choice.id(), choice.answer()));
        return Optional.of(new WindowsBuild(knowledge, releases));
    }

    private static Choice unknown(FlowFile.Unknown unknown) {
        String label = unknown.label() == null ? DONT_KNOW : unknown.label();
        return new Choice(new Answer(Answer.UNKNOWN, label, unknown.next()), orEmpty(unknown.hint()), "");
    }

    private Outcome outcome(FlowFile.O o) {
        return new Outcome(
                o.id(),
                o.title(),
                o.kind() == FlowFile.Kind.PLAN,
                o.words(),
                o.steps().stream()
                        .map(step -> new Outcome.Step(
                                step.words(), Optional.ofNullable(step.source()).map(knowledge::source)))
                        .toList(),
                grounds(o.facts(), o.sources()));
    }

    private List<Ground> grounds(List<String> facts, List<String> sources) {
        var grounds = new ArrayList<Ground>();
        facts.forEach(id -> grounds.add(Ground.of(knowledge.fact(id), knowledge)));
        sources.forEach(id -> grounds.add(Ground.of(knowledge.source(id))));
        return grounds;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text.strip();
    }
}
