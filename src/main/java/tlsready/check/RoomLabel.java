package tlsready.check;

import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/**
 * A label as it came with a call: that of a waiting room, and behind it, where a script knows it, the stack that called.
 * {@code k7m3pxwinhttpx86} is stack winhttp-x86 in room k7m3px: letters and digits only, so that it fits into a host name.
 *
 * @param room label of the room
 * @param stack id of a {@link NetworkStack}, as the caller said; a hello may tell otherwise
 */
public record RoomLabel(String room, Optional<String> stack) {
    /** Reads a label; one with anything but a known stack behind it is of no room. */
    static RoomLabel read(String label, Knowledge knowledge) {
        if (label.length() <= RoomKeys.LABEL) {
            return new RoomLabel(label, Optional.empty());
        }
        String room = label.substring(0, RoomKeys.LABEL);
        String rest = label.substring(RoomKeys.LABEL);
        return knowledge.stacks().stream()
                .map(NetworkStack::id)
                .filter(id -> squeezed(id).equals(rest))
                .findFirst()
                .map(id -> new RoomLabel(room, Optional.of(id)))
                .orElseGet(() -> new RoomLabel(label, Optional.empty()));
    }

    /** As it travels. */
    public String text() {
        return room + stack.map(RoomLabel::squeezed).orElse("");
    }

    private static String squeezed(String stack) {
        return stack.replace("-", "");
    }
}
