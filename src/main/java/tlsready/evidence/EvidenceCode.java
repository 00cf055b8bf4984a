package tlsready.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;
import tlsready.windows.StackModel;

/**
 * Writes what is kept of evidence as one word for a URL, and reads it back: {@code 1~windows-10-22h2~x64~n528372~
 * v4.susc-1~v4.sdtv-no~…}. The first token is the version of the form, each other one a claim; letters, digits, dots,
 * dashes and tildes only. Described in docs/evidence-report.md; the words are permanent.
 */
public final class EvidenceCode {
    /** The version of the form. */
    public static final String VERSION = "1";

    /** No code is longer than this; see {@link #fitting}. */
    public static final int LONGEST = 1_500;

    /** Data of odd types that is longer than this does not travel. */
    private static final int MOST_BYTES = 32;

    private static final int MOST_SUITES = 120;
    /** A code from elsewhere may be longer than ours; this is where we stop to look. */
    private static final int LONGEST_READ = 8_000;

    private static final String SEPARATOR = "~";
    private static final String MISSPELT = "-not.";
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9][a-zA-Z0-9.-]{0,400}");
    private static final Pattern SIMPLE_TEXT = Pattern.compile("[A-Za-z0-9]{0,64}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,9}");
    private static final Pattern LIST = Pattern.compile("list([127])\\.((?:[0-9a-f]{4}){1,120})");
    private static final Pattern TYPED = Pattern.compile("t([0-9a-f]{1,8})\\.((?:[0-9a-f]{2}){0,32})");
    private static final Map<TlsVersion, String> VERSIONS = new EnumMap<>(Map.of(
            TlsVersion.SSL_3_0, "ssl3",
            TlsVersion.TLS_1_0, "tls10",
            TlsVersion.TLS_1_1, "tls11",
            TlsVersion.TLS_1_2, "tls12",
            TlsVersion.TLS_1_3, "tls13"));

    private final Knowledge knowledge;
    private final KnownErrors errors;
    private final Places places;

    public EvidenceCode(Knowledge knowledge) {
        this(knowledge, KnownErrors.read(knowledge), new Places(knowledge));
    }

    EvidenceCode(Knowledge knowledge, KnownErrors errors, Places places) {
        this.knowledge = knowledge;
        this.errors = errors;
        this.places = places;
    }

    /**
     * What a code says.
     *
     * @param kept what was understood of it
     * @param faults what was not, in sentences
     */
    public record Reading(Kept kept, List<String> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }
    }

    /** The code of what is kept. */
    public String write(Kept kept) {
        return VERSION
                + kept.claims().stream().map(claim -> SEPARATOR + token(claim)).collect(Collectors.joining());
    }

    /** What is kept of claims that do not contradict each other: put in order, and as much as a code can carry. */
    Kept keep(Collection<Claim> claims) {
        return fitting(inOrder(claims));
    }

    /** The claims that do not contradict each other, put in order, however many there are. */
    Kept inOrder(Collection<Claim> claims) {
        var settled = new LinkedHashSet<Claim>();
        Optional<WindowsRelease> windows = WindowsSieve.theOne(knowledge, WindowsSieve.candidates(knowledge, claims));
        windows.ifPresent(row -> settled.add(new Claim.WindowsIs(row.id(), row.name())));
        boolean numbered = claims.stream().anyMatch(Claim.ReleaseIs.class::isInstance);
        for (Claim claim : claims) {
            boolean ofWindows = claim instanceof Claim.WindowsIs
                    || claim instanceof Claim.BuildIs
                    || claim instanceof Claim.ServerIs;
            if (!(ofWindows && windows.isPresent()) && !(claim instanceof Claim.DotNetFourIs && numbered)) {
                settled.add(settled(claim));
            }
        }
        return Kept.of(settled, places);
    }

    /**
     * As much of it as a code can carry: data of odd types that is too long for a URL is left out, and if it is still too
     * long, what a plan never writes, from the end.
     */
    private Kept fitting(Kept kept) {
        List<Claim> tooLong = kept.claims().stream().filter(this::isTooLong).toList();
        Kept fitting = kept.without(tooLong);
        List<Claim> onlyRead = new ArrayList<>(
                fitting.claims().stream().filter(this::isOnlyRead).toList());
        while (write(fitting).length() > LONGEST && !onlyRead.isEmpty()) {
            fitting = fitting.without(List.of(onlyRead.remove(onlyRead.size() - 1)));
        }
        List<Claim> others = new ArrayList<>(fitting.claims());
        while (write(fitting).length() > LONGEST && !others.isEmpty()) {
            fitting = fitting.without(List.of(others.remove(others.size() - 1)));
        }
        return fitting;
    }

    private boolean isTooLong(Claim claim) {
        return claim instanceof Claim.ValueIs value
                && suites(value).isEmpty()
                && value.value().bytes().length > MOST_BYTES
                && value.value()
                        .asText()
                        .filter(text -> SIMPLE_TEXT.matcher(text).matches())
                        .isEmpty();
    }

    private boolean isOnlyRead(Claim claim) {
        return claim instanceof Claim.ValueIs value
                        && places.slot(value.name())
                                .map(slot -> !slot.setting().written())
                                .orElse(true)
                || claim instanceof Claim.ValueIsAbsent absent
                        && places.slot(absent.name())
                                .map(slot -> !slot.setting().written())
                                .orElse(true)
                || claim instanceof Claim.ConfigNamesRuntime
                || claim instanceof Claim.ConfigSwitchIs
                || claim instanceof Claim.ValueIsMisspelt
                || claim instanceof Claim.ErrorIs;
    }

    /** A list of cipher suites with the names we know, as the model reads it: without curves, each once. */
    private Claim settled(Claim claim) {
        if (claim instanceof Claim.ValueIs value && isSuiteList(value)) {
            List<CipherSuite> known = names(value.value()).stream()
                    .map(name -> name.strip().replaceFirst("_P(256|384|521)$", ""))
                    .distinct()
                    .flatMap(name -> CipherSuite.named(name).stream())
                    .limit(MOST_SUITES)
                    .toList();
            return known.isEmpty()
                    ? value
                    : new Claim.ValueIs(
                            value.name(), suiteList(known, value.value().type()));
        }
        return claim;
    }

    // ---- Writing -----------------------------------------------------------------------------------------------

    private String token(Claim claim) {
        if (claim instanceof Claim.WindowsIs windows) {
            return windows.id();
        }
        if (claim instanceof Claim.BuildIs build) {
            return "b" + build.build();
        }
        if (claim instanceof Claim.ServerIs server) {
            return server.server() ? "server" : "client";
        }
        if (claim instanceof Claim.BitnessIs bitness) {
            return bitness.bitness().id();
        }
        if (claim instanceof Claim.RanElevated) {
            return "elevated";
        }
        if (claim instanceof Claim.ReleaseIs release) {
            return "n" + release.release();
        }
        if (claim instanceof Claim.DotNetFourIs four) {
            return "net-" + four.id();
        }
        if (claim instanceof Claim.NoDotNetFour) {
            return "net-no";
        }
        if (claim instanceof Claim.DotNetThreeFive threeFive) {
            return "net35-" + (threeFive.there() ? "yes" : "no");
        }
        if (claim instanceof Claim.UpdateIsThere update) {
            return "has." + update.id();
        }
        if (claim instanceof Claim.ProductIs product) {
            return product.product() + "." + product.version();
        }
        if (claim instanceof Claim.SecurityProtocolIs protocols) {
            return "spm-"
                    + (protocols.versions().isEmpty()
                            ? "default"
                            : protocols.versions().stream().map(VERSIONS::get).collect(Collectors.joining("-")));
        }
        if (claim instanceof Claim.ErrorIs error) {
            return "err." + error.id();
        }
        if (claim instanceof Claim.ConfigNamesRuntime names) {
            return "cfg." + (names.runtime().equals(StackModel.CLR2) ? "clr2" : "clr4");
        }
        if (claim instanceof Claim.ConfigSwitchIs is) {
            return "cfg." + Places.wordOfSwitch(is.name()).orElseThrow() + "-" + is.on();
        }
        return registryToken(claim);
    }

    private String registryToken(Claim claim) {
        if (claim instanceof Claim.ValueIs value) {
            return places.slot(value.name()).orElseThrow().word() + "-" + data(value);
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return places.slot(absent.name()).orElseThrow().word() + "-no";
        }
        if (claim instanceof Claim.ValueIsMisspelt misspelt) {
            return places.slot(misspelt.meant()).orElseThrow().word() + MISSPELT + misspelt.wrote();
        }
        if (claim instanceof Claim.KeyIsThere there) {
            return places.word(there.key()).orElseThrow() + "-yes";
        }
        if (claim instanceof Claim.KeyIsAbsent absent) {
            return places.word(absent.key()).orElseThrow() + "-no";
        }
        return places.word(((Claim.KeyIsUnreadable) claim).key()).orElseThrow() + "-closed";
    }

    private String data(Claim.ValueIs claim) {
        RegistryValue value = claim.value();
        if (value.asDword().isPresent()) {
            return Integer.toUnsignedString(value.asDword().getAsInt());
        }
        Optional<List<CipherSuite>> suites = suites(claim);
        if (suites.isPresent()) {
            return "list" + value.type() + "."
                    + suites.get().stream()
                            .map(suite -> String.format("%04x", suite.code()))
                            .collect(Collectors.joining());
        }
        Optional<String> text = value.type() == RegistryValue.SZ ? value.asText() : Optional.empty();
        return text.filter(t -> SIMPLE_TEXT.matcher(t).matches())
                .map(t -> "sz." + t)
                .orElseGet(() -> "t" + Integer.toHexString(value.type()) + "."
                        + HexFormat.of().formatHex(value.bytes()));
    }

    private boolean isSuiteList(Claim.ValueIs value) {
        return places.slot(value.name())
                .map(slot -> slot.setting().name().equals("Functions"))
                .orElse(false);
    }

    /** The suites of a settled list; nothing for other values. */
    private Optional<List<CipherSuite>> suites(Claim.ValueIs value) {
        if (!isSuiteList(value)) {
            return Optional.empty();
        }
        List<CipherSuite> suites = names(value.value()).stream()
                .flatMap(name -> CipherSuite.named(name).stream())
                .toList();
        boolean exact = !suites.isEmpty()
                && suites.size() <= MOST_SUITES
                && suites.stream().distinct().count() == suites.size()
                && suiteList(suites, value.value().type()).equals(value.value());
        return exact ? Optional.of(suites) : Optional.empty();
    }

    private static List<String> names(RegistryValue value) {
        if (value.type() == RegistryValue.MULTI_SZ) {
            return List.of(new String(value.bytes(), StandardCharsets.UTF_16LE).split("\0"));
        }
        return value.asText().map(text -> List.of(text.split(","))).orElse(List.of());
    }

    private static RegistryValue suiteList(List<CipherSuite> suites, int type) {
        List<String> names = suites.stream().map(CipherSuite::name).toList();
        return switch (type) {
            case RegistryValue.MULTI_SZ -> RegistryValue.multiSz(names);
            case RegistryValue.EXPAND_SZ -> RegistryValue.expandSz(String.join(",", names));
            default -> RegistryValue.sz(String.join(",", names));
        };
    }

    // ---- Reading -----------------------------------------------------------------------------------------------

    /** Reads a code, whatever it holds: what is not understood is named, and the rest counts. */
    public Reading read(String code) {
        var faults = new ArrayList<String>();
        if (code.length() > LONGEST_READ) {
            return new Reading(
                    Kept.NOTHING,
                    List.of("The evidence in the address has " + code.length() + " characters. We write at most "
                            + LONGEST + ", so this is none of ours."));
        }
        String[] tokens = code.split(SEPARATOR, -1);
        if (!tokens[0].equals(VERSION)) {
            return new Reading(
                    Kept.NOTHING,
                    List.of("The evidence in the address begins with “" + shown(tokens[0]) + "”; we read version "
                            + VERSION + ". Paste the evidence again."));
        }
        var claims = new LinkedHashSet<Claim>();
        for (int i = 1; i < tokens.length; i++) {
            String token = tokens[i];
            Optional<Claim> claim = TOKEN.matcher(token).matches() ? claim(token) : Optional.empty();
            claim.ifPresentOrElse(claims::add, () -> faults.add(unread(token)));
        }
        List<Claim> agreed = withoutDisputes(claims, faults);
        return new Reading(keep(agreed), faults);
    }

    private static String unread(String token) {
        return token.isEmpty()
                ? "The evidence in the address has an empty word."
                : "We do not understand “" + shown(token) + "” in the evidence in the address.";
    }

    private static String shown(String token) {
        String clean = token.replaceAll("[^\\x20-\\x7E]", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 39) + "…";
    }

    /** What two tokens dispute counts as unknown, as in a paste. */
    private List<Claim> withoutDisputes(LinkedHashSet<Claim> claims, List<String> faults) {
        var line = new Origin("address", List.of(new Line(1, "")));
        Weighing.Result result = Weighing.of(
                knowledge,
                claims.stream().map(claim -> new Finding(claim, line)).toList());
        result.contradictions()
                .forEach(c ->
                        faults.add("The evidence in the address says two different things about " + c.about() + "."));
        return List.copyOf(result.claims());
    }

    private Optional<Claim> claim(String token) {
        return plain(token).or(() -> dotted(token)).or(() -> registry(token));
    }

    private Optional<Claim> plain(String token) {
        Optional<Claim> windows = knowledge.windows().stream()
                .filter(w -> w.id().equals(token) && !w.builds().isEmpty())
                .findFirst()
                .map(w -> new Claim.WindowsIs(w.id(), w.name()));
        if (windows.isPresent()) {
            return windows;
        }
        return switch (token) {
            case "x86" -> Optional.of(new Claim.BitnessIs(Bitness.X86));
            case "x64" -> Optional.of(new Claim.BitnessIs(Bitness.X64));
            case "elevated" -> Optional.of(new Claim.RanElevated());
            case "server" -> Optional.of(new Claim.ServerIs(true));
            case "client" -> Optional.of(new Claim.ServerIs(false));
            case "net-no" -> Optional.of(new Claim.NoDotNetFour());
            case "net35-yes" -> Optional.of(new Claim.DotNetThreeFive(true));
            case "net35-no" -> Optional.of(new Claim.DotNetThreeFive(false));
            default -> numbered(token);
        };
    }

    private Optional<Claim> numbered(String token) {
        if (token.startsWith("net-")) {
            return knowledge.dotnet().stream()
                    .filter(d -> d.id().equals(token.substring(4)) && d.id().startsWith("4"))
                    .findFirst()
                    .map(d -> new Claim.DotNetFourIs(d.id(), d.name()));
        }
        if (token.startsWith("spm-")) {
            return protocols(token.substring(4));
        }
        if (token.startsWith("n")) {
            return number(token.substring(1)).filter(n -> n > 0).map(Claim.ReleaseIs::new);
        }
        return token.startsWith("b")
                ? number(token.substring(1)).filter(n -> n > 0).map(Claim.BuildIs::new)
                : Optional.empty();
    }

    private static Optional<Integer> number(String digits) {
        return Optional.of(digits)
                .filter(NUMBER.asMatchPredicate())
                .map(Long::parseLong)
                .filter(n -> n <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private static Optional<Claim> protocols(String written) {
        if (written.equals("default")) {
            return Optional.of(new Claim.SecurityProtocolIs(Set.of()));
        }
        var versions = new LinkedHashSet<TlsVersion>();
        for (String word : written.split("-", -1)) {
            VERSIONS.forEach((version, name) -> {
                if (name.equals(word)) {
                    versions.add(version);
                }
            });
        }
        String again = versions.stream().sorted().map(VERSIONS::get).collect(Collectors.joining("-"));
        return !written.isEmpty() && again.equals(written)
                ? Optional.of(new Claim.SecurityProtocolIs(versions))
                : Optional.empty();
    }

    private Optional<Claim> dotted(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String head = token.substring(0, dot);
        String tail = token.substring(dot + 1);
        return switch (head) {
            case "has" -> knowledge.updates().stream()
                    .filter(update -> update.id().equals(tail))
                    .findFirst()
                    .map(update -> new Claim.UpdateIsThere(update.id(), update.name()));
            case "cfg" -> config(tail);
            case "err" -> errors.find(tail).map(error -> new Claim.ErrorIs(error.id(), error.name()));
            default -> knowledge.products().stream()
                    .filter(product -> product.id().equals(head))
                    .findFirst()
                    .flatMap(product -> product.version(tail))
                    .map(version -> new Claim.ProductIs(head, tail, version.name()));
        };
    }

    private static Optional<Claim> config(String tail) {
        if (tail.equals("clr2") || tail.equals("clr4")) {
            return Optional.of(new Claim.ConfigNamesRuntime(tail.equals("clr2") ? StackModel.CLR2 : StackModel.CLR4));
        }
        int dash = tail.indexOf('-');
        String set = tail.substring(dash + 1);
        return dash > 0 && (set.equals("true") || set.equals("false"))
                ? Places.switchOf(tail.substring(0, dash))
                        .map(name -> new Claim.ConfigSwitchIs(name, set.equals("true")))
                : Optional.empty();
    }

    private Optional<Claim> registry(String token) {
        int dash = token.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        String word = token.substring(0, dash);
        String data = token.substring(dash + 1);
        Optional<RegistryKey> key = places.key(word);
        if (key.isPresent()) {
            return switch (data) {
                case "yes" -> key.map(Claim.KeyIsThere::new);
                case "no" -> key.map(Claim.KeyIsAbsent::new);
                case "closed" -> key.map(Claim.KeyIsUnreadable::new);
                default -> Optional.empty();
            };
        }
        if (data.startsWith(MISSPELT.substring(1))) {
            String wrote = data.substring(MISSPELT.length() - 1);
            return places.slot(word)
                    .filter(slot -> places.nearly(new ValueName(slot.name().key(), wrote))
                            .filter(slot.name()::equals)
                            .isPresent())
                    .map(slot -> new Claim.ValueIsMisspelt(slot.name(), wrote));
        }
        return places.slot(word)
                .flatMap(slot -> data.equals("no")
                        ? Optional.of(new Claim.ValueIsAbsent(slot.name()))
                        : value(data).map(value -> new Claim.ValueIs(slot.name(), value)));
    }

    private static Optional<RegistryValue> value(String data) {
        if (NUMBER.matcher(data).matches()) {
            long number = Long.parseLong(data);
            return number < 1L << 32 ? Optional.of(RegistryValue.dword((int) number)) : Optional.empty();
        }
        if (data.startsWith("sz.") && SIMPLE_TEXT.matcher(data.substring(3)).matches()) {
            return Optional.of(RegistryValue.sz(data.substring(3)));
        }
        Matcher list = LIST.matcher(data);
        if (list.matches()) {
            var suites = new LinkedHashSet<CipherSuite>();
            for (int i = 0; i < list.group(2).length(); i += 4) {
                suites.add(CipherSuite.of(Integer.parseInt(list.group(2).substring(i, i + 4), 16)));
            }
            boolean named =
                    suites.stream().allMatch(s -> CipherSuite.named(s.name()).isPresent());
            return named
                    ? Optional.of(suiteList(List.copyOf(suites), Integer.parseInt(list.group(1))))
                    : Optional.empty();
        }
        Matcher typed = TYPED.matcher(data);
        return typed.matches()
                ? Optional.of(RegistryValue.of(
                        Integer.parseUnsignedInt(typed.group(1), 16),
                        HexFormat.of().parseHex(typed.group(2))))
                : Optional.empty();
    }
}
