package tlsready.bundle;

import java.util.List;
import java.util.Objects;
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
 */
public record Order(Plan plan, List<Answered> answers, Knowledge knowledge, String permalink) {
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

    public Order {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(knowledge);
        answers = List.copyOf(answers);
        if (!URL.matcher(permalink).matches()) {
            throw new IllegalArgumentException("the permalink is no plain http address: " + permalink);
        }
    }
}
