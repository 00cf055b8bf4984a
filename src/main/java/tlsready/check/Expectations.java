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

    /**
     * What follows from evidence, from the answers that make a plan, or from both.
     *
     * @param carried a room's, or a query of the guide, still encoded
     * @return nothing if there is neither evidence nor a plan in it that can still be read
     */
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

        /** The same for one way alone; for all of them if the machine has no such way. */
        public Expected only(String stack) {
            List<Stack> one = stacks.stream()
                    .filter(each -> each.now().stack().id().equals(stack))
                    .toList();
            return one.isEmpty() ? this : new Expected(machine, target, suites, one, page);
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
