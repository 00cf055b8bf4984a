package tlsready.cases;

import java.util.List;

/** What a room keeps, for the page about privacy; each room that keeps something brings its own. */
public interface Retentions {
    List<Retention> all();
}
