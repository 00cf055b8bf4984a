package tlsready.evidence;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Update;
import tlsready.knowledge.WindowsRelease;
import tlsready.tls.TlsVersion;

/**
 * A machine as the tools that are not about the registry tell it, what they print of it, and which claims are true of it.
 *
 * @param four the .NET Framework 4 that is installed; the row {@code none} stands for none
 * @param threeFive whether .NET Framework 3.5 is there
 * @param protocols those of one PowerShell; none for the default of the system
 * @param error what a program said last
 */
record Facts(
        WindowsRelease windows,
        int build,
        Bitness bitness,
        List<Update> updates,
        String four,
        boolean threeFive,
        Set<TlsVersion> protocols,
        KnownErrors.KnownError error) {
    private static final List<WindowsRelease> EXACT = EvidenceReaderTest.KNOWLEDGE.windows().stream()
            .filter(row -> !row.builds().isEmpty() && !EvidenceReaderTest.KNOWLEDGE.standsForSeveral(row))
            .toList();
    /** Updates that one number stands for. */
    private static final List<Update> NUMBERED = EvidenceReaderTest.KNOWLEDGE.updates().stream()
            .filter(update -> update.kb().matches("KB\\d{6,8}"))
            .toList();

    private static final String NONE = "none";

    /** A text and what it tells of the machine. */
    record Print(String text, List<Claim> tells) {}

    /**
     * The words of {@code systeminfo} in a language of Windows, each as it stands in output that people have published.
     */
    record Language(
            String tag, String name, String version, String notApplicable, String build, String type, String pc) {
        @Override
        public String toString() {
            return tag;
        }
    }

    static final List<Language> LANGUAGES = List.of(
            new Language("en", "OS Name", "OS Version", "N/A", "Build", "System Type", "%s-based PC"),
            new Language(
                    "de",
                    "Betriebssystemname",
                    "Betriebssystemversion",
                    "Nicht zutreffend",
                    "Build",
                    "Systemtyp",
                    "%s-basierter PC"),
            new Language(
                    "fr",
                    "Nom du système d’exploitation",
                    "Version du système",
                    "N/A",
                    "version",
                    "Type du système",
                    "%s-based PC"),
            new Language(
                    "es",
                    "Nombre del sistema operativo",
                    "Versión del sistema operativo",
                    "N/D",
                    "Compilación",
                    "Tipo de sistema",
                    "%s-based PC"),
            new Language(
                    "pt",
                    "Nome do sistema operacional",
                    "Versão do sistema operacional",
                    "N/A",
                    "compilação",
                    "Tipo de sistema",
                    "%s-based PC"),
            new Language("ru", "Название ОС", "Версия ОС", "Н/Д", "построение", "Тип системы", "%s-based PC"),
            new Language("ja", "OS 名", "OS バージョン", "N/A", "ビルド", "システムの種類", "%s-based PC"),
            new Language("ko", "OS 이름", "OS 버전", "N/A", "빌드", "시스템 종류", "%s-based PC"),
            new Language("zh", "OS 名称", "OS 版本", "暂缺", "Build", "系统类型", "%s-based PC"));

    /** What {@code ver} says before the number, in several languages. */
    private static final List<String> VERSIONS =
            List.of("Version", "version", "Versión", "versão", "Wersja", "версия", "版本");

    static Arbitrary<Facts> arbitrary() {
        var fours = new ArrayList<>(EvidenceReaderTest.KNOWLEDGE.dotnet().stream()
                .map(DotNetRelease::id)
                .filter(id -> id.startsWith("4-"))
                .toList());
        fours.add(NONE);
        Arbitrary<Set<TlsVersion>> protocols = Arbitraries.of(EnumSet.of(
                        TlsVersion.SSL_3_0,
                        TlsVersion.TLS_1_0,
                        TlsVersion.TLS_1_1,
                        TlsVersion.TLS_1_2,
                        TlsVersion.TLS_1_3))
                .set();
        return Combinators.combine(
                        Arbitraries.of(EXACT),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(NUMBERED).set(),
                        Arbitraries.of(fours),
                        Arbitraries.of(true, false),
                        protocols,
                        Arbitraries.of(
                                KnownErrors.read(EvidenceReaderTest.KNOWLEDGE).rows()))
                .as((windows, pick, updates, four, threeFive, versions, error) -> new Facts(
                        windows,
                        windows.builds().get(pick % windows.builds().size()),
                        windows.bitness().get(pick % windows.bitness().size()),
                        updates.stream()
                                .sorted((a, b) -> a.id().compareTo(b.id()))
                                .toList(),
                        four,
                        threeFive,
                        versions,
                        error));
    }

    /** Everything that is printed of it, in an order that does not matter. */
    List<Print> prints(int pick) {
        var prints = new ArrayList<Print>();
        prints.add(ver(VERSIONS.get(pick % VERSIONS.size())));
        prints.add(winver());
        prints.add(osVersion());
        LANGUAGES.forEach(language -> prints.add(systeminfo(language)));
        prints.add(dotNetList());
        prints.add(securityProtocol());
        prints.add(error(pick));
        return prints;
    }

    Print ver(String word) {
        return new Print(
                "\nMicrosoft Windows [" + word + " " + kernel() + "." + build + (build > 9999 ? ".3803" : "") + "]\n",
                List.of(new Claim.BuildIs(build)));
    }

    /** Newer ones name their release, older ones their kernel. */
    Print winver() {
        String release = release();
        String text = release.isEmpty()
                ? "Version " + kernel() + " (Build " + build + servicePack(": ", "") + ")"
                : "Version " + release.toUpperCase(Locale.ROOT) + " (OS Build " + build + ".3803)";
        return new Print(text, List.of(new Claim.BuildIs(build)));
    }

    /** Programs without a manifest are told other builds by Windows 8 and later, so those two count for nothing. */
    Print osVersion() {
        boolean disguise = build == 9200 || build == 9600;
        String text = "Microsoft Windows NT " + kernel() + "." + build + servicePack(" ", ".0");
        return new Print(text, disguise ? List.of() : List.of(new Claim.BuildIs(build)));
    }

    Print systeminfo(Language language) {
        var tells = new ArrayList<Claim>();
        WindowsRelease family = EvidenceReaderTest.KNOWLEDGE.windows(
                release().isEmpty() ? windows.id() : windows.id().replace("-" + release(), ""));
        tells.add(new Claim.WindowsIs(family.id(), family.name()));
        tells.add(new Claim.BuildIs(build));
        tells.add(new Claim.BitnessIs(bitness));
        var text = new StringBuilder();
        text.append(row(language.name(), "Microsoft " + marketing(family)));
        text.append(row(
                language.version(),
                kernel() + "." + build + " " + servicePack("", language.notApplicable()) + " " + language.build() + " "
                        + build));
        text.append(row(language.type(), language.pc().formatted(bitness == Bitness.X64 ? "x64" : "X86")));
        text.append(row("BIOS", "LENOVO 6.1.7600, 21.04.2020"));
        int number = 1;
        for (Update update : updates) {
            text.append("%46s[%02d]: %s\n".formatted("", number++, update.kb()));
            tells.add(new Claim.UpdateIsThere(update.id(), update.name()));
        }
        return new Print(text.toString(), tells);
    }

    private static String row(String label, String value) {
        return String.format("%-45s %s\n", label + ":", value);
    }

    private static String marketing(WindowsRelease family) {
        String name = family.name().replaceFirst("(,| SP\\d).*", "");
        return family.server() ? name + " Standard" : name + " Pro";
    }

    Print dotNetList() {
        boolean any = !four.equals(NONE);
        String missing = "Not installed (no key)";
        String newer = any ? four.replace('-', '.') : missing;
        String there = any ? "Installed" : missing;
        var tells = new ArrayList<Claim>();
        tells.add(
                any
                        ? new Claim.DotNetFourIs(
                                four, EvidenceReaderTest.KNOWLEDGE.dotnet(four).name())
                        : new Claim.NoDotNetFour());
        tells.add(new Claim.DotNetThreeFive(threeFive));
        String text =
                """
                ComputerName : localhost
                >=4.x        : %s
                v4\\Client    : %s
                v4\\Full      : %s
                v3.5         : %s
                v3.0         : %s
                v2.0.50727   : Installed
                v1.1.4322    : %s
                Ping         : True
                Error        :
                """
                        .formatted(
                                four.equals("4-0") ? "Error (no 'Release' key?)" : newer,
                                there,
                                there,
                                threeFive ? "Installed" : missing,
                                missing,
                                missing);
        return new Print(text, tells);
    }

    Print securityProtocol() {
        String names = protocols.isEmpty()
                ? "SystemDefault"
                : protocols.stream().sorted().map(Facts::dotNetName).collect(Collectors.joining(", "));
        return new Print("SecurityProtocol: " + names, List.of(new Claim.SecurityProtocolIs(protocols)));
    }

    private static String dotNetName(TlsVersion version) {
        return switch (version) {
            case SSL_3_0 -> "Ssl3";
            case TLS_1_0 -> "Tls";
            case TLS_1_1 -> "Tls11";
            case TLS_1_2 -> "Tls12";
            default -> "Tls13";
        };
    }

    Print error(int pick) {
        List<String> ways = ways(error);
        return new Print(
                "System.Exception: error: " + ways.get(pick % ways.size()) + " at A.B(String c) in d.cs",
                List.of(new Claim.ErrorIs(error.id(), error.name())));
    }

    private static List<String> ways(KnownErrors.KnownError error) {
        var ways = new ArrayList<>(error.texts());
        ways.addAll(error.numbers());
        ways.addAll(error.names());
        return ways;
    }

    // ---- What is true -------------------------------------------------------------------------------------------

    boolean isTrue(Claim claim) {
        if (claim instanceof Claim.BuildIs is) {
            return is.build() == build;
        }
        if (claim instanceof Claim.WindowsIs is) {
            WindowsRelease told = EvidenceReaderTest.KNOWLEDGE.windows(is.id());
            return told.server() == windows.server() && told.builds().contains(build);
        }
        if (claim instanceof Claim.ServerIs is) {
            return is.server() == windows.server();
        }
        if (claim instanceof Claim.BitnessIs is) {
            return is.bitness() == bitness;
        }
        if (claim instanceof Claim.DotNetFourIs is) {
            return is.id().equals(four);
        }
        if (claim instanceof Claim.NoDotNetFour) {
            return four.equals(NONE);
        }
        if (claim instanceof Claim.DotNetThreeFive is) {
            return is.there() == threeFive;
        }
        if (claim instanceof Claim.UpdateIsThere is) {
            return updates.stream().anyMatch(update -> NUMBERED.stream()
                    .anyMatch(row -> row.id().equals(is.id()) && row.kb().equals(update.kb())));
        }
        if (claim instanceof Claim.SecurityProtocolIs is) {
            return is.versions().equals(protocols);
        }
        return claim instanceof Claim.ErrorIs is && isSaid(is.id());
    }

    /** One message may belong to two rows, as a number and as a text. */
    private boolean isSaid(String id) {
        return id.equals(error.id())
                || KnownErrors.read(EvidenceReaderTest.KNOWLEDGE).find(id).stream()
                        .flatMap(row -> ways(row).stream())
                        .anyMatch(way -> ways(error).stream().anyMatch(said -> said.toLowerCase(Locale.ROOT)
                                .contains(way.toLowerCase(Locale.ROOT))));
    }

    // ---- Windows' own numbers -----------------------------------------------------------------------------------

    private String kernel() {
        if (build >= 10_000) {
            return "10.0";
        }
        return switch (build) {
            case 2600 -> "5.1";
            case 3790 -> "5.2";
            case 7601 -> "6.1";
            case 9200 -> "6.2";
            case 9600 -> "6.3";
            default -> "6.0";
        };
    }

    private String servicePack(String before, String none) {
        return switch (build) {
            case 2600 -> before + "Service Pack 3";
            case 3790, 6002, 6003 -> before + "Service Pack 2";
            case 6001, 7601 -> before + "Service Pack 1";
            default -> none;
        };
    }

    /** {@code 22h2} of Windows 10 and 11; else empty. */
    private String release() {
        return windows.id().matches("windows-1[01]-.+") ? windows.id().substring("windows-10-".length()) : "";
    }
}
