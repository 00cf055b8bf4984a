package tlsready.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question. Where it leads depends on its own answer alone.
 *
 * @param topic what the summary calls it: two or three words
 * @param words paragraphs that explain the question; may be empty
 * @param hint how to find the answer; may be empty
 * @param commands what to run to find the answer; one of them is enough
 * @param choices what it offers by name, without "I do not know"
 * @param typed how it reads a typed answer, if one can be typed
 * @param typedLabel over the box to type in; empty where none is shown
 * @param evidence how it takes what a command printed, if it does
 * @param unknown its "I do not know"
 * @param pc whether it is about the PC itself, so that a look at the PC can answer it
 */
public record Question(
        String id,
        String title,
        String topic,
        List<String> words,
        String hint,
        List<Command> commands,
        List<Choice> choices,
        Optional<Typed> typed,
        String typedLabel,
        Optional<Evidence> evidence,
        Choice unknown,
        boolean pc,
        List<Ground> grounds)
        implements Node {
    private static final int ECHO = 80;

    public Question {
        words = List.copyOf(words);
        commands = List.copyOf(commands);
        choices = List.copyOf(choices);
        grounds = List.copyOf(grounds);
    }

    /** What this question makes of something given as its answer; never throws. */
    public Reply read(String given) {
        String text = given.strip();
        return offered()
                .filter(choice -> choice.id().equals(text))
                .findFirst()
                .<Reply>map(choice -> new Reply.Accepted(choice.answer()))
                .or(() -> typed.map(reader -> reader.read(text)))
                .orElseGet(() -> new Reply.Refused(
                        "“" + echo(text) + "” is not an answer to this question. Choose one of the answers below."));
    }

    /** Every answer by name, "I do not know" last. */
    public Stream<Choice> offered() {
        return Stream.concat(choices.stream(), Stream.of(unknown));
    }

    /** The choices under their headings; those before the first heading, or all if there is none, under an empty one. */
    public List<Group> groups() {
        var groups = new ArrayList<Group>();
        for (Choice choice : choices) {
            if (groups.isEmpty() || !choice.heading().isEmpty()) {
                groups.add(new Group(choice.heading(), new ArrayList<>()));
            }
            groups.get(groups.size() - 1).choices().add(choice);
        }
        return groups;
    }

    /** Choices that stand together. */
    public record Group(String heading, List<Choice> choices) {}

    /** Every kind of answer and where it leads: what the graph draws and the start-up check follows. */
    public List<Answer> ways() {
        var ways = new ArrayList<Answer>();
        choices.forEach(choice -> ways.add(choice.answer()));
        typed.ifPresent(reader -> ways.addAll(reader.kinds()));
        ways.add(unknown.answer());
        return ways;
    }

    /** Whether it shows its choices as a list to choose from, and not a box alone. */
    public boolean listed() {
        return typed.isEmpty() && evidence.isEmpty();
    }

    /** What was given, shortened so that a message stays readable. */
    static String echo(String given) {
        return given.length() <= ECHO ? given : given.substring(0, ECHO) + "…";
    }
}
