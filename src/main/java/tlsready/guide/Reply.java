package tlsready.guide;

import java.util.List;

/** What a question says to something given as its answer. */
public sealed interface Reply {
    /** It is an answer, spelled as it shall stand in the URL. */
    record Accepted(Answer answer) implements Reply {}

    /**
     * It is none.
     *
     * @param why a sentence that names what was given and the way out
     * @param candidates what it may mean, if it means more than one thing; else empty
     */
    record Refused(String why, List<Answer> candidates) implements Reply {
        Refused(String why) {
            this(why, List.of());
        }
    }
}
