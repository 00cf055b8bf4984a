package tlsready.check;

import java.time.Instant;

/**
 * A visit was kept in a room. It is told within the transaction that keeps it: who listens writes with it or not at all.
 *
 * @param room id of the room
 * @param visit id of the visit
 * @param when the connection was accepted
 */
public record VisitKept(long room, long visit, Instant when) {}
