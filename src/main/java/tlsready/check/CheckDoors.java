package tlsready.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import tlsready.knowledge.Target;
import tlsready.tls.Bytes;

/** Says where each endpoint can be called, and how; only of those that really can be. */
public final class CheckDoors {
    private static final String USUAL = "tls12";
    /** The host where nobody says. */
    private static final String HERE = "localhost";

    private static final int HTTP = 80;

    private final CheckServer server;
    private final Endpoints endpoints;
    private final Optional<String> domain;
    private final Optional<String> portal;
    private final List<Command> commands = Command.read();

    /**
     * @param domain below which names lead to endpoints
     * @param portal address of the portal, if it is configured
     */
    CheckDoors(CheckServer server, Endpoints endpoints, Optional<String> domain, Optional<String> portal) {
        this.server = server;
        this.endpoints = endpoints;
        this.domain = domain;
        this.portal = portal;
    }

    /**
     * Everything that the pages of the check need.
     *
     * @param wanted id of the endpoint that the commands are to call; anything else is the usual one
     * @param label of a room, for the commands
     * @param authority host and port that the visitor used, as the visitor wrote them
     */
    public CheckPage page(String wanted, Optional<String> label, String authority) {
        String host = host(authority);
        var addresses = new LinkedHashMap<Endpoint, CheckAddress>();
        endpoints.all().forEach(endpoint -> address(endpoint, host, label)
                .ifPresent(address -> addresses.put(endpoint, address)));
        Optional<Endpoint> chosen = chosen(wanted, List.copyOf(addresses.keySet()));
        Optional<CheckAddress> target = chosen.map(addresses::get);
        List<Command.Ready> ready = target.map(address -> commands.stream()
                        .map(command -> command.ready(address, trusted()))
                        .toList())
                .orElse(List.of());
        return new CheckPage(
                !addresses.isEmpty(),
                doors(addresses, chosen),
                ready,
                plain(host, label),
                server.authority().map(CheckDoors::thumbprint).orElse(""),
                domain);
    }

    /**
     * Where the verdict is asked for that says most about this service: at its twin, if it can be called.
     *
     * @param authority host and port that the visitor used, as the visitor wrote them
     * @return nothing if no endpoint can be called
     */
    public Optional<String> verdict(Target target, RoomLabel label, String authority) {
        List<Endpoint> open = endpoints.all().stream()
                .filter(endpoint -> address(endpoint, HERE, Optional.empty()).isPresent())
                .toList();
        String twin = open.stream()
                .filter(endpoint -> endpoint.target().equals(Optional.of(target.id())))
                .map(Endpoint::id)
                .findFirst()
                .orElse("");
        return chosen(twin, open)
                .flatMap(endpoint -> address(endpoint, host(authority), Optional.of(label.text())))
                .map(CheckAddress::url);
    }

    /** Whether a label stands in the host name, so that a refused client is recognised too. */
    public boolean byName() {
        return domain.isPresent() && server.namesPort().isPresent();
    }

    /** Whether computers can be expected to trust the certificates of the endpoints. */
    public boolean trusted() {
        return server.authority().isEmpty();
    }

    private Optional<String> plain(String host, Optional<String> label) {
        OptionalInt port = server.plainPort();
        return port.isPresent()
                ? Optional.of("http://" + host + (port.getAsInt() == HTTP ? "" : ":" + port.getAsInt())
                        + CheckAddress.labelled(label) + "/")
                : Optional.empty();
    }

    private static String thumbprint(Bytes certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private String host(String authority) {
        return portal.flatMap(address -> CheckAddress.host(address.replaceFirst("^https?://", "")))
                .or(() -> CheckAddress.host(authority))
                .orElse(HERE);
    }

    private static List<CheckPage.Door> doors(Map<Endpoint, CheckAddress> addresses, Optional<Endpoint> chosen) {
        var doors = new ArrayList<CheckPage.Door>();
        addresses.forEach((endpoint, address) -> doors.add(new CheckPage.Door(
                endpoint.id(),
                endpoint.name(),
                endpoint.words(),
                address.origin(),
                address.url(),
                address.home(),
                chosen.filter(endpoint::equals).isPresent())));
        return doors;
    }

    /** The wanted endpoint if it can be called, else the usual one, else the first that can. */
    private static Optional<Endpoint> chosen(String wanted, List<Endpoint> open) {
        return find(wanted, open).or(() -> find(USUAL, open)).or(() -> open.stream()
                .findFirst());
    }

    private static Optional<Endpoint> find(String id, List<Endpoint> open) {
        return open.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    /** By name where a wildcard name is configured, so that refused clients carry the label too; else by port. */
    private Optional<CheckAddress> address(Endpoint endpoint, String host, Optional<String> label) {
        if (domain.isPresent() && server.servesByName(endpoint)) {
            String first = endpoint.id() + label.map(text -> "-" + text).orElse("");
            return Optional.of(new CheckAddress(
                    first + "." + domain.get(), server.namesPort().getAsInt(), label));
        }
        OptionalInt port = server.port(endpoint.id());
        return port.isPresent() ? Optional.of(new CheckAddress(host, port.getAsInt(), label)) : Optional.empty();
    }
}
