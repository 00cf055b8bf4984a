package tlsready.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import tlsready.TestTools;

/**
 * A real client whose hello testssl.sh replays, read from its installed Debian package: the data are GPL-2
 * and stay there.
 *
 * @param name for example {@code "IE 8 XP"}
 * @param id the file's short name, for example {@code "ie_8_xp"}
 * @param hello the bytes as recorded
 * @param highestVersion highest version the client can speak, as a number on the wire
 */
public record RecordedClient(String name, String id, byte[] hello, int highestVersion) {
    private static final Path RECORDINGS = Path.of("/etc/testssl/client-simulation.txt");

    /** Every recorded client, in the file's order. */
    public static List<RecordedClient> all() {
        try {
            String file = Files.readString(TestTools.require("testssl.sh", RECORDINGS));
            var names = values(file, "names");
            var ids = values(file, "short");
            var hellos = values(file, "handshakebytes");
            var versions = values(file, "highest_protocol");
            var clients = new ArrayList<RecordedClient>();
            for (int i = 0; i < names.size(); i++) {
                byte[] hello = HexFormat.of().parseHex(hellos.get(i));
                clients.add(new RecordedClient(names.get(i), ids.get(i), hello, Integer.decode(versions.get(i))));
            }
            return clients;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client with this name. */
    public static RecordedClient named(String name) {
        return all().stream()
                .filter(client -> client.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(RECORDINGS + " has no client " + name));
    }

    private static List<String> values(String file, String array) {
        return Pattern.compile("^\\s*" + array + "\\+=\\(\"(.*)\"\\)", Pattern.MULTILINE)
                .matcher(file)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
