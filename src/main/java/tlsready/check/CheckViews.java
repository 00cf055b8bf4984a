package tlsready.check;

import java.util.List;
import java.util.Optional;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of the check: {@code templates/check/}. */
final class CheckViews {
    private CheckViews() {}

    /**
     * What an endpoint shows to a browser: one file, as plain as Internet Explorer 8 needs it.
     *
     * @param doors where to go from here, to those who did not come by TLS
     * @param portal address of the portal, without a slash at the end
     */
    @CheckedTemplate(basePath = "check")
    record verdict(VerdictPage page, List<CheckPage.Door> doors, Optional<String> portal) implements TemplateInstance {}

    /** The door of the check. */
    @CheckedTemplate(basePath = "check")
    record index(CheckPage page) implements TemplateInstance {}

    /** A waiting room. */
    @CheckedTemplate(basePath = "check")
    record room(
            CheckPage page, Room room, List<Sighting> sightings, long last, Optional<Expectations.Expected> expected)
            implements TemplateInstance {}

    /** One line of a room's list. */
    @CheckedTemplate(basePath = "check")
    record visit(Sighting sighting, Room room) implements TemplateInstance {}

    /**
     * Everything about one visit.
     *
     * @param expected address of the page that tells what was expected; empty if nothing was
     */
    @CheckedTemplate(basePath = "check")
    record seen(Sighting sighting, Room room, String expected) implements TemplateInstance {}

    /** Two visits beside each other. */
    @CheckedTemplate(basePath = "check")
    record compare(Visit before, Visit after, HelloComparison comparison, Room room) implements TemplateInstance {}

    /** Not two visits to compare. */
    @CheckedTemplate(basePath = "check")
    record choose(Room room) implements TemplateInstance {}

    /** A room that is not there, or cannot be looked into now. */
    @CheckedTemplate(basePath = "check")
    record noRoom(String title, String words) implements TemplateInstance {}
}
