package tlsready.check;

import java.time.Duration;

/** Is told what happens at the endpoints, on the threads that serve them: it must not throw, and not wait for anything. */
interface Witness {
    /** A connection is closed, and this was seen of it. */
    void observed(Observation observation);

    /** A client of this endpoint was answered, this long after its hello was read. */
    void answered(String endpoint, Duration sinceHello);

    /** A connection was closed unread, because there are too many from its address. */
    void turnedAway();

    /** A connection was closed before its time, to make room. */
    void madeRoom();
}
