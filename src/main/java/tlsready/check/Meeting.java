package tlsready.check;

import java.util.List;

/**
 * A prediction and a hello, side by side. A hello does not say which program of Windows sent it, so it meets the
 * prediction for each of them.
 *
 * @param title what it comes to, in a few words
 * @param says the same in a sentence or two
 * @param seen what the hello offers, in words
 * @param rows one for all stacks of which the same was predicted, those that fit first
 * @param causes what may be behind the differences, the likeliest first; empty where there is none
 */
public record Meeting(String title, String says, String seen, List<Row> rows, List<Remark> causes) {
    /**
     * The prediction for some stacks.
     *
     * @param stacks names
     * @param predicted what they were expected to offer
     * @param planned what they are expected to offer after the plan; empty if that is no different
     * @param says how the hello compares, in words
     * @param missing cipher suites that were predicted and are not offered
     */
    public record Row(
            List<String> stacks, String predicted, String planned, Match match, String says, List<String> missing) {
        public Row {
            stacks = List.copyOf(stacks);
            missing = List.copyOf(missing);
        }

        /** Whether the hello is what was predicted, before the plan or after it. */
        public boolean fits() {
            return match == Match.SAME || match == Match.BEFORE_PLAN || match == Match.AFTER_PLAN;
        }
    }

    public Meeting {
        rows = List.copyOf(rows);
        causes = List.copyOf(causes);
    }
}
