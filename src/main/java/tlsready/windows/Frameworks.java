package tlsready.windows;

import java.util.Optional;

import tlsready.knowledge.DotNetRelease;

/**
 * The .NET Framework versions found on a machine.
 *
 * @param four the one 4.x version (4.5 and later replace each other in place)
 * @param clr2 whether .NET 3.5 (or 2.0) is there
 */
public record Frameworks(Four four, Presence clr2) {
    /** Nothing is known; what came with Windows is there at least. */
    public static final Frameworks UNKNOWN = new Frameworks(new UnknownFour(), Presence.UNKNOWN);

    /** What is known of .NET 4. */
    public sealed interface Four {}

    /** This 4.x version is installed. */
    public record Installed(DotNetRelease release) implements Four {
        public Installed {
            if (!StackModel.CLR4.equals(release.clr())) {
                throw new IllegalArgumentException(release.name() + " is no .NET Framework 4");
            }
        }
    }

    /** There is no .NET 4 on the machine. */
    public record NoFour() implements Four {}

    /** Nobody has looked; it is at least what came with Windows. */
    public record UnknownFour() implements Four {}

    /** Whether something is there. */
    public enum Presence {
        PRESENT,
        ABSENT,
        UNKNOWN
    }

    /** The same machine after this version was installed. */
    public Frameworks withFour(DotNetRelease release) {
        return new Frameworks(new Installed(release), clr2);
    }

    /** The same machine after .NET 3.5 was installed or switched on. */
    public Frameworks withClr2() {
        return new Frameworks(four, Presence.PRESENT);
    }

    /** The installed 4.x version, if it is known. */
    public Optional<DotNetRelease> installed() {
        return four instanceof Installed installed ? Optional.of(installed.release()) : Optional.empty();
    }
}
