package tlsready.guide;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * {@code flow.yaml} as it is written: the whole grammar. A question has exactly one of the forms {@code options},
 * {@code pick}, {@code typed} and {@code evidence}. There is no condition, no expression, no variable and no include;
 * where an answer leads depends on that answer alone. Anything may be null that the file leaves out.
 */
record FlowFile(String start, List<Q> questions, List<O> outcomes) {
    FlowFile {
        questions = orEmpty(questions);
        outcomes = orEmpty(outcomes);
    }

    /** A question. */
    record Q(
            String id,
            String title,
            String topic,
            List<String> words,
            String hint,
            List<Command> commands,
            List<Option> options,
            Pick pick,
            TypedIn typed,
            Paste evidence,
            Unknown unknown,
            boolean pc,
            List<String> facts,
            List<String> sources) {
        Q {
            words = orEmpty(words);
            commands = orEmpty(commands);
            facts = orEmpty(facts);
            sources = orEmpty(sources);
        }

        /** The options of whatever form it has. */
        List<Option> ownOptions() {
            if (pick != null) {
                return pick.options();
            }
            return evidence != null ? evidence.options() : orEmpty(options);
        }

        /** The rows of whatever form it has. */
        List<Rows> rows() {
            if (pick != null) {
                return pick.rows();
            }
            return typed != null ? typed.rows() : List.of();
        }

        /** The table its rows are from, or null. */
        String table() {
            if (pick != null) {
                return pick.table();
            }
            return typed != null && typed.as() == Reading.WINDOWS_BUILD ? "windows" : null;
        }
    }

    /** An option of a question's own. */
    record Option(String id, String label, String hint, String next) {}

    /** "I do not know", in the question's own words if it has any. */
    record Unknown(String label, String hint, String next) {}

    /** Options picked from a knowledge table, and possibly own ones after them. */
    record Pick(String table, List<Rows> rows, List<Option> options) {
        Pick {
            rows = orEmpty(rows);
            options = orEmpty(options);
        }
    }

    /** Rows of a knowledge table that lead to the same node; their names are the labels unless {@code labels} has another. */
    record Rows(String heading, List<String> ids, String next, Map<String, String> labels, Map<String, String> hints) {
        Rows {
            ids = orEmpty(ids);
            labels = labels == null ? Map.of() : labels;
            hints = hints == null ? Map.of() : hints;
        }
    }

    /**
     * A typed value: either {@code next} or, where the value stands for rows of a table, {@code rows}. With a
     * {@code reader} its field is a box that takes what a command printed, too.
     */
    record TypedIn(Reading as, String label, String reader, String next, List<Rows> rows) {
        TypedIn {
            rows = orEmpty(rows);
        }
    }

    /** What a typed value is read as. */
    enum Reading {
        @JsonProperty("dotnet-release")
        DOTNET_RELEASE,
        @JsonProperty("windows-build")
        WINDOWS_BUILD
    }

    /** What a command printed; the reader's answer is one of the options or a {@code Release} number. */
    record Paste(String reader, String label, String next, List<Option> options) {
        Paste {
            options = orEmpty(options);
        }
    }

    /** An outcome. */
    record O(
            String id,
            Kind kind,
            String title,
            List<String> words,
            List<Step> steps,
            List<String> facts,
            List<String> sources) {
        O {
            words = orEmpty(words);
            steps = orEmpty(steps);
            facts = orEmpty(facts);
            sources = orEmpty(sources);
        }
    }

    /** What an outcome is. */
    enum Kind {
        PLAN,
        PAGE
    }

    /** A next step; {@code source} is the id of the text that says more, or null. */
    record Step(String words, String source) {}

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
