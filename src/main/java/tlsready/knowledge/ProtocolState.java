package tlsready.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What Schannel of a Windows release does with a protocol version while the registry says nothing. */
public enum ProtocolState {
    /** Offered unless the caller excludes it. */
    ON("on"),
    /** Offered only if the caller asks for it. */
    DISABLED_BY_DEFAULT("disabled-by-default"),
    /** Off unless the registry switches it on. */
    OFF("off"),
    /** Not in this Windows at all; no registry value brings it. */
    UNSUPPORTED("unsupported");

    private final String id;

    ProtocolState(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }

    @JsonCreator
    static ProtocolState called(String id) {
        for (ProtocolState state : values()) {
            if (state.id.equals(id)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such protocol state: " + id);
    }
}
