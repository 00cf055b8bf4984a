package tlsready.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All machines that a partly known machine may be, as far as one question depends on it: every unknown input is tried
 * with every value that makes a difference.
 */
final class Worlds {
    /** An unknown input: what to call it, and the machines that result from each thing it may be. */
    private record Choice(String about, List<Function<Machine, Machine>> options) {}

    private final Machine known;
    private final List<Choice> choices = new ArrayList<>();

    Worlds(Machine known) {
        this.known = known;
    }

    /** Adds an unknown input; a single option is no choice and is made at once by {@link #all}. */
    void choose(String about, List<Function<Machine, Machine>> options) {
        choices.add(new Choice(about, options));
    }

    /** Every combination. */
    List<Machine> all() {
        var worlds = new ArrayList<>(List.of(known));
        for (Choice choice : choices) {
            var next = new ArrayList<Machine>();
            worlds.forEach(world -> choice.options().forEach(option -> next.add(option.apply(world))));
            worlds = next;
        }
        return worlds;
    }

    /**
     * The inputs on which an answer depends: two worlds that differ in that input alone have different answers.
     *
     * @param answers one for each of {@link #all}, in that order
     */
    List<String> deciding(List<?> answers) {
        var deciding = new ArrayList<String>();
        int stride = answers.size();
        for (Choice choice : choices) {
            int block = stride;
            stride /= choice.options().size();
            if (differs(answers, block, stride)) {
                deciding.add(choice.about());
            }
        }
        return deciding;
    }

    private static boolean differs(List<?> answers, int block, int stride) {
        Predicate<Integer> sameAsFirst = i -> answers.get(i).equals(answers.get(i - i % block + i % stride));
        for (int i = 0; i < answers.size(); i++) {
            if (!sameAsFirst.test(i)) {
                return true;
            }
        }
        return false;
    }
}
