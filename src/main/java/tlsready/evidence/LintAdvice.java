package tlsready.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/** What a file does that may not be meant, or leaves undone. None of it is put into the corrected file. */
final class LintAdvice {
    /** Bundles of ours say for which Windows they were made. */
    private static final Pattern FOR_32_BIT = Pattern.compile(";\\s{0,4}+Made for [^\\r\\n]{1,200}, 32-bit\\.");

    private static final int TLS12 = 0x800;
    private static final Map<Integer, String> OLD =
            new LinkedHashMap<>(Map.of(0x8, "SSL 2.0", 0x20, "SSL 3.0", 0x80, "TLS 1.0", 0x200, "TLS 1.1"));

    /** A value line under its key. */
    private record Written(LintLine line, ValueName name, Optional<RegistryValue> value, LintPlaces.Known known) {
        int number() {
            return value.flatMap(v ->
                            v.asDword().isPresent() ? Optional.of(v.asDword().getAsInt()) : Optional.<Integer>empty())
                    .orElse(0);
        }

        boolean isDword() {
            return value.isPresent() && value.get().asDword().isPresent();
        }
    }

    private final Knowledge knowledge;
    private final LintNotes notes;
    private final LintPlaces places;
    private final Map<ValueName, Written> written = new LinkedHashMap<>();
    private boolean only32Bit;

    LintAdvice(Knowledge knowledge, LintNotes notes, LintPlaces places) {
        this.knowledge = knowledge;
        this.notes = notes;
        this.places = places;
    }

    void look(List<LintLine> lines) {
        RegistryKey key = null;
        for (LintLine line : lines) {
            switch (line.sort()) {
                case QUIET -> only32Bit |= line.original().length() < 400
                        && FOR_32_BIT.matcher(line.original()).find();
                case KEY -> key = line.key();
                case DELETED_KEY -> {
                    key = null;
                    notes.line(line, LintKind.DELETE_KEY);
                }
                case VALUE -> collect(key, line);
                default -> {}
            }
        }
        written.values().forEach(this::judge);
        twins();
        runtimes();
        if (written.isEmpty() && lines.stream().noneMatch(line -> line.sort() == LintLine.Sort.DELETED_KEY)) {
            notes.file(LintKind.NO_TLS_VALUE);
        }
    }

    private void collect(RegistryKey key, LintLine line) {
        Optional<LintPlaces.Known> known = key == null ? Optional.empty() : places.known(key, line.name());
        if (known.isEmpty()) {
            return;
        }
        var now = new Written(line, new ValueName(key, line.name()), line.value(), known.get());
        Written before = written.put(now.name(), now);
        if (before != null && !before.value().equals(now.value())) {
            notes.line(line, LintKind.TWICE, "given", "" + before.line().number());
        }
    }

    // ---- One value --------------------------------------------------------------------------------------------

    private void judge(Written w) {
        if (w.known().role() == LintPlaces.Role.SWITCH
                && w.value()
                        .flatMap(RegistryValue::asText)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()) {
            notes.line(w.line(), LintKind.INVERTED_SWITCH, "name", w.known().name());
        }
        if (!w.isDword()) {
            return;
        }
        switch (w.known().role()) {
            case DOTNET -> dotnet(w);
            case SCHANNEL -> schannel(w);
            case MASK -> mask(w);
            default -> {}
        }
    }

    private void dotnet(Written w) {
        if (w.number() == 0) {
            notes.proposal(
                    w.line(),
                    LintKind.SWITCHED_OFF,
                    '"' + w.known().name() + "\"=-",
                    "name",
                    w.known().name());
        } else if (w.number() != 1) {
            propose(w, LintKind.NOT_ONE, 1);
        }
    }

    private void schannel(Written w) {
        String path = w.name().key().path().toUpperCase(Locale.ROOT);
        boolean enabled = w.known().name().equals("Enabled");
        boolean off = enabled == (w.number() == 0);
        if (path.endsWith("\\SERVER")) {
            notes.line(w.line(), LintKind.SERVER_KEY);
        }
        if (off && path.endsWith("\\TLS 1.2\\CLIENT")) {
            propose(w, LintKind.TLS12_OFF, enabled ? 1 : 0);
        } else if (off) {
            notes.line(w.line(), LintKind.PROTOCOL_OFF);
        } else if (enabled && path.contains("\\TLS 1.3\\")) {
            notes.line(w.line(), LintKind.TLS13_ON);
        } else if (enabled && w.number() != 1) {
            propose(w, LintKind.OTHER_THAN_ONE, 1);
        }
        String other = enabled ? "DisabledByDefault" : "Enabled";
        if (!off
                && path.endsWith("\\CLIENT")
                && !written.containsKey(new ValueName(w.name().key(), other))) {
            notes.proposal(w.line(), LintKind.LONE_VALUE, '"' + other + "\"=" + ValueForm.dword(enabled ? 0 : 1));
        }
    }

    private void mask(Written w) {
        String given = String.format("%x", w.number());
        if ((w.number() & TLS12) == 0) {
            propose(w, LintKind.NO_TLS12_BIT, w.number() | TLS12);
        }
        if ((w.number() & ~LintMeaning.ALL_BITS) != 0) {
            propose(w, LintKind.UNKNOWN_BITS, w.number() & LintMeaning.ALL_BITS | TLS12);
        }
        var old = new ArrayList<String>();
        OLD.keySet().stream().sorted().filter(bit -> (w.number() & bit) != 0).forEach(bit -> old.add(OLD.get(bit)));
        if (!old.isEmpty()) {
            notes.line(w.line(), LintKind.OLD_VERSIONS, "given", given, "name", String.join(", ", old));
        }
    }

    private void propose(Written w, LintKind kind, int number) {
        notes.proposal(
                w.line(),
                kind,
                '"' + w.known().name() + "\"=" + ValueForm.dword(number),
                "name",
                w.known().name(),
                "given",
                String.format("%x", w.number()));
    }

    // ---- What is left undone ----------------------------------------------------------------------------------

    private void twins() {
        if (only32Bit) {
            return;
        }
        var missing = new LinkedHashMap<RegistryKey, List<Written>>();
        for (Written w : written.values()) {
            boolean both = w.known().written() && w.value().isPresent();
            ValueName twin = new ValueName(twin(w.name().key()), w.name().name());
            if (both && !twin.key().equals(w.name().key()) && !written.containsKey(twin)) {
                missing.computeIfAbsent(twin.key(), any -> new ArrayList<>()).add(w);
            }
        }
        missing.forEach((key, values) -> {
            var lines = new ArrayList<String>();
            lines.add("[" + key + "]");
            values.forEach(w -> lines.add('"' + w.known().name() + "\"=" + ValueForm.dword(w.number())));
            notes.proposal(
                    values.get(0).line(),
                    LintKind.NO_TWIN,
                    String.join("\n", lines),
                    "name",
                    key.view() == RegistryView.NATIVE ? "64-bit" : "32-bit",
                    "given",
                    values.size() > 1 ? "these values" : values.get(0).known().name());
        });
    }

    private static RegistryKey twin(RegistryKey key) {
        RegistryKey plain = Places.plain(key);
        return key.view() == RegistryView.NATIVE ? key.in(RegistryView.WOW6432NODE) : plain;
    }

    /** What SystemDefaultTlsVersions needs beside it, and what SchUseStrongCrypto alone does not do. */
    private void runtimes() {
        Optional<Written> systemDefault = written.values().stream()
                .filter(w -> w.known().name().equals("SystemDefaultTlsVersions") && w.number() != 0)
                .findFirst();
        boolean schannel = knowledge.written(SettingGroup.SCHANNEL_CLIENT).stream()
                .allMatch(setting -> Optional.ofNullable(written.get(setting.address()))
                        .filter(w -> w.isDword() && w.number() == setting.data())
                        .isPresent());
        if (systemDefault.isPresent() && !schannel) {
            var lines = new ArrayList<String>();
            for (var setting : knowledge.written(SettingGroup.SCHANNEL_CLIENT)) {
                if (lines.isEmpty()) {
                    lines.add("[" + setting.address().key() + "]");
                }
                lines.add('"' + setting.name() + "\"=" + ValueForm.dword(setting.data()));
            }
            notes.proposal(systemDefault.get().line(), LintKind.NO_SCHANNEL, String.join("\n", lines));
        }
        for (Written w : written.values()) {
            var other = new ValueName(w.name().key(), "SystemDefaultTlsVersions");
            boolean clr2 = w.name().key().path().endsWith("v2.0.50727");
            if (clr2
                    && w.known().name().equals("SchUseStrongCrypto")
                    && w.number() != 0
                    && !written.containsKey(other)) {
                notes.proposal(
                        w.line(), LintKind.NO_SYSTEM_DEFAULT, "\"SystemDefaultTlsVersions\"=" + ValueForm.dword(1));
            }
        }
    }
}
