package tlsready.wine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tlsready.TestTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A Windows to try files on: a 64-bit Wine prefix in {@code target/wine}, made once in a build, with its registry put
 * back before every test. It calls itself Windows 7 SP1.
 *
 * <p>What it proves and what not: registry, cmd, Windows Script Host and Schannel's protocol values are Wine's own
 * implementations of documented behaviour; there is no .NET Framework, and no rights are enforced.
 */
public final class Wine {
    private static final Path HOME = Path.of("target", "wine").toAbsolutePath();
    private static final Path PREFIX = HOME.resolve("prefix");
    private static final Path SNAPSHOT = HOME.resolve("snapshot");
    private static final List<String> HIVES = List.of("system.reg", "user.reg", "userdef.reg");
    private static final int MAKE_SECONDS = 180;
    private static final int RUN_SECONDS = 120;
    /** As many lines of a difference as a person reads. */
    private static final int MOST_LINES = 30;
    /** What Wine's console programs print; the scripts are ASCII. */
    private static final Charset OUTPUT = StandardCharsets.ISO_8859_1;

    private static Wine wine;

    private final Path loader;
    private final Path server;
    private int runs;
    /** HKEY_LOCAL_MACHINE as it was installed, and whether it is known to be like that now. */
    private String installed;

    private boolean untouched;

    /** How a command ended and what it printed. */
    public record Run(int exit, String output) {
        /** The same run, after its exit code was found to be this one. */
        public Run exits(int expected) {
            assertEquals(expected, exit, output);
            return this;
        }

        /** The same run, after this was found in its output. */
        public Run says(String words) {
            assertTrue(output.contains(words), () -> "\"" + words + "\" is not in:\n" + output);
            return this;
        }
    }

    private Wine() {
        TestTools.require("wine", "wine");
        // Where 32-bit Wine is installed too, "wine" is the 32-bit loader, which sees the other view of the registry.
        loader = TestTools.require("wine64", Path.of("/usr/lib/wine/wine64"));
        server = TestTools.require("wine64", Path.of("/usr/lib/wine/wineserver64"));
    }

    /** A Windows with the registry it was installed with. */
    public static synchronized Wine fresh() {
        if (wine == null) {
            wine = new Wine();
            wine.make();
            Runtime.getRuntime().addShutdownHook(new Thread(wine::stop));
            wine.restore();
            wine.installed = wine.export("HKLM");
            wine.untouched = true;
        }
        if (!wine.untouched) {
            wine.restore();
        }
        return wine;
    }

    private void make() {
        try {
            Files.createDirectories(SNAPSHOT);
            if (!Files.exists(SNAPSHOT.resolve("complete"))) {
                run(MAKE_SECONDS, HOME, List.of(loader.toString(), "wineboot", "-i"))
                        .exits(0);
                stop();
                copyHives(PREFIX, SNAPSHOT);
                Files.createFile(SNAPSHOT.resolve("complete"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restore() {
        stop();
        copyHives(SNAPSHOT, PREFIX);
        start();
        untouched = true;
    }

    private static void copyHives(Path from, Path to) {
        try {
            for (String hive : HIVES) {
                Files.copy(from.resolve(hive), to.resolve(hive), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a server of our own running: with one of its own every command would take a second longer. It says that it is
     * ready by going into the background; so no command can come before it and bring another.
     */
    private void start() {
        run(RUN_SECONDS, HOME, List.of(server.toString(), "-p")).exits(0);
        cmd("exit").exits(0);
    }

    private void stop() {
        run(RUN_SECONDS, HOME, List.of(server.toString(), "-k"));
        run(RUN_SECONDS, HOME, List.of(server.toString(), "-w"));
    }

    /** A new empty folder on this Windows; the name may hold spaces and parentheses. */
    public Path folder(String name) {
        try {
            Path folder = HOME.resolve("drive").resolve(name);
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The name under which this Windows knows a file: {@code Z:\tmp\…}. */
    public static String name(Path file) {
        return "Z:" + file.toAbsolutePath().toString().replace('/', '\\');
    }

    /** Runs a script in its folder, as a double-click would, without waiting for a key. */
    public Run script(Path script, String... arguments) {
        var command = new ArrayList<>(List.of(loader.toString(), name(script)));
        command.addAll(List.of(arguments));
        return run(RUN_SECONDS, script.getParent(), command);
    }

    /** Runs a line of cmd in a folder. */
    public Run cmd(Path folder, String line) {
        return run(RUN_SECONDS, folder, List.of(loader.toString(), "cmd", "/c", line));
    }

    private Run cmd(String line) {
        return cmd(HOME, line);
    }

    /** Runs reg.exe. */
    public Run reg(String... arguments) {
        var command = new ArrayList<>(List.of(loader.toString(), "reg"));
        command.addAll(List.of(arguments));
        return run(RUN_SECONDS, HOME, command);
    }

    /** Runs a script with the console script host. */
    public Run cscript(Path script, String... arguments) {
        var command = new ArrayList<>(List.of(loader.toString(), "cscript", "//nologo", name(script)));
        command.addAll(List.of(arguments));
        return run(RUN_SECONDS, script.getParent(), command);
    }

    /** Imports a .reg file; that it was taken says little, so look at the values. */
    public void imports(byte[] regFile) {
        try {
            Path file = HOME.resolve("import.reg");
            Files.write(file, regFile);
            reg("import", name(file)).exits(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of HKEY_LOCAL_MACHINE as reg.exe exports it. */
    public String registry() {
        return untouched ? installed : export("HKLM");
    }

    /** Asserts that all of HKEY_LOCAL_MACHINE is, byte for byte, what it was; a failure names the lines. */
    public void isAsBefore(String before) {
        String now = export("HKLM");
        untouched = now.equals(installed);
        if (!now.equals(before)) {
            throw new AssertionError("lost: " + missing(before, now) + "\ncome: " + missing(now, before));
        }
    }

    private static List<String> missing(String from, String in) {
        Set<String> there = in.lines().collect(Collectors.toSet());
        return from.lines()
                .filter(line -> !there.contains(line))
                .limit(MOST_LINES)
                .toList();
    }

    /** A key with everything below it as reg.exe exports it. */
    public String export(String key) {
        try {
            Path file = HOME.resolve("export.reg");
            reg("export", key, name(file), "/y").exits(0);
            return Files.readString(file, StandardCharsets.UTF_16LE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything runs with its output in a file, never a pipe: a child of Wine's would hold that open for ever. */
    private Run run(int seconds, Path folder, List<String> command) {
        // Of what we run ourselves only these two leave everything as it is.
        untouched &= command.contains("export") || command.contains("query");
        try {
            Path output = Files.createDirectories(HOME.resolve("output")).resolve(++runs + ".txt");
            Process process = builder(folder, command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took longer than " + seconds + " s, see " + output);
            }
            return new Run(process.exitValue(), Files.readString(output, OUTPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was interrupted", e);
        }
    }

    private static ProcessBuilder builder(Path folder, List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.putAll(Map.of(
                "WINEPREFIX", PREFIX.toString(),
                "WINEARCH", "win64",
                "WINEDEBUG", "-all",
                // No menus, and nobody asks to download mono or gecko.
                "WINEDLLOVERRIDES", "mscoree=d;mshtml=d;winemenubuilder.exe=d",
                "LC_ALL", "C.UTF-8"));
        environment.remove("DISPLAY");
        // With this set, Wine's Schannel ignores the registry.
        environment.remove("GNUTLS_SYSTEM_PRIORITY_FILE");
        return builder;
    }
}
