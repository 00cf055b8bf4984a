package tlsready.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Internet Explorer 11 reads the script of the live pages: one word of a later language, and nothing of it runs. */
class LiveScriptTest {
    private static final Path SCRIPT = Path.of("src/main/resources/META-INF/resources/live.js");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\\\n]|\\\\.)*'");
    private static final Pattern LATER =
            Pattern.compile("=>|`|\\.\\.\\.|\\?\\.|\\b(?:let|const|class|async|await|of)\\s|\\b(?:fetch|Promise)\\b");

    @Test
    void the_live_script_has_nothing_later_than_ECMAScript_5() throws IOException {
        String script = Files.readString(SCRIPT);
        String code = TEXT.matcher(COMMENT.matcher(script).replaceAll("")).replaceAll("''");
        assertTrue(code.contains("new XMLHttpRequest()"), "the code is still there");
        Matcher later = LATER.matcher(code);
        assertFalse(later.find(), () -> "later than ECMAScript 5: " + later.group());
    }
}
