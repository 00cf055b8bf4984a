package tlsready.evidence;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tlsready.knowledge.Bitness;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.tls.TlsVersion;

/** One thing that can be said of a machine. This is the whole vocabulary: nothing else is ever taken from evidence. */
public sealed interface Claim {
    /** The configuration file that the collectors look into. */
    String CONFIG_FILE = "ArcMap.exe.config";

    /** The claim as a short sentence without a full stop. */
    String says();

    /** A registry value holds this. */
    record ValueIs(ValueName name, RegistryValue value) implements Claim {
        public ValueIs {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }

        @Override
        public String says() {
            return place(name) + " is " + value;
        }
    }

    /** A registry value is not there. Says nothing of its key. */
    record ValueIsAbsent(ValueName name) implements Claim {
        @Override
        public String says() {
            return place(name) + " is not there";
        }
    }

    /**
     * A value stands where a known one belongs and has nearly its name. It is not the known one and counts for nothing.
     *
     * @param meant the known value
     * @param wrote the name that stands there
     */
    record ValueIsMisspelt(ValueName meant, String wrote) implements Claim {
        public ValueIsMisspelt {
            Objects.requireNonNull(meant);
            Objects.requireNonNull(wrote);
        }

        @Override
        public String says() {
            return meant.key().abbreviated() + " has a value “" + wrote + "”, which is not " + meant.name();
        }
    }

    /** A registry key exists. */
    record KeyIsThere(RegistryKey key) implements Claim {
        @Override
        public String says() {
            return key.abbreviated() + " exists";
        }
    }

    /** A registry key does not exist, nor anything in it. */
    record KeyIsAbsent(RegistryKey key) implements Claim {
        @Override
        public String says() {
            return key.abbreviated() + " does not exist";
        }
    }

    /** A registry key could not be read, so nothing is known of what it holds. */
    record KeyIsUnreadable(RegistryKey key) implements Claim {
        @Override
        public String says() {
            return key.abbreviated() + " could not be read";
        }
    }

    /** The build number of Windows, for example 19045. */
    record BuildIs(int build) implements Claim {
        @Override
        public String says() {
            return "Windows build " + build;
        }
    }

    /**
     * The Windows release, by its row in the knowledge; a row for several releases where only the family is told.
     *
     * @param id of the row
     * @param name of the row
     */
    record WindowsIs(String id, String name) implements Claim {
        @Override
        public String says() {
            return name;
        }
    }

    /** Whether it is a Windows Server. */
    record ServerIs(boolean server) implements Claim {
        @Override
        public String says() {
            return server ? "a Windows Server" : "a Windows for clients";
        }
    }

    /** The word size of Windows. */
    record BitnessIs(Bitness bitness) implements Claim {
        @Override
        public String says() {
            return bitness.label() + " Windows";
        }
    }

    /** The {@code Release} number of .NET Framework 4.5 or later. */
    record ReleaseIs(int release) implements Claim {
        @Override
        public String says() {
            return ".NET Framework Release " + release;
        }
    }

    /**
     * The installed .NET Framework 4.x version, where no Release number is told.
     *
     * @param id of its row in the knowledge
     * @param name of the row
     */
    record DotNetFourIs(String id, String name) implements Claim {
        @Override
        public String says() {
            return name;
        }
    }

    /** There is no .NET Framework 4. */
    record NoDotNetFour() implements Claim {
        @Override
        public String says() {
            return "no .NET Framework 4";
        }
    }

    /** Whether .NET Framework 3.5 (CLR 2) is there. */
    record DotNetThreeFive(boolean there) implements Claim {
        @Override
        public String says() {
            return there ? ".NET Framework 3.5 is installed" : ".NET Framework 3.5 is not installed";
        }
    }

    /** An update is installed. A missing number proves nothing, so there is no opposite. */
    record UpdateIsThere(String id, String name) implements Claim {
        @Override
        public String says() {
            return name + " is installed";
        }
    }

    /** A product is installed in this version; both by their ids in the knowledge. */
    record ProductIs(String product, String version, String name) implements Claim {
        @Override
        public String says() {
            return name;
        }
    }

    /** ArcMap's configuration file names this .NET runtime, as the registry spells it: {@code v4.0.30319}. */
    record ConfigNamesRuntime(String runtime) implements Claim {
        @Override
        public String says() {
            return CONFIG_FILE + " names the runtime " + runtime;
        }
    }

    /** ArcMap's configuration file sets an AppContext switch, for ArcMap alone. */
    record ConfigSwitchIs(String name, boolean on) implements Claim {
        @Override
        public String says() {
            return CONFIG_FILE + " sets " + name + " to " + on;
        }
    }

    /**
     * What {@code [Net.ServicePointManager]::SecurityProtocol} was in one PowerShell.
     *
     * @param versions the versions it named; empty for {@code SystemDefault}, which lets Windows choose
     */
    record SecurityProtocolIs(Set<TlsVersion> versions) implements Claim {
        public SecurityProtocolIs {
            versions = Collections.unmodifiableSet(new TreeSet<>(versions));
        }

        @Override
        public String says() {
            return "SecurityProtocol of that PowerShell: "
                    + (versions.isEmpty()
                            ? "SystemDefault, Windows chooses"
                            : versions.stream().map(TlsVersion::label).collect(Collectors.joining(", ")));
        }
    }

    /** A known error text was met; the id is that of a {@link KnownErrors} row. */
    record ErrorIs(String id, String name) implements Claim {
        @Override
        public String says() {
            return name;
        }
    }

    /** What read the machine ran with administrator rights. */
    record RanElevated() implements Claim {
        @Override
        public String says() {
            return "read with administrator rights";
        }
    }

    private static String place(ValueName name) {
        return name.key().abbreviated() + " " + (name.name().isEmpty() ? "(default)" : name.name());
    }
}
