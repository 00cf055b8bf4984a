package tlsready.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The word size of a Windows or of a program. */
public enum Bitness {
    X86("x86", "32-bit"),
    X64("x64", "64-bit");

    private final String id;
    private final String label;

    Bitness(String id, String label) {
        this.id = id;
        this.label = label;
    }

    @JsonValue
    public String id() {
        return id;
    }

    public String label() {
        return label;
    }

    @JsonCreator
    static Bitness called(String id) {
        for (Bitness bitness : values()) {
            if (bitness.id.equals(id)) {
                return bitness;
            }
        }
        throw new IllegalArgumentException("bitness is x86 or x64, not: " + id);
    }
}
