package tlsready.check;

import java.util.Optional;

/**
 * A visit as pages show it.
 *
 * @param id grows with every visit of a room
 * @param number 1 for the first visit of its room
 * @param certain whether it carried the room's label
 * @param stack id of the network stack that its label names, as the caller said
 * @param page its assessment with every word
 * @param address where it came from, while the room is open
 * @param raw the client hello in hexadecimal, while the room is open
 */
public record Visit(
        long id,
        int number,
        boolean certain,
        Optional<String> stack,
        VerdictPage page,
        Optional<String> address,
        Optional<String> raw) {}
