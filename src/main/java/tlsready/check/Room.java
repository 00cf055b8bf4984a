package tlsready.check;

import java.time.Instant;

/**
 * A waiting room as pages show it.
 *
 * @param key reads; stands in the address of the page and nowhere else
 * @param label adds; stands in the commands
 * @param open whether it still takes visits
 * @param carries evidence and answers of the machine that it was opened for; empty if there is none
 */
public record Room(
        long id, String key, String label, boolean open, Instant closesAt, Instant expiresAt, String carries) {}
