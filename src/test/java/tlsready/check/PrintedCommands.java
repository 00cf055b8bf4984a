package tlsready.check;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands of a page, as somebody copies them, and what they do in a shell. */
public final class PrintedCommands {
    private static final Pattern COMMAND =
            Pattern.compile("<dt id=\"([a-z0-9-]+)\">.*?</dt>\\s*<dd><pre tabindex=\"0\">(.*?)</pre>", Pattern.DOTALL);

    private PrintedCommands() {}

    /** How a command ended, and all that it printed. */
    record Run(int exit, String output) {}

    /** The commands by their ids. */
    public static Map<String, String> of(String page) {
        var commands = new LinkedHashMap<String, String>();
        Matcher command = COMMAND.matcher(page);
        while (command.find()) {
            commands.put(command.group(1), text(command.group(2)));
        }
        assertFalse(commands.isEmpty(), page);
        return commands;
    }

    private static String text(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Runs a command as it stands. */
    static Run run(String command, Map<String, String> environment) throws Exception {
        var shell = new ProcessBuilder(List.of("sh", "-c", command)).redirectErrorStream(true);
        shell.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        shell.environment().put("no_proxy", "*");
        shell.environment().putAll(environment);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> "it never ends: " + command);
        return new Run(process.exitValue(), output);
    }
}
