package tlsready.knowledge;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A way a Windows program makes TLS connections. ArcMap uses several; a browser uses yet another.
 *
 * @param id for example {@code dotnet4-x86}
 * @param bitness of the program; null where it makes no difference
 * @param framework for {@link Kind#CLR4}: the .NET version the program was built for, id as in {@link DotNetRelease};
 *     empty: none is named, which .NET treats as 4.0
 * @param test how to test exactly this stack, in words
 * @param proves what a passed test of it proves
 * @param provesNot what it does not prove
 */
public record NetworkStack(
        String id,
        String name,
        Kind kind,
        Bitness bitness,
        String framework,
        String test,
        String proves,
        String provesNot,
        List<Basis> basis)
        implements Row {
    public NetworkStack {
        basis = Row.required(id, basis);
        framework = framework == null ? "" : framework;
    }

    public Optional<Bitness> programBitness() {
        return Optional.ofNullable(bitness);
    }

    /** The families of stacks that the Windows model tells apart. */
    public enum Kind {
        /** .NET Framework 2.0 to 3.5. */
        CLR2("clr2"),
        /** .NET Framework 4 and later. */
        CLR4("clr4"),
        WINHTTP("winhttp"),
        WININET("wininet"),
        /** A program that asks Schannel for TLS 1.2 by name. */
        SCHANNEL_EXPLICIT("schannel-explicit"),
        /** A program that brings its own TLS (OpenSSL, Java, Python, a browser): the registry does not reach it. */
        OWN_TLS("own-tls");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @JsonValue
        public String id() {
            return id;
        }

        @JsonCreator
        static Kind called(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind of stack: " + id);
        }
    }
}
