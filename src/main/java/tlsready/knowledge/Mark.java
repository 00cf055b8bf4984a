package tlsready.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How sure we are of a fact. Carried through to every page that tells it. */
public enum Mark {
    /** Read in the named public source. */
    CONFIRMED("confirmed"),
    /** Concluded by us from confirmed facts; no source says it in those words. */
    DERIVED("derived"),
    /** Known, but not found in a source. */
    FROM_MEMORY("from memory");

    private final String label;

    Mark(String label) {
        this.label = label;
    }

    /** As the data files and the pages write it: {@code "from memory"}. */
    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    static Mark labelled(String label) {
        for (Mark mark : values()) {
            if (mark.label.equals(label)) {
                return mark;
            }
        }
        throw new IllegalArgumentException("a mark is confirmed, derived or from memory, not: " + label);
    }
}
