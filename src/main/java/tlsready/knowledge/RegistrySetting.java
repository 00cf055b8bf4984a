package tlsready.knowledge;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;

/**
 * A registry value that has a say in TLS.
 *
 * @param id for example {@code dotnet4-strong}
 * @param name the value's own name, {@code SchUseStrongCrypto}
 * @param group settings that Microsoft publishes together and a plan writes together
 * @param hive {@code HKLM} or {@code HKCU}
 * @param key the key without hive, as the native view spells it
 * @param type {@code REG_DWORD}, or the type of a value that is only read
 * @param data the DWORD that a plan writes; for a DWORD that is only read, what it holds when it is on; 0 for other types
 * @param written whether a plan may write it; others are only read and explained
 * @param appliesTo what obeys it, in words
 * @param why why it is set, one sentence
 * @param takesEffect when a change is seen, in words
 */
public record RegistrySetting(
        String id,
        String name,
        SettingGroup group,
        String hive,
        String key,
        String type,
        int data,
        boolean written,
        String appliesTo,
        String why,
        String takesEffect,
        List<Basis> basis)
        implements Row {
    private static final String DWORD = "REG_DWORD";

    public RegistrySetting {
        basis = Row.required(id, basis);
        type = type == null ? DWORD : type;
        if (written && !type.equals(DWORD)) {
            throw new IllegalArgumentException("a plan writes DWORDs only, and " + id + " is a " + type);
        }
    }

    /** The value's address in one view; the same in both where Windows keeps one copy. */
    public ValueName in(RegistryView view) {
        return address().in(view);
    }

    /** The value's address in the native view. */
    @JsonIgnore
    public ValueName address() {
        var at = RegistryKey.parse(hive + "\\" + key)
                .orElseThrow(() -> new IllegalStateException("no such hive: " + hive));
        return new ValueName(at, name);
    }

    /** Whether 64-bit Windows keeps two copies, one for 32-bit programs. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean inBothViews() {
        return address().key().isRedirected();
    }
}
