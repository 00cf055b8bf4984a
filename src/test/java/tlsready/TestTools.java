package tlsready;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs and files of other projects that tests measure us against, taken from Debian's packages.
 *
 * <p>A test says what it needs and from which package; what is there is used as it is. What is missing
 * is installed if this is root on Debian (a CI container), and otherwise the test fails with a
 * sentence that says how to get it. Nothing is ever skipped in silence. Safe to call from many threads
 * and from many builds on one machine at once.
 */
public final class TestTools {
    /** An installation that takes longer than this is stuck; the largest (a browser) takes two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Path LOGS = Path.of("target", "test-tools");
    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "tlsready-test-tools.lock");
    /** Where Debian puts commands that an ordinary user's PATH may leave out. */
    private static final List<String> MORE_PLACES = List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/games");

    private static boolean packageListsAreFresh;

    private TestTools() {}

    /**
     * The command's absolute path, once the package that brings it is installed.
     *
     * @param debianPackage for example {@code "gnutls-bin"}; {@code "wine32:i386"} names a foreign architecture
     * @param command name as typed, for example {@code "gnutls-cli"}
     * @throws AssertionError naming what is missing and how to get it
     */
    public static Path require(String debianPackage, String command) {
        return find(command).orElseGet(() -> {
            install(debianPackage, () -> find(command).isPresent(), "command " + command);
            return find(command).orElseThrow();
        });
    }

    /**
     * The same path, once the package that brings this file or folder is installed.
     *
     * @throws AssertionError naming what is missing and how to get it
     */
    public static Path require(String debianPackage, Path file) {
        if (!Files.exists(file)) {
            install(debianPackage, () -> Files.exists(file), "file " + file);
        }
        return file;
    }

    private static Optional<Path> find(String command) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), MORE_PLACES.stream())
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, command).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private interface Presence {
        boolean holds();
    }

    private static synchronized void install(String debianPackage, Presence presence, String what) {
        if (!isRoot() || find("apt-get").isEmpty()) {
            throw missing(debianPackage, what, "this is not root on Debian");
        }
        try (var lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (presence.holds()) {
                return; // another build has just installed it
            }
            System.out.println("Installing Debian package " + debianPackage + " for its " + what);
            Path log = aptGet(debianPackage);
            if (!presence.holds()) {
                throw missing(debianPackage, what, "apt-get did not bring it, see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + debianPackage + " for its " + what, e);
        }
    }

    private static AssertionError missing(String debianPackage, String what, String why) {
        return new AssertionError("This test needs the " + what + " and could not install it (" + why
                + "); run as root: apt-get update && apt-get install " + debianPackage);
    }

    private static Path aptGet(String debianPackage) throws IOException {
        Files.createDirectories(LOGS);
        Path log = LOGS.resolve(debianPackage.replaceAll("[^A-Za-z0-9.+-]", "_") + ".log");
        Files.deleteIfExists(log);
        if (debianPackage.contains(":")) {
            String architecture = debianPackage.substring(debianPackage.indexOf(':') + 1);
            packageListsAreFresh &= run(log, List.of("dpkg", "--print-foreign-architectures"), architecture);
            run(log, List.of("dpkg", "--add-architecture", architecture));
        }
        // Options before the verb: wait for another apt or dpkg instead of failing, never ask.
        List<String> apt = List.of("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300");
        if (!packageListsAreFresh) {
            packageListsAreFresh = run(log, plus(apt, "update"));
        }
        run(log, plus(apt, "install", "--no-install-recommends", debianPackage));
        return log;
    }

    private static List<String> plus(List<String> head, String... tail) {
        var all = new ArrayList<>(head);
        all.addAll(List.of(tail));
        return all;
    }

    /** Runs the command into the log; whether its output then holds this line. */
    private static boolean run(Path log, List<String> command, String line) throws IOException {
        return run(log, command) && Files.readAllLines(log).contains(line);
    }

    /** Runs the command, output appended to the log; whether it ended well and in time. */
    private static boolean run(Path log, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(Redirect.from(new File("/dev/null"))).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroy(); // asked, not killed: dpkg must be able to leave its database whole
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux
        }
    }
}
