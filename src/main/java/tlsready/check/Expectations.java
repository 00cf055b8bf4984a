package tlsready.check;

import java.util.List;
import java.util.Optional;

import tlsready.knowledge.SuiteList;
import tlsready.knowledge.Target;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;

/** Knows what a room's visitors are expected to offer. The room that reads evidence and answers brings it. */
public interface Expectations {
    /**
     * What a new room is to carry.
     *
     * @param query of the address that opens it, still encoded; null for none
     * @return evidence and answers in canonical spelling, readable, without a name of anybody; empty if there is no
     *     evidence in it
     */
    String carried(String query);

    /** What follows from what a room carries; nothing if it carries nothing that can still be read. */
    Optional<Expected> of(String carried);

    /**
     * What is expected of one machine.
     *
     * @param machine as far as it is known
     * @param target the service that it is to reach
     * @param suites the cipher suites of its Windows; nothing if the release is not known exactly
     * @param stacks each way of making connections there is on it
     * @param page path and query of the page that tells why
     */
    record Expected(Machine machine, Target target, Optional<SuiteList> suites, List<Stack> stacks, String page) {
        public Expected {
            stacks = List.copyOf(stacks);
        }
    }

    /**
     * One way of making connections.
     *
     * @param now as the evidence found the machine
     * @param planned after the steps of the plan; nothing if there is no plan, or if it changes nothing for this way
     */
    record Stack(Prediction now, Optional<Prediction> planned) {}
}
