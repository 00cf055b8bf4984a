package tlsready.check;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.NetworkStack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a label says: the room, and the stack that called. */
class RoomLabelTest {
    @Test
    void a_label_can_name_every_stack_and_still_fits_into_a_host_name() {
        for (NetworkStack stack : Calls.KNOWLEDGE.stacks()) {
            var label = new RoomLabel("k7m3px", Optional.of(stack.id()));
            assertTrue(label.text().matches("[a-z0-9]{4,32}"), label.text());
            assertEquals(label, RoomLabel.read(label.text(), Calls.KNOWLEDGE));
        }
    }

    @Test
    void a_label_alone_is_of_its_room_and_one_with_something_else_behind_it_of_none() {
        assertEquals(new RoomLabel("k7m3px", Optional.empty()), RoomLabel.read("k7m3px", Calls.KNOWLEDGE));
        assertEquals(
                "k7m3pxnonsense",
                RoomLabel.read("k7m3pxnonsense", Calls.KNOWLEDGE).room());
        assertEquals("k7m3p", RoomLabel.read("k7m3p", Calls.KNOWLEDGE).room());
    }
}
