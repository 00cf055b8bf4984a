package tlsready.knowledge;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A program people ask about: an ArcGIS product with its versions, or a group such as "another .NET program".
 *
 * @param versions newest first; one entry for a product whose versions do not differ
 * @param dates its life cycle, in order
 */
public record Product(String id, String name, List<Version> versions, List<Dated> dates, List<Basis> basis)
        implements Row {
    public Product {
        basis = Row.required(id, basis);
        versions = List.copyOf(versions);
        dates = dates == null ? List.of() : List.copyOf(dates);
    }

    public Optional<Version> version(String versionId) {
        return versions.stream().filter(v -> v.id().equals(versionId)).findFirst();
    }

    /**
     * A version of a product.
     *
     * @param id the version with dashes: {@code 10-6-1}
     * @param name {@code ArcGIS Desktop 10.6.1}
     * @param status what it takes to use TLS 1.2
     * @param patch the vendor's TLS patch file, or empty: none is confirmed
     * @param patchNote what to know about the patch, or empty
     * @param dotnet the least .NET version it needs, id as in {@link DotNetRelease}, or empty: not known
     * @param stacks ids of the {@link NetworkStack}s that must pass for the product to work, as far as known
     * @param mayUse ids of further stacks it may use; nobody has confirmed it
     */
    public record Version(
            String id,
            String name,
            Status status,
            String patch,
            String patchNote,
            String dotnet,
            List<String> stacks,
            List<String> mayUse,
            List<Basis> basis)
            implements Row {
        public Version {
            basis = Row.required(id, basis);
            patch = patch == null ? "" : patch;
            patchNote = patchNote == null ? "" : patchNote;
            dotnet = dotnet == null ? "" : dotnet;
            stacks = List.copyOf(stacks);
            mayUse = mayUse == null ? List.of() : List.copyOf(mayUse);
        }
    }

    /** What it takes to use TLS 1.2. */
    public enum Status {
        /** Nothing: set up for TLS 1.2 as it is. */
        @JsonProperty("ready")
        READY,
        /** The vendor's patch, or Windows configured. */
        @JsonProperty("patch-or-configure")
        PATCH_OR_CONFIGURE,
        /** Windows and .NET configured; there is no patch. */
        @JsonProperty("configure")
        CONFIGURE,
        /** A newer version; the vendor offers nothing for this one. */
        @JsonProperty("upgrade")
        UPGRADE,
        /** Nothing this portal can configure: it brings its own TLS. */
        @JsonProperty("own-tls")
        OWN_TLS
    }

    /** A dated event. */
    public record Dated(String date, String event, List<Basis> basis) {
        public Dated {
            basis = Row.required(date, basis);
        }
    }
}
