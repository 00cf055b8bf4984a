package tlsready.evidence;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How much a finding of the .reg check weighs. */
public enum LintSeverity {
    /** Windows passes it over, or nothing reads it. The corrected file has none. */
    ERROR,
    /** It does something that may not be meant. */
    WARNING,
    /** Worth knowing. */
    NOTE;

    /** As the words, the pages and the API write it: {@code "error"}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static LintSeverity called(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
