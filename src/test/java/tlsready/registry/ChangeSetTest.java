package tlsready.registry;

import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import tlsready.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ChangeSetTest {
    private static final RegistryKey CLIENT = Registries.KEYS.get(3);
    private static final RegistryKey PROTOCOL = Registries.KEYS.get(2);
    private static final ValueName ENABLED = new ValueName(CLIENT, "Enabled");

    @Provide
    Arbitrary<RegistrySnapshot> snapshots() {
        return Registries.snapshots();
    }

    @Provide
    Arbitrary<ChangeSet> changes() {
        return Registries.changes();
    }

    @Property(tries = 5000, seed = Seeds.BUILD)
    void undo_brings_back_everything_that_was_known(
            @ForAll("snapshots") RegistrySnapshot before, @ForAll("changes") ChangeSet changes) {
        RegistrySnapshot back = changes.undo(before).apply(changes.apply(before));
        for (ValueName name : Registries.VALUES) {
            if (!(before.find(name) instanceof RegistrySnapshot.Unknown)) {
                assertEquals(before.find(name), back.find(name), name.toString());
            }
        }
        for (RegistryKey key : Registries.KEYS) {
            before.hasKey(key)
                    .ifPresent(there -> assertEquals(there, back.hasKey(key).orElseThrow(), key.toString()));
        }
    }

    @Property(tries = 2000, seed = Seeds.BUILD)
    void applying_twice_is_applying_once(
            @ForAll("snapshots") RegistrySnapshot before, @ForAll("changes") ChangeSet changes) {
        RegistrySnapshot once = changes.apply(before);
        assertEquals(once, changes.apply(once));
    }

    @Property(tries = 2000, seed = Seeds.BUILD)
    void what_is_written_is_what_is_found(
            @ForAll("snapshots") RegistrySnapshot before, @ForAll("changes") ChangeSet changes) {
        RegistrySnapshot after = changes.apply(before);
        changes.written().forEach((name, value) -> assertEquals(new RegistrySnapshot.Present(value), after.find(name)));
    }

    @Test
    void a_key_that_was_not_there_is_removed_again_with_the_key_above_it() {
        var before = RegistrySnapshot.UNKNOWN.withoutKey(PROTOCOL);
        var changes = ChangeSet.of(new Change.SetValue(ENABLED, RegistryValue.dword(1)));
        assertEquals(
                List.of(
                        new Change.DeleteValue(ENABLED),
                        new Change.RemoveKeyIfEmpty(CLIENT),
                        new Change.RemoveKeyIfEmpty(PROTOCOL)),
                changes.undo(before).changes());
    }

    @Test
    void a_key_that_somebody_else_filled_meanwhile_stays() {
        var before = RegistrySnapshot.UNKNOWN.withoutKey(PROTOCOL);
        var changes = ChangeSet.of(new Change.SetValue(ENABLED, RegistryValue.dword(1)));
        var theirs = new ValueName(PROTOCOL, "Theirs");
        var meanwhile = changes.apply(before).with(theirs, RegistryValue.sz("x"));
        var back = changes.undo(before).apply(meanwhile);
        assertEquals(new RegistrySnapshot.Present(RegistryValue.sz("x")), back.find(theirs));
        assertEquals(true, back.hasKey(PROTOCOL).orElseThrow());
        assertEquals(false, back.hasKey(CLIENT).orElseThrow());
    }

    @Test
    void undo_of_a_value_nobody_looked_at_deletes_it_and_never_writes_a_zero() {
        var changes = ChangeSet.of(new Change.SetValue(ENABLED, RegistryValue.dword(1)));
        assertEquals(
                List.of(new Change.DeleteValue(ENABLED)),
                changes.undo(RegistrySnapshot.UNKNOWN).changes());
    }

    @Test
    void deleting_a_whole_key_has_no_way_back_and_says_so() {
        var changes = ChangeSet.of(new Change.DeleteKey(CLIENT));
        assertThrows(IllegalStateException.class, () -> changes.undo(RegistrySnapshot.UNKNOWN));
    }
}
