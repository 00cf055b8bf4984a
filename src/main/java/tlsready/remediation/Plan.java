package tlsready.remediation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tlsready.knowledge.SettingGroup;
import tlsready.registry.ChangeSet;
import tlsready.windows.Machine;

/**
 * What to do on one machine, in order, and what that will achieve.
 *
 * @param request what was asked
 * @param promise what can be promised
 * @param steps what to do, in order
 * @param alternatives better or other ways, not part of the order
 * @param changes the registry changes by group, only as far as needed; empty groups are left out
 * @param undo the way back, as far as the registry before is known: what is unknown counts as "was not there"
 * @param forecasts what the model says of each stack; none where the vendor's upgrade or patch is the plan
 * @param assumptions what was assumed because nobody has looked, in words
 * @param risks ids of facts that tell what may go wrong
 * @param before the machine the plan was made for: what nobody has looked at counts as Windows' default
 * @param after the machine after the plan
 */
public record Plan(
        Request request,
        Promise promise,
        List<Step> steps,
        List<Step> alternatives,
        Map<SettingGroup, ChangeSet> changes,
        ChangeSet undo,
        List<Forecast> forecasts,
        List<String> assumptions,
        List<String> risks,
        Machine before,
        Machine after) {

    /** What a plan can promise. */
    public enum Promise {
        /** The model predicts that every stack the program is known to need will reach the target. */
        WORKS,
        /** Everything this machine can do is in the plan; whether it is enough, nobody can know before the re-test. */
        NOT_CERTAIN,
        /** This machine cannot reach the target; the plan says what can be done instead. */
        DEAD_END,
        /** It works already, or the program needs nothing. */
        NOTHING_TO_DO,
        /** Depends on the vendor's upgrade or patch, which we do not model. */
        BY_VENDOR
    }

    public Plan {
        steps = List.copyOf(steps);
        alternatives = List.copyOf(alternatives);
        forecasts = List.copyOf(forecasts);
        assumptions = List.copyOf(assumptions);
        risks = List.copyOf(risks);
    }

    /** All registry changes, groups in their order. */
    public ChangeSet allChanges() {
        var all = ChangeSet.NOTHING;
        for (SettingGroup group : groups()) {
            all = all.and(changes.get(group));
        }
        return all;
    }

    /** The groups in which something changes, in their order. */
    public Set<SettingGroup> groups() {
        return new TreeSet<>(changes.keySet());
    }

    public boolean changesRegistry() {
        return !allChanges().isEmpty();
    }

    /** Whether a step takes an administrator. */
    public boolean needsAdministrator() {
        return steps.stream().anyMatch(Step::needsAdministrator);
    }

    /** Whether the person who asked can do all of it. */
    public boolean isForSomebodyElse() {
        return needsAdministrator() && request.machine().rights() == Machine.Rights.USER;
    }
}
