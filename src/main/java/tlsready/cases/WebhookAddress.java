package tlsready.cases;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where news of a campaign go. The portal stands where many others cannot reach, so an address is looked at before
 * anything is sent there: every time, because a name can come to mean another machine.
 */
final class WebhookAddress {
    private static final int MOST_PORTS = 65_535;

    private WebhookAddress() {}

    /** Finds the addresses of a host. */
    interface Names {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /**
     * Where a delivery goes: to an address that was looked at, whatever the name means a moment later; or why it goes
     * nowhere.
     */
    record Way(Optional<InetAddress> to, String refusal) {
        static Way refused(String sentence) {
            return new Way(Optional.empty(), sentence);
        }
    }

    /**
     * Why nothing is sent there; nothing if it may be.
     *
     * @param privately whether private addresses and plain HTTP are allowed; then no name is looked up
     */
    static Optional<String> refusal(String address, boolean privately, Names names) {
        Optional<String> form = form(address, privately);
        if (form.isPresent() || privately) {
            return form;
        }
        Way way = way(address, false, names);
        return way.to().isPresent() ? Optional.empty() : Optional.of(way.refusal());
    }

    /** Looks its name up once, and says where a delivery goes. */
    static Way way(String address, boolean privately, Names names) {
        Optional<String> form = form(address, privately);
        if (form.isPresent()) {
            return Way.refused(form.get());
        }
        String host = URI.create(address).getHost();
        try {
            List<InetAddress> found = names.addresses(host.replaceAll("^\\[|]$", ""));
            return !privately && found.stream().anyMatch(WebhookAddress::isPrivate)
                    ? Way.refused(
                            "The host " + host + " has a private address. If news should go there, the operator of"
                                    + " this portal sets campaign.private-webhooks=true.")
                    : new Way(Optional.of(found.get(0)), "");
        } catch (UnknownHostException e) {
            return Way.refused("The host " + host + " was not found.");
        }
    }

    private static Optional<String> form(String address, boolean privately) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.of("This is no address: " + e.getReason() + ".");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !(privately && "http".equalsIgnoreCase(uri.getScheme()))) {
            return Optional.of("A webhook has an address that begins with https://.");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null || address.length() > 500) {
            return Optional.of("A webhook has an address with a host, without a user, of at most 500 characters.");
        }
        return uri.getPort() == 0 || uri.getPort() > MOST_PORTS
                ? Optional.of("Port " + uri.getPort() + " does not exist.")
                : Optional.empty();
    }

    /** Whether an address is anything but one of the public internet. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean four = bytes.length == 4
                && (first == 0
                        || first >= 240
                        || first == 100 && second >= 64 && second < 128
                        || first == 192 && second == 0 && bytes[2] == 0
                        || first == 198 && (second == 18 || second == 19));
        // unique local, translated (64:ff9b::/96) and 6to4 addresses, which hide one of IPv4
        boolean six = bytes.length == 16
                && ((first & 0xFE) == 0xFC || first == 0 && second == 0x64 || first == 0x20 && second == 0x02);
        return four
                || six
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
