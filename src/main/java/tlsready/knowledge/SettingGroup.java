package tlsready.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Settings that stay together: a plan writes all of a group or none of it. */
public enum SettingGroup {
    /** {@code SchUseStrongCrypto} and {@code SystemDefaultTlsVersions} under {@code v4.0.30319}. */
    DOTNET4("dotnet4"),
    /** The same under {@code v2.0.50727}. */
    DOTNET35("dotnet35"),
    /** {@code Enabled} and {@code DisabledByDefault} under {@code SCHANNEL\Protocols\TLS 1.2\Client}. */
    SCHANNEL_CLIENT("schannel-client"),
    /** {@code DefaultSecureProtocols}. */
    WINHTTP("winhttp"),
    /** {@code SecureProtocols}; only read. */
    WININET("wininet"),
    /** Everything else that is only read: server side, AppContext switches, cipher order, FIPS. */
    OTHER("other");

    private final String id;

    SettingGroup(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }

    @JsonCreator
    static SettingGroup called(String id) {
        for (SettingGroup group : values()) {
            if (group.id.equals(id)) {
                return group;
            }
        }
        throw new IllegalArgumentException("no such group of settings: " + id);
    }
}
