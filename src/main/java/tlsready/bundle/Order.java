package tlsready.bundle;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tlsready.knowledge.Knowledge;
import tlsready.remediation.Plan;

/**
 * What a bundle is made from.
 *
 * @param plan what to do
 * @param answers the answers that led to the plan, in the order they were given
 * @param knowledge what the plan rests on; its version is printed in every file
 * @param permalink the address that leads to this plan again, an absolute http or https URL in ASCII
 * @param reporting whom the tests call so that somebody who waits sees what this machine offers; nobody unless asked for
 */
public record Order(
        Plan plan, List<Answered> answers, Knowledge knowledge, String permalink, Optional<Reporting> reporting) {
    private static final Pattern URL = Pattern.compile("https?://[!#-;=?-~]+");

    /**
     * An answer as it was given.
     *
     * @param question id of the question
     * @param value the answer as it stands in the URL
     * @param questionLabel the question as people read it
     * @param answerLabel the answer as people read it
     */
    public record Answered(String question, String value, String questionLabel, String answerLabel) {
        public Answered {
            Objects.requireNonNull(question);
            Objects.requireNonNull(value);
            Objects.requireNonNull(questionLabel);
            Objects.requireNonNull(answerLabel);
        }
    }

    /**
     * Where the tests call after they have tested: endpoints that read the hello and show it to those who wait for it.
     *
     * @param label of the waiting room; anybody may see it
     * @param addresses by id of the network stack that calls, https URLs in ASCII
     * @param trusted whether computers can be expected to trust the certificate there
     */
    public record Reporting(String label, Map<String, String> addresses, boolean trusted) {
        private static final Pattern ADDRESS = Pattern.compile("https://[!#-&(-;=?-~]+");

        public Reporting {
            addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
            if (!addresses.values().stream()
                    .allMatch(address -> ADDRESS.matcher(address).matches())) {
                throw new IllegalArgumentException("no plain https addresses: " + addresses.values());
            }
        }
    }

    /** An order whose tests call nobody but the service. */
    public Order(Plan plan, List<Answered> answers, Knowledge knowledge, String permalink) {
        this(plan, answers, knowledge, permalink, Optional.empty());
    }

    public Order {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(reporting);
        Objects.requireNonNull(knowledge);
        answers = List.copyOf(answers);
        if (!URL.matcher(permalink).matches()) {
            throw new IllegalArgumentException("the permalink is no plain http address: " + permalink);
        }
    }
}
