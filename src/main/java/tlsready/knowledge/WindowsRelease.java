package tlsready.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import tlsready.tls.TlsVersion;

/**
 * A release of Windows as far as TLS is concerned.
 *
 * @param id for example {@code windows-10-22h2}; {@code windows-10} is "some Windows 10, release unknown"
 * @param server whether it is a Windows Server
 * @param builds build numbers that {@code ver} prints for it, for example 19045; several for an "unknown release" row
 * @param bitness the word sizes it comes in
 * @param schannel state of each protocol version (client side) without registry values
 * @param schannelUpdate id of the {@link Update} without which it has no TLS 1.1 and 1.2 at all; empty where none is
 *     needed (only Server 2008 SP2 needs one)
 * @param suites id of its {@link SuiteList}
 * @param dotnet which .NET Framework it has and can have
 * @param winhttp how WinHTTP behaves
 * @param wininet protocol versions WinINet offers by default
 * @param supportEnded end of extended support, ISO date, or empty if not told
 */
public record WindowsRelease(
        String id,
        String name,
        boolean server,
        List<Integer> builds,
        List<Bitness> bitness,
        Map<TlsVersion, ProtocolState> schannel,
        String schannelUpdate,
        String suites,
        DotNet dotnet,
        WinHttp winhttp,
        List<TlsVersion> wininet,
        String supportEnded,
        List<Basis> basis)
        implements Row {
    public WindowsRelease {
        basis = Row.required(id, basis);
        builds = List.copyOf(builds);
        bitness = List.copyOf(bitness);
        schannel = Map.copyOf(schannel);
        wininet = List.copyOf(wininet);
        schannelUpdate = schannelUpdate == null ? "" : schannelUpdate;
        supportEnded = supportEnded == null ? "" : supportEnded;
    }

    /** The Schannel default of one version; {@link ProtocolState#UNSUPPORTED} if the row does not name it. */
    public ProtocolState schannel(TlsVersion version) {
        return schannel.getOrDefault(version, ProtocolState.UNSUPPORTED);
    }

    /**
     * .NET Framework on a Windows release.
     *
     * @param builtIn id of the 4.x version that came with it ({@code "4-5-1"}), or empty: none did
     * @param highest id of the newest 4.x that can be installed, or empty: none can
     * @param clr2 how .NET 2.0/3.5 gets there
     * @param clr2Update id of the {@link Update} after which .NET 3.5 obeys {@code SystemDefaultTlsVersions};
     *     empty where that is built in. If that update is not for this release ({@link Update#isFor}), none is known
     */
    public record DotNet(String builtIn, String highest, Clr2 clr2, String clr2Update) {
        public DotNet {
            builtIn = builtIn == null ? "" : builtIn;
            highest = highest == null ? "" : highest;
            clr2Update = clr2Update == null ? "" : clr2Update;
        }

        public Optional<String> update() {
            return clr2Update.isEmpty() ? Optional.empty() : Optional.of(clr2Update);
        }
    }

    /** How .NET 2.0/3.5 comes to a Windows release. */
    public enum Clr2 {
        /** Part of Windows. */
        @JsonProperty("built-in")
        BUILT_IN,
        /** A Windows feature that must be switched on. */
        @JsonProperty("feature")
        FEATURE,
        /** A download. */
        @JsonProperty("install")
        INSTALL
    }

    /**
     * WinHTTP on a Windows release.
     *
     * @param defaults protocol versions a program gets that asks for none
     * @param valueUpdate id of the {@link Update} that brings {@code DefaultSecureProtocols}; empty where the value is
     *     understood without an update. If that update is not for this release ({@link Update#isFor}), nothing is known
     *     to bring it
     * @param valueNeeded whether TLS 1.2 takes that value at all
     */
    public record WinHttp(List<TlsVersion> defaults, String valueUpdate, boolean valueNeeded) {
        public WinHttp {
            defaults = List.copyOf(defaults);
            valueUpdate = valueUpdate == null ? "" : valueUpdate;
        }
    }
}
