package tlsready.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Mark;

/**
 * A call to an endpoint that a person can copy, from {@code check/commands.yaml}.
 *
 * @param name the stack that it uses
 * @param where to type it
 * @param command with blanks, for a certificate that the computer trusts
 * @param untrusted the same for one that it does not
 * @param shows what it shows, and what not
 * @param mark how sure we are that it uses this stack
 */
public record Command(String id, String name, String where, String command, String untrusted, String shows, Mark mark) {
    private static final String PATH = "/check/commands.yaml";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A command with nothing left to fill in. */
    public record Ready(String id, String name, String where, String text, String shows, String mark) {}

    /**
     * All commands on the class path.
     *
     * @throws IllegalStateException if the file does not fit
     */
    static List<Command> read() {
        try (InputStream in = Command.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the file " + PATH + " is missing");
            }
            return YAML.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("the file " + PATH + " does not fit: " + e.getMessage(), e);
        }
    }

    /** This command for this address. */
    Ready ready(CheckAddress address, boolean trusted) {
        var names = Map.of(
                "url", address.url(),
                "path", address.path(),
                "host", address.host(),
                "port", Integer.toString(address.port()),
                "authority", address.host() + ":" + address.port());
        return new Ready(id, name, where, Words.fill(trusted ? command : untrusted, names::get), shows, mark.label());
    }
}
