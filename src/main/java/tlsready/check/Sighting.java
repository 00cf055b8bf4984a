package tlsready.check;

import java.util.Optional;

/** A visit, and how it meets what was expected in its room; nothing if nothing was, or no hello could be read. */
public record Sighting(Visit visit, Optional<Meeting> meeting) {}
