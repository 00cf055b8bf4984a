package tlsready.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

import tlsready.tls.Bytes;

/**
 * A run of IP addresses that begin with the same bits.
 *
 * @param first its first address, 4 or 16 octets
 * @param bits how many bits they share
 */
record AddressRange(Bytes first, int bits) {
    private static final int IPV6_NETWORK = 8;
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /**
     * An address ({@code 10.0.0.5}, {@code ::1}) or a range ({@code 10.0.0.0/8}).
     *
     * @throws IllegalArgumentException with a sentence that names the text
     */
    static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        try {
            if (!NUMERIC.matcher(parts[0]).matches()) {
                throw new UnknownHostException("host names are not asked for their addresses");
            }
            byte[] octets = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? 8 * octets.length : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > 8 * octets.length) {
                throw new NumberFormatException();
            }
            return new AddressRange(Bytes.of(octets), bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is neither an IP address (10.0.0.5) nor a range of them (10.0.0.0/8)", e);
        }
    }

    /** What an address counts as: itself, or of IPv6 the network of 64 bits, for whoever has one of it has all. */
    static Object network(String address) {
        try {
            byte[] octets = parse(address).first().toArray();
            return Bytes.of(octets.length > IPV6_NETWORK ? Arrays.copyOf(octets, IPV6_NETWORK) : octets);
        } catch (IllegalArgumentException e) {
            return address; // as a proxy or a Unix socket writes it
        }
    }

    /** Whether this address is in it. */
    boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        int whole = bits / 8;
        int rest = bits % 8;
        byte[] start = first.toArray();
        return octets.length == start.length
                && Arrays.equals(octets, 0, whole, start, 0, whole)
                && (rest == 0 || ((octets[whole] ^ start[whole]) & 0xFF) >> (8 - rest) == 0);
    }
}
