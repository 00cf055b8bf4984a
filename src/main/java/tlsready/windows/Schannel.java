package tlsready.windows;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.ProtocolState;
import tlsready.registry.Hive;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * The client side of Schannel on one machine: which versions it offers to callers that leave the choice to Windows and
 * to callers that name versions, and with which suites. States as in Microsoft's "TLS registry settings" (text of
 * 2019-02-28): enabled, disabled by default, disabled. A value that is not there counts as the default of that Windows.
 */
final class Schannel {
    /** Policies are shared, not redirected: one copy serves 32-bit and 64-bit programs. */
    private static final ValueName CIPHER_POLICY = new ValueName(
            new RegistryKey(
                    Hive.HKEY_LOCAL_MACHINE,
                    "SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002"),
            "Functions");

    private final Knowledge knowledge;
    private final Machine machine;

    Schannel(Knowledge knowledge, Machine machine) {
        this.knowledge = knowledge;
        this.machine = machine;
    }

    /** The address of {@code Enabled} for a version's client side. */
    static ValueName enabled(Knowledge knowledge, TlsVersion version) {
        return client(knowledge, "schannel-tls12-client-enabled", version);
    }

    /** The address of {@code DisabledByDefault} for a version's client side. */
    static ValueName disabledByDefault(Knowledge knowledge, TlsVersion version) {
        return client(knowledge, "schannel-tls12-client-disabled-by-default", version);
    }

    private static ValueName client(Knowledge knowledge, String setting, TlsVersion version) {
        ValueName tls12 = knowledge.setting(setting).address();
        String path = tls12.key().path().replace(TlsVersion.TLS_1_2.label(), version.label());
        return new ValueName(new RegistryKey(tls12.key().hive(), path), tls12.name());
    }

    /** The state of a version, never a guess: the machine's values must be known, or they are the default. */
    ProtocolState state(TlsVersion version) {
        ProtocolState byWindows = machine.windows().schannel(version);
        if (byWindows == ProtocolState.UNSUPPORTED || lacksUpdateFor(version)) {
            return ProtocolState.UNSUPPORTED;
        }
        OptionalInt enabledValue = number(enabled(knowledge, version));
        OptionalInt disabledValue = number(disabledByDefault(knowledge, version));
        boolean enabled = enabledValue.isPresent() ? enabledValue.getAsInt() != 0 : byWindows != ProtocolState.OFF;
        boolean disabledByDefault =
                disabledValue.isPresent() ? disabledValue.getAsInt() != 0 : byWindows != ProtocolState.ON;
        if (!enabled) {
            return ProtocolState.OFF;
        }
        return disabledByDefault ? ProtocolState.DISABLED_BY_DEFAULT : ProtocolState.ON;
    }

    private boolean lacksUpdateFor(TlsVersion version) {
        String update = machine.windows().schannelUpdate();
        return version.isAtLeast(TlsVersion.TLS_1_1)
                && !update.isEmpty()
                && !machine.updates().getOrDefault(update, false);
    }

    private OptionalInt number(ValueName name) {
        return machine.registry().find(name) instanceof RegistrySnapshot.Present present
                ? present.value().asDword()
                : OptionalInt.empty();
    }

    /** The versions a caller gets that leaves the choice to Windows. */
    Set<TlsVersion> byDefault() {
        return versionsIn(EnumSet.of(ProtocolState.ON));
    }

    /** The versions a caller gets that names some: callers can narrow, and wake what sleeps by default. */
    Set<TlsVersion> whenAskedFor(Set<TlsVersion> named) {
        var versions = versionsIn(EnumSet.of(ProtocolState.ON, ProtocolState.DISABLED_BY_DEFAULT));
        versions.retainAll(named);
        return versions;
    }

    private Set<TlsVersion> versionsIn(Set<ProtocolState> states) {
        var versions = EnumSet.noneOf(TlsVersion.class);
        for (TlsVersion version : TlsVersion.values()) {
            if (states.contains(state(version))) {
                versions.add(version);
            }
        }
        return versions;
    }

    /**
     * A list that stands in the registry for the suites that Windows brings.
     *
     * @param fact the row that says what such a list does
     * @param sure whether a source says that suites it does not name are not used
     * @param place where it stands
     * @param names the names in it, as written
     */
    record SuiteOrder(String fact, boolean sure, ValueName place, List<String> names) {}

    /** The list that counts on this machine: that of a policy, which wins, or else the machine's own. */
    Optional<SuiteOrder> order() {
        return policy().or(this::local);
    }

    private Optional<SuiteOrder> policy() {
        return machine.registry().find(CIPHER_POLICY) instanceof RegistrySnapshot.Present present
                ? present.value()
                        .asText()
                        .map(text ->
                                new SuiteOrder("cipher-order-policy", true, CIPHER_POLICY, List.of(text.split(","))))
                : Optional.empty();
    }

    /** Windows keeps its own list as a list of texts (CSS-Exchange); of another type nothing is known. */
    private Optional<SuiteOrder> local() {
        ValueName place = knowledge.setting("cipher-order-local").address();
        if (!(machine.registry().find(place) instanceof RegistrySnapshot.Present present)
                || present.value().type() != RegistryValue.MULTI_SZ) {
            return Optional.empty();
        }
        String texts = new String(present.value().bytes(), StandardCharsets.UTF_16LE);
        return Optional.of(new SuiteOrder("cipher-order-local-may-narrow", false, place, List.of(texts.split("\0"))));
    }

    /**
     * The suites offered, in order. A cipher order policy replaces the list: suites that it does not name are not used
     * (Microsoft: "Prioritizing Schannel Cipher Suites"). The machine's own list is taken to do the same where there is
     * no policy; see {@link SuiteOrder#sure}. Before Windows 10 the names carry a curve, {@code _P256}.
     */
    List<CipherSuite> suites(boolean strongCrypto) {
        List<CipherSuite> brought = broughtSuites(strongCrypto);
        return order().map(order -> inOrder(order.names(), brought)).orElse(brought);
    }

    /** The suites of this Windows, as if no list named others. */
    List<CipherSuite> broughtSuites(boolean strongCrypto) {
        return knowledge.suites(machine.windows().suites()).suites().stream()
                .filter(suite -> !strongCrypto || !suite.name().contains("_RC4_"))
                .toList();
    }

    private static List<CipherSuite> inOrder(List<String> names, List<CipherSuite> brought) {
        return names.stream()
                .map(name -> name.strip().replaceFirst("_P(256|384|521)$", ""))
                .distinct()
                .flatMap(name -> CipherSuite.named(name).stream())
                .filter(brought::contains)
                .toList();
    }
}
