package tlsready.cases;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The network that tries to sign in are counted for: an IPv4 address, or the 64-bit network of an IPv6 address. */
public final class Network {
    private static final int GROUPS = 4;

    private Network() {}

    /** The network of an address in the notation of {@code Inet6Address}, without abbreviations; other text stays. */
    public static String of(String address) {
        String[] groups = address.split(":", -1);
        return groups.length != 2 * GROUPS
                ? address
                : Arrays.stream(groups).limit(GROUPS).collect(Collectors.joining(":")) + "::/64";
    }
}
