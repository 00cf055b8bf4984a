package tlsready.remediation;

import java.util.Objects;
import java.util.Optional;

import tlsready.knowledge.Product;
import tlsready.knowledge.Target;
import tlsready.windows.Machine;

/**
 * What a plan is asked for.
 *
 * @param machine as far as it is known
 * @param product the program
 * @param version of the program; a row "unknown" where the person does not know it
 * @param usesClr2 whether the program or an add-in in it runs on .NET 3.5; empty if unknown
 * @param canInstallDotNet4 whether a newer .NET 4 may be installed; empty if unknown
 * @param preference what the person would rather do
 * @param target the service to reach
 */
public record Request(
        Machine machine,
        Product product,
        Product.Version version,
        Optional<Boolean> usesClr2,
        Optional<Boolean> canInstallDotNet4,
        Preference preference,
        Target target) {

    /** What the person would rather do. */
    public enum Preference {
        UPGRADE,
        PATCH,
        CONFIGURE
    }

    public Request {
        Objects.requireNonNull(machine);
        Objects.requireNonNull(product);
        Objects.requireNonNull(version);
        Objects.requireNonNull(preference);
        Objects.requireNonNull(target);
    }
}
