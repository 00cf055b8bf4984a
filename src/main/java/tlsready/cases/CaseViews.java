package tlsready.cases;

import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.check.HelloComparison;
import tlsready.check.Visit;

/** The customer's pages of a case: {@code templates/cases/}. */
final class CaseViews {
    private CaseViews() {}

    /** Where a code is typed. */
    @CheckedTemplate(basePath = "cases")
    record code(String title, String words, boolean wrong) implements TemplateInstance {}

    /** The customer's page. */
    @CheckedTemplate(basePath = "cases")
    record customer(CustomerPage page) implements TemplateInstance {}

    /** One event in a list. */
    @CheckedTemplate(basePath = "cases")
    record line(CaseLine line, boolean compare) implements TemplateInstance {}

    /**
     * Everything about one call.
     *
     * @param met what was predicted of each stack; only for those who sign in
     */
    @CheckedTemplate(basePath = "cases")
    record call(Visit visit, String stack, Moment at, String base, boolean staff, Optional<Foretold.Met> met)
            implements TemplateInstance {}

    /** Two calls beside each other. */
    @CheckedTemplate(basePath = "cases")
    record beforeAfter(Visit before, Visit after, HelloComparison comparison, String base)
            implements TemplateInstance {}

    /**
     * What stands above a page of the guide inside a case.
     *
     * @param base the customer's page
     * @param share the same page without the case, for others; empty where there is nothing to share
     */
    @CheckedTemplate(basePath = "cases")
    record inside(String base, String share) implements TemplateInstance {}
}
