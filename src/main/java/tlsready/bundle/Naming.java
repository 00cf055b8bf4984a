package tlsready.bundle;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import tlsready.knowledge.Bitness;
import tlsready.remediation.Request;
import tlsready.windows.Machine;

/** What a bundle calls itself and the machine it was made for. */
final class Naming {
    private Naming() {}

    /** A speaking file name without an ending: {@code tls-ready-arcgis-desktop-10-6-1-windows-10-22h2-x64}. */
    static String bundle(Request request) {
        var machine = request.machine();
        var version =
                request.product().versions().size() > 1 ? request.version().id() : "";
        return Stream.of(
                        "tls-ready",
                        request.product().id(),
                        version,
                        machine.windows().id(),
                        machine.bitness().map(Bitness::id).orElse(""))
                .filter(part -> !part.isEmpty() && !part.equals("unknown"))
                .collect(Collectors.joining("-"));
    }

    /** {@code Windows 10 22H2, 64-bit}. */
    static String machine(Machine machine) {
        return machine.windows().name()
                + machine.bitness().map(bitness -> ", " + bitness.label()).orElse("");
    }
}
