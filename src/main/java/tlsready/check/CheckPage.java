package tlsready.check;

import java.util.List;
import java.util.Optional;

/**
 * The check with everything its pages need.
 *
 * @param open whether any endpoint listens
 * @param doors all endpoints that listen
 * @param commands ready to be copied
 * @param plain where a browser without TLS finds the endpoints, as a link; nothing if that is switched off
 * @param thumbprint SHA-1 of the certificate of our own authority in hexadecimal, as Windows names it; empty if there
 *     is no such authority to trust for the test
 */
public record CheckPage(
        boolean open,
        List<Door> doors,
        List<Command.Ready> commands,
        Optional<String> plain,
        String thumbprint,
        Optional<String> domain) {
    /**
     * An endpoint with its address.
     *
     * @param origin {@code https://tls.example.org:11012}
     * @param url the verdict there, for programs
     * @param home the verdict there as a page, for browsers
     */
    public record Door(String id, String name, String words, String origin, String url, String home, boolean chosen) {}

    public CheckPage {
        doors = List.copyOf(doors);
        commands = List.copyOf(commands);
    }

    /** Whether there is a certificate authority of our own to trust for the test. */
    public boolean trust() {
        return !thumbprint.isEmpty();
    }

    /** The endpoint that the commands call. */
    public Optional<Door> here() {
        return doors.stream().filter(Door::chosen).findFirst();
    }
}
