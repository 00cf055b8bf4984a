package tlsready.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.ValueName;

/** Claims about the registry as a {@link RegistrySnapshot}, and back. */
final class RegistryClaims {
    private RegistryClaims() {}

    static boolean isRegistry(Claim claim) {
        return claim instanceof Claim.ValueIs
                || claim instanceof Claim.ValueIsAbsent
                || claim instanceof Claim.KeyIsThere
                || claim instanceof Claim.KeyIsAbsent
                || claim instanceof Claim.KeyIsUnreadable;
    }

    /** What is known after this claim; others than those about the registry change nothing. */
    static RegistrySnapshot apply(Claim claim, RegistrySnapshot before) {
        if (claim instanceof Claim.ValueIs value) {
            return before.with(value.name(), value.value());
        }
        if (claim instanceof Claim.ValueIsAbsent absent) {
            return before.without(absent.name());
        }
        if (claim instanceof Claim.KeyIsThere there) {
            return before.withKey(there.key());
        }
        if (claim instanceof Claim.KeyIsAbsent absent) {
            return before.withoutKey(absent.key());
        }
        return before;
    }

    /** What is known if all these claims are true; they do not contradict each other. */
    static RegistrySnapshot snapshot(Collection<Claim> claims) {
        var snapshot = RegistrySnapshot.UNKNOWN;
        for (Claim claim : claims) {
            if (claim instanceof Claim.KeyIsAbsent) {
                snapshot = apply(claim, snapshot); // first, as it takes with it what is in the key
            }
        }
        for (Claim claim : claims) {
            if (!(claim instanceof Claim.KeyIsAbsent)) {
                snapshot = apply(claim, snapshot);
            }
        }
        return snapshot;
    }

    /** The fewest claims that say of the places that matter what the snapshot knows of them, in a fixed order. */
    static List<Claim> of(RegistrySnapshot snapshot, Places places) {
        var claims = new ArrayList<Claim>();
        var values = new ArrayList<Claim>();
        for (Places.Slot slot : places.slots()) {
            value(slot.name(), snapshot).ifPresent(values::add);
        }
        for (RegistryKey key : places.keys()) {
            Optional<Boolean> there = snapshot.hasKey(key);
            if (there.isPresent() && !there.get() && !isPlaceAboveAbsent(key, snapshot, places)) {
                claims.add(new Claim.KeyIsAbsent(key));
            } else if (there.orElse(false) && !isShown(key, snapshot, places)) {
                claims.add(new Claim.KeyIsThere(key));
            }
        }
        claims.addAll(values);
        return claims;
    }

    private static Optional<Claim> value(ValueName name, RegistrySnapshot snapshot) {
        var found = snapshot.find(name);
        if (found instanceof RegistrySnapshot.Present present) {
            return Optional.of(new Claim.ValueIs(name, present.value()));
        }
        boolean withKey = !snapshot.hasKey(name.key()).orElse(true);
        return found instanceof RegistrySnapshot.Absent && !withKey
                ? Optional.of(new Claim.ValueIsAbsent(name))
                : Optional.empty();
    }

    /** Whether a place above this key is absent too and says so itself. */
    private static boolean isPlaceAboveAbsent(RegistryKey key, RegistrySnapshot snapshot, Places places) {
        return places.keys().stream()
                .anyMatch(place -> !place.equals(key)
                        && key.isWithin(place)
                        && !snapshot.hasKey(place).orElse(true));
    }

    /** Whether a value in this key, or a key below it that is there, shows that it exists. */
    private static boolean isShown(RegistryKey key, RegistrySnapshot snapshot, Places places) {
        return places.slots().stream()
                        .anyMatch(slot -> slot.name().key().isWithin(key)
                                && snapshot.find(slot.name()) instanceof RegistrySnapshot.Present)
                || places.keys().stream()
                        .anyMatch(place -> !place.equals(key)
                                && place.isWithin(key)
                                && snapshot.hasKey(place).orElse(false));
    }
}
