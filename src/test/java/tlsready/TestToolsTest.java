package tlsready;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TestToolsTest {
    @Test
    void a_command_that_is_there_is_found() {
        assertTrue(Files.isExecutable(TestTools.require("coreutils", "ls")));
    }

    @Test
    void a_file_that_is_there_is_returned_as_given() {
        assertEquals(Path.of("/proc/self"), TestTools.require("none", Path.of("/proc/self")));
    }

    @Test
    void what_no_package_brings_fails_with_the_way_out() {
        var failure = assertThrows(
                AssertionError.class, () -> TestTools.require("tlsready-no-such-package", "tlsready-no-such-command"));
        assertTrue(failure.getMessage().contains("command tlsready-no-such-command"), failure.getMessage());
        assertTrue(failure.getMessage().contains("apt-get install tlsready-no-such-package"), failure.getMessage());
    }
}
