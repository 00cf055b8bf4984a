package tlsready.site;

import java.util.Map;
import java.util.Optional;

import tlsready.evidence.Kept;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Product;
import tlsready.knowledge.WindowsRelease;
import tlsready.remediation.Request;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;

/**
 * Reads the guide's answers as a request for a plan: the one place that knows what each answer says of a machine. The
 * answers are those of a complete path, by question id; what was not asked is unknown.
 */
public final class Journey {
    private static final String UNKNOWN = "unknown";

    private final Knowledge knowledge;

    public Journey(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The request that these answers make. */
    public Request request(Map<String, String> answers) {
        return request(answers, Kept.NOTHING);
    }

    /** The request that these answers and this evidence make; where both know something, the answer holds. */
    public Request request(Map<String, String> answers, Kept evidence) {
        Product product = knowledge.product(product(answers));
        return new Request(
                machine(answers, evidence.machine(knowledge)),
                product,
                version(product, answers),
                yesOrNo(answers, "dotnet35"),
                yesOrNo(answers, "dotnet4-possible"),
                preference(answers),
                knowledge.target(known(answers, "target").orElse("arcgis-online")));
    }

    private static Optional<String> known(Map<String, String> answers, String question) {
        return Optional.ofNullable(answers.get(question)).filter(answer -> !answer.equals(UNKNOWN));
    }

    private static Optional<Boolean> yesOrNo(Map<String, String> answers, String question) {
        return known(answers, question).map("yes"::equals);
    }

    /**
     * Whoever does not know the program gets the plan for any .NET program; so does an add-in that fails in a version
     * that is ready by itself.
     */
    private static String product(Map<String, String> answers) {
        if ("addin-fails".equals(answers.get("ready-symptom"))) {
            return "other-dotnet";
        }
        return known(answers, "program").orElse("other-dotnet");
    }

    private static Product.Version version(Product product, Map<String, String> answers) {
        String question =
                switch (product.id()) {
                    case "arcgis-desktop" -> "desktop";
                    case "arcgis-engine", "other-dotnet" -> "framework";
                    default -> throw new IllegalArgumentException("no plan is made for " + product.id());
                };
        return product.version(answers.getOrDefault(question, UNKNOWN)).orElseThrow();
    }

    private static Request.Preference preference(Map<String, String> answers) {
        return switch (answers.getOrDefault("instead", UNKNOWN)) {
            case "upgrade" -> Request.Preference.UPGRADE;
            case "patch" -> Request.Preference.PATCH;
            default -> Request.Preference.CONFIGURE;
        };
    }

    private Machine machine(Map<String, String> answers, Machine told) {
        WindowsRelease windows = known(answers, "windows")
                .or(() -> known(answers, "windows-look"))
                .map(knowledge::windows)
                .orElse(told.windows());
        Optional<Bitness> bitness = known(answers, "bitness").map(id -> id.equals("x86") ? Bitness.X86 : Bitness.X64);
        return new Machine(
                windows,
                bitness.or(told::bitness).filter(windows.bitness()::contains),
                frameworks(answers, windows, told.frameworks()),
                told.registry(),
                told.updates(),
                rights(answers).orElse(told.rights()));
    }

    private Frameworks frameworks(Map<String, String> answers, WindowsRelease windows, Frameworks told) {
        Frameworks.Presence clr2 =
                windows.dotnet().clr2() == WindowsRelease.Clr2.BUILT_IN ? Frameworks.Presence.PRESENT : told.clr2();
        Frameworks.Four four = four(answers);
        return new Frameworks(four instanceof Frameworks.UnknownFour ? told.four() : four, clr2);
    }

    private Frameworks.Four four(Map<String, String> answers) {
        String answer = answers.getOrDefault("dotnet", UNKNOWN);
        if (answer.equals("release")) {
            answer = answers.getOrDefault("dotnet-release", UNKNOWN);
        }
        if (answer.equals(UNKNOWN)) {
            answer = answers.getOrDefault("dotnet-look", UNKNOWN);
        }
        if (answer.startsWith("release-")) {
            return ofRelease(Integer.parseInt(answer.substring("release-".length())));
        }
        return switch (answer) {
            case UNKNOWN -> new Frameworks.UnknownFour();
            case "none" -> new Frameworks.NoFour();
            default -> new Frameworks.Installed(knowledge.dotnet(answer));
        };
    }

    /** A number below the floor of 4.5 is none of Microsoft's; it can only be a 4.0 that somebody marked. */
    private Frameworks.Four ofRelease(int release) {
        return new Frameworks.Installed(knowledge.dotnetOfRelease(release).orElseGet(() -> knowledge.dotnet("4-0")));
    }

    private static Optional<Machine.Rights> rights(Map<String, String> answers) {
        return yesOrNo(answers, "admin").map(yes -> yes ? Machine.Rights.ADMINISTRATOR : Machine.Rights.USER);
    }
}
