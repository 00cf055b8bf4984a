package tlsready.site;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.TestTools;
import tlsready.check.CheckServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs the curl lines of the README and holds their output against what the README prints. */
@QuarkusTest
class ReadmeTest {
    private record Example(String command, String output) {}

    @TestHTTPResource
    URL portal;

    private final CheckServer check;

    ReadmeTest(CheckServer check) {
        this.check = check;
    }

    @Test
    void its_curl_lines_print_what_it_says() throws Exception {
        TestTools.require("curl", "curl");
        List<Example> examples = examples();
        assertTrue(examples.size() >= 6, "the README has its examples");
        for (Example example : examples) {
            assertEquals(example.output(), run(here(example.command())), example::command);
        }
    }

    @Test
    void it_is_short() throws IOException {
        assertTrue(Files.readAllLines(Path.of("README.md")).size() <= 120);
    }

    private static List<Example> examples() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String block = readme.substring(readme.indexOf("```console\n") + "```console\n".length());
        block = block.substring(0, block.indexOf("```"));
        var examples = new ArrayList<Example>();
        for (String part : block.substring(2).split("\n\\$ ")) {
            String[] lines = part.strip().split("\n", 2);
            examples.add(new Example(lines[0], lines[1].stripTrailing()));
        }
        return examples;
    }

    /** The command with the ports that this test's portal happens to have. */
    private String here(String command) {
        return command.replace("localhost:8080", "localhost:" + portal.getPort())
                .replace("localhost:11012", "localhost:" + check.port("tls12").orElseThrow())
                .replace("localhost:11000", "localhost:" + check.port("any").orElseThrow());
    }

    private static String run(String command) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), command);
        return output.stripTrailing();
    }
}
