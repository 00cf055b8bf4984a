package tlsready.knowledge;

import java.util.List;
import java.util.OptionalInt;

/**
 * A version of the .NET Framework and how to find it.
 *
 * @param id the version with dashes: {@code 4-7-2}
 * @param name {@code .NET Framework 4.7.2}
 * @param clr the runtime whose registry key it reads: {@code v2.0.50727} or {@code v4.0.30319}; older ones their own
 * @param floor the smallest {@code Release} number that means this version or newer (4.5 and later), or null; the data
 *     leave it out, it is the smallest of the known ones
 * @param known every {@code Release} number published for it
 * @param key the registry key to look at, without hive
 * @param test what to find there, in words
 * @param download Microsoft's page for it, or empty
 */
public record DotNetRelease(
        String id,
        String name,
        String clr,
        Integer floor,
        List<Known> known,
        String key,
        String test,
        String download,
        List<Basis> basis)
        implements Row {
    public DotNetRelease {
        basis = Row.required(id, basis);
        known = known == null ? List.of() : List.copyOf(known);
        floor = floor != null
                ? floor
                : known.stream().map(Known::release).min(Integer::compare).orElse(null);
        download = download == null ? "" : download;
    }

    /** The smallest {@code Release} number, or nothing for versions before 4.5. */
    public OptionalInt releaseFloor() {
        return floor == null ? OptionalInt.empty() : OptionalInt.of(floor);
    }

    /**
     * A {@code Release} number seen in the field.
     *
     * @param on the systems it is found on, in words
     */
    public record Known(int release, String on) {}
}
