package tlsready.remediation;

import java.util.List;
import java.util.Locale;

import tlsready.windows.Reason;

/**
 * One thing to do, resolved: whoever prints it has nothing left to decide.
 *
 * @param kind what it is
 * @param who must do it
 * @param title a short imperative sentence
 * @param words what and why, one paragraph each
 * @param actions what to click or type, in order
 * @param reasons the facts behind it, which lead to the sources
 */
public record Step(Kind kind, Who who, String title, List<String> words, List<String> actions, List<Reason> reasons) {

    /** What a step is. In this order they stand in a plan. */
    public enum Kind {
        DEAD_END,
        NOTHING_TO_DO,
        UPGRADE,
        PATCH,
        LOOK,
        INSTALL_DOTNET4,
        ENABLE_DOTNET35,
        WINDOWS_UPDATES,
        REGISTRY,
        RESTART,
        WININET,
        RETEST;

        /** The id under which its words are kept: {@code install-dotnet4}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Who must do a step. */
    public enum Who {
        ANYONE,
        ADMINISTRATOR
    }

    public Step {
        words = List.copyOf(words);
        actions = List.copyOf(actions);
        reasons = List.copyOf(reasons);
    }

    public boolean needsAdministrator() {
        return who == Who.ADMINISTRATOR;
    }
}
