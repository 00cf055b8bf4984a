package tlsready.guide;

import java.util.List;

/** Reads what a person typed, with the help of a knowledge table. */
public interface Typed {
    /** What the text means as an answer. Takes any text, also the answers it has given itself. */
    Reply read(String text);

    /** How a person would type this answer; {@link #read} gives it back. Empty for one that cannot be typed. */
    String spelled(Answer answer);

    /** For the graph: what is typed, and where it leads. */
    List<Answer> kinds();

    /** Answers that cover every row of the table, for tests and error messages. */
    List<Answer> examples();
}
