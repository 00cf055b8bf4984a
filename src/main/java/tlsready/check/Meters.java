package tlsready.check;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import tlsready.tls.Alert;

/** Counts what happens at the endpoints, and passes on what was seen. No meter tells one client from another. */
final class Meters implements Witness {
    private final MeterRegistry registry;
    private final Predicate<Observation> next;
    private final Counter turnedAway;
    private final Counter madeRoom;
    private final Counter untold;

    /**
     * @param open the number of open connections
     * @param next takes every observation, if it can
     */
    Meters(MeterRegistry registry, Supplier<Number> open, Predicate<Observation> next) {
        this.registry = registry;
        this.next = next;
        Gauge.builder("check.connections.open", open)
                .description("Connections open now")
                .register(registry);
        turnedAway = Counter.builder("check.connections.turned.away")
                .description("Connections closed unread, too many from one address")
                .register(registry);
        madeRoom = Counter.builder("check.connections.made.room")
                .description("Connections closed early, too many in all")
                .register(registry);
        untold = Counter.builder("check.observations.untold")
                .description("Observations that nobody was told of, too many at once")
                .register(registry);
    }

    @Override
    public void observed(Observation observation) {
        hello(observation).increment();
        if (observation.ending() instanceof Ending.Refused refused) {
            alert("endpoint", refused.sent()).increment();
        } else if (observation.ending() instanceof Ending.RefusedByClient refused) {
            refused.received().ifPresent(alert -> alert("client", alert).increment());
        }
        if (!next.test(observation)) {
            untold.increment();
        }
    }

    /** Counts a verdict; not on the threads that serve. */
    static Consumer<Observation> verdicts(MeterRegistry registry, Assessor assessor) {
        return observation -> Counter.builder("check.verdicts")
                .description("What connections came to")
                .tag("endpoint", observation.endpoint())
                .tag("verdict", assessor.judge(observation).verdict().token())
                .register(registry)
                .increment();
    }

    @Override
    public void answered(String endpoint, Duration sinceHello) {
        Timer.builder("check.answers")
                .description("Time from the end of the hello to the answer")
                .tag("endpoint", endpoint)
                .publishPercentileHistogram()
                .register(registry)
                .record(sinceHello);
    }

    @Override
    public void turnedAway() {
        turnedAway.increment();
    }

    @Override
    public void madeRoom() {
        madeRoom.increment();
    }

    private Counter hello(Observation observation) {
        String kind = observation.hello().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return Counter.builder("check.hellos")
                .description("First bytes of connections, by what they were")
                .tag("endpoint", observation.endpoint())
                .tag("kind", kind)
                .register(registry);
    }

    private Counter alert(String by, Alert alert) {
        return Counter.builder("check.alerts")
                .description("Alerts that ended a handshake")
                .tag("by", by)
                .tag("alert", alert.description().name())
                .register(registry);
    }
}
