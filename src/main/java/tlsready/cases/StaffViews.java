package tlsready.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages around signing in: {@code templates/cases/}. */
final class StaffViews {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private StaffViews() {}

    /**
     * Where staff sign in.
     *
     * @param sso single sign-on, if it is set up
     * @param form whether names and passwords are taken
     */
    @CheckedTemplate(basePath = "cases")
    record login(String token, String next, String name, Optional<Sso> sso, boolean form, Optional<String> trouble)
            implements TemplateInstance {}

    /** The way to single sign-on: how it is called, and where it begins. */
    record Sso(String name, String address) {}

    /** Where staff begin. */
    @CheckedTemplate(basePath = "cases")
    record home() implements TemplateInstance {}

    /** The form for another password; {@code first} for those who have a one-time password. */
    @CheckedTemplate(basePath = "cases")
    record password(boolean first, int shortest, Optional<String> trouble) implements TemplateInstance {}

    /** All who may sign in, and the form for another. */
    @CheckedTemplate(basePath = "cases")
    record people(List<Row> people, Optional<OneTime> made, Optional<String> trouble) implements TemplateInstance {}

    /** The audit trail. */
    @CheckedTemplate(basePath = "cases")
    record audit(List<Line> lines, String subject, Optional<String> older) implements TemplateInstance {}

    /** What those see who cannot go on here. */
    @CheckedTemplate(basePath = "cases")
    record refused(String title, String words) implements TemplateInstance {}

    /** A person in the list. */
    record Row(
            long id,
            String name,
            boolean administrator,
            boolean active,
            boolean waiting,
            boolean elsewhere,
            String since) {
        static Row of(StaffEntity person) {
            return new Row(
                    person.id,
                    person.name,
                    person.isAdministrator(),
                    person.isActive(),
                    person.mustChange,
                    person.isElsewhere(),
                    TIME.format(person.createdAt));
        }
    }

    /** A one-time password, shown once. */
    record OneTime(String name, String password) {}

    /** A line of the audit trail. */
    record Line(String at, Instant exact, String who, String words, String subject) {
        static Line of(AuditEntity line) {
            return new Line(TIME.format(line.at), line.at, line.who, line.deed.words(), line.subject);
        }
    }
}
