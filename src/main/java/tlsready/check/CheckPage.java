package tlsready.check;

import java.util.List;
import java.util.Optional;

/**
 * The check with everything its pages need.
 *
 * @param open whether any endpoint listens
 * @param doors all endpoints that listen
 * @param commands ready to be copied
 * @param address of the endpoint that the commands call, as a link; empty if none listens
 * @param trust whether there is a certificate authority of our own to trust for the test
 */
public record CheckPage(
        boolean open,
        List<Door> doors,
        List<Command.Ready> commands,
        String address,
        boolean trust,
        Optional<String> domain) {
    /**
     * An endpoint with its address.
     *
     * @param origin {@code https://tls.example.org:11012}
     * @param url the verdict there, as a link
     */
    public record Door(String id, String name, String words, String origin, String url, boolean chosen) {}

    public CheckPage {
        doors = List.copyOf(doors);
        commands = List.copyOf(commands);
    }

    /** The endpoint that the commands call. */
    public Optional<Door> here() {
        return doors.stream().filter(Door::chosen).findFirst();
    }
}
