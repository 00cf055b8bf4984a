package tlsready.guide;

import java.util.List;

/**
 * What a paste told beyond the answer it was for, shown before any of it is kept.
 *
 * @param asked the question it was pasted for
 * @param answer the answer in it, in words
 * @param says the other facts, a sentence each
 * @param all the next page with all of it in the address
 * @param alone the next page with the answer alone
 * @param replaces whether the address carries evidence already, whose place this would take
 */
public record ToldPage(
        QuestionPage asked, String answer, List<String> says, String all, String alone, boolean replaces) {}
