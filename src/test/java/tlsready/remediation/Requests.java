package tlsready.remediation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Product;
import tlsready.knowledge.RegistrySetting;
import tlsready.knowledge.WindowsRelease;
import tlsready.registry.Registries;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;
import tlsready.windows.StackModel;

/** Generators of requests: every Windows, program and target there is, with any registry. */
final class Requests {
    private final Knowledge knowledge;
    private final List<ValueName> names;

    Requests(Knowledge knowledge) {
        this.knowledge = knowledge;
        var all = new LinkedHashSet<ValueName>();
        for (RegistrySetting setting : knowledge.settings()) {
            for (RegistryView view : RegistryView.values()) {
                all.add(setting.in(view));
            }
        }
        this.names = List.copyOf(all);
    }

    /** The values that the model may read. */
    List<ValueName> names() {
        return names;
    }

    /** Their keys, and the keys above those of SCHANNEL, which a plan may have to create. */
    List<RegistryKey> keys() {
        return names.stream()
                .map(ValueName::key)
                .flatMap(key -> key.path().endsWith("\\Client")
                        ? Stream.of(key, key.parent().orElseThrow())
                        : Stream.of(key))
                .distinct()
                .toList();
    }

    Arbitrary<Request> all() {
        Arbitrary<Product> products = Arbitraries.of(
                knowledge.product("arcgis-desktop"),
                knowledge.product("arcgis-engine"),
                knowledge.product("other-dotnet"));
        return products.flatMap(product -> Combinators.combine(
                        machines(),
                        Arbitraries.of(product.versions()),
                        maybe(),
                        maybe(),
                        Arbitraries.frequencyOf(
                                Tuple.of(8, Arbitraries.just(Request.Preference.CONFIGURE)),
                                Tuple.of(1, Arbitraries.of(Request.Preference.class))),
                        Arbitraries.of(knowledge.targets()))
                .as((machine, version, clr2, install, preference, target) ->
                        new Request(machine, product, version, clr2, install, preference, target)));
    }

    private static Arbitrary<Optional<Boolean>> maybe() {
        return Arbitraries.of(Optional.of(true), Optional.of(false), Optional.empty());
    }

    Arbitrary<Machine> machines() {
        return Arbitraries.of(knowledge.windows()).flatMap(windows -> Combinators.combine(
                        bitness(windows),
                        frameworks(windows),
                        registries(),
                        updates(),
                        Arbitraries.of(Machine.Rights.class))
                .as((bitness, frameworks, registry, updates, rights) -> {
                    var machine = new Machine(windows, bitness, frameworks, registry, Map.of(), rights);
                    for (var update : updates) {
                        machine = machine.withUpdate(update.get1(), update.get2());
                    }
                    return machine;
                }));
    }

    private static Arbitrary<Optional<Bitness>> bitness(WindowsRelease windows) {
        var options = new ArrayList<Optional<Bitness>>();
        windows.bitness().forEach(bitness -> options.add(Optional.of(bitness)));
        options.add(Optional.empty());
        return Arbitraries.of(options);
    }

    private Arbitrary<Frameworks> frameworks(WindowsRelease windows) {
        var fours = new ArrayList<Frameworks.Four>();
        fours.add(new Frameworks.UnknownFour());
        if (windows.dotnet().builtIn().isEmpty()) {
            fours.add(new Frameworks.NoFour());
        }
        for (DotNetRelease release : knowledge.dotnet()) {
            if (release.clr().equals(StackModel.CLR4)) {
                fours.add(new Frameworks.Installed(release));
            }
        }
        return Combinators.combine(Arbitraries.of(fours), Arbitraries.of(Frameworks.Presence.class))
                .as(Frameworks::new);
    }

    private Arbitrary<List<Tuple.Tuple2<String, Boolean>>> updates() {
        return Combinators.combine(
                        Arbitraries.of(knowledge.updates()).map(update -> update.id()), Arbitraries.of(true, false))
                .as(Tuple::of)
                .list()
                .ofMaxSize(6);
    }

    /** What people and policies write into a value: numbers, texts of switches, lists of suites; and odd data. */
    private Arbitrary<RegistryValue> data(ValueName name) {
        Arbitrary<RegistryValue> usual =
                switch (name.name()) {
                    case "Functions" -> suiteLists();
                    case "Switch.System.Net.DontEnableSchUseStrongCrypto",
                            "Switch.System.Net.DontEnableSystemDefaultTlsVersions" -> Arbitraries.of(
                                    "true", "false", "False", "1")
                            .map(RegistryValue::sz);
                    default -> Arbitraries.of(0, 1, 2, -1, 0xA0, 0xAA0, 0x800).map(RegistryValue::dword);
                };
        return Arbitraries.frequencyOf(Tuple.of(6, usual), Tuple.of(1, Registries.values()));
    }

    /** Lists as a policy writes them and as the machine keeps its own; before Windows 10 with curves. */
    private Arbitrary<RegistryValue> suiteLists() {
        List<String> suites = knowledge.suites().stream()
                .flatMap(row -> row.suites().stream())
                .map(CipherSuite::name)
                .distinct()
                .flatMap(name -> Stream.of(name, name + "_P256"))
                .toList();
        Arbitrary<List<String>> lists =
                Arbitraries.of(suites).list().uniqueElements().ofMaxSize(6);
        return Arbitraries.oneOf(
                lists.map(list -> RegistryValue.sz(String.join(",", list))), lists.map(RegistryValue::multiSz));
    }

    /** Nothing known, everything absent, or any mixture with what people write, with odd data and missing keys. */
    private Arbitrary<RegistrySnapshot> registries() {
        Arbitrary<RegistrySnapshot> mixed = Combinators.combine(
                        Arbitraries.integers().between(0, 2).list().ofSize(names.size()),
                        Combinators.combine(names.stream().map(this::data).toList())
                                .as(values -> values),
                        Arbitraries.of(keys()).set().ofMaxSize(4))
                .as((fates, values, missing) -> {
                    var snapshot = RegistrySnapshot.UNKNOWN;
                    for (int i = 0; i < names.size(); i++) {
                        if (fates.get(i) == 0) {
                            snapshot = snapshot.with(names.get(i), values.get(i));
                        } else if (fates.get(i) == 1) {
                            snapshot = snapshot.without(names.get(i));
                        }
                    }
                    for (RegistryKey key : missing) {
                        snapshot = snapshot.withoutKey(key);
                    }
                    return snapshot;
                });
        var absent = RegistrySnapshot.UNKNOWN;
        for (ValueName name : names) {
            absent = absent.without(name);
        }
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(RegistrySnapshot.UNKNOWN)),
                Tuple.of(2, Arbitraries.just(absent)),
                Tuple.of(6, mixed));
    }
}
