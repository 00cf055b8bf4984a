package tlsready.cases;

import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/**
 * A label as it comes with a call of the check: {@code fk7m3pxw01ab23cd45efwinhttpx86} is stack winhttp-x86 on machine
 * 01ab23cd45ef of group fk7m3pxw. Letters and digits only, at most 32, so that it fits into a host name. It only adds.
 *
 * @param group label of the group
 * @param machine pseudonym
 * @param stack id of the network stack, as the caller says
 */
public record FleetLabel(String group, String machine, String stack) {
    /** Labels of waiting rooms are shorter, so a group is never taken for one. */
    static final int GROUP = 8;

    static final int MACHINE = 12;
    private static final String GROUP_FORM = "f[a-hj-km-np-z2-9]{7}";
    private static final String MACHINE_FORM = "[0-9a-f]{12}";

    static boolean isGroup(String label) {
        return label.matches(GROUP_FORM);
    }

    static boolean isMachine(String pseudonym) {
        return pseudonym.matches(MACHINE_FORM);
    }

    /** Reads a label; nothing if it is none of a campaign. */
    static Optional<FleetLabel> read(String label, Knowledge knowledge) {
        if (label.length() <= GROUP + MACHINE) {
            return Optional.empty();
        }
        String group = label.substring(0, GROUP);
        String machine = label.substring(GROUP, GROUP + MACHINE);
        String rest = label.substring(GROUP + MACHINE);
        return isGroup(group) && isMachine(machine)
                ? knowledge.stacks().stream()
                        .map(NetworkStack::id)
                        .filter(id -> squeezed(id).equals(rest))
                        .findFirst()
                        .map(id -> new FleetLabel(group, machine, id))
                : Optional.empty();
    }

    /** As it travels. */
    public String text() {
        return group + machine + squeezed(stack);
    }

    static String squeezed(String stack) {
        return stack.replace("-", "");
    }
}
