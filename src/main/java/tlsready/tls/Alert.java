package tlsready.tls;

/**
 * An alert, the message by which either side of TLS says that something is wrong (RFC 8446, 6; RFC 5246, 7.2).
 *
 * @param level 1 is a warning, 2 is fatal; other numbers are kept as they came
 * @param description what is wrong
 */
public record Alert(int level, AlertDescription description) {
    /** The level of an alert that does not end the connection, as far as TLS 1.2 and before go. */
    public static final int WARNING = 1;

    /** The level of an alert that ends the connection. */
    public static final int FATAL = 2;

    public Alert {
        if (level < 0 || level > 0xFF) {
            throw new IllegalArgumentException("not a byte: " + level);
        }
    }

    /** The alert of these two bytes, as unsigned numbers. */
    public static Alert of(int level, int description) {
        return new Alert(level, AlertDescription.of(description));
    }

    public boolean isFatal() {
        return level == FATAL;
    }

    /** Level and number as tools print them: {@code "2:70"}. */
    public String code() {
        return level + ":" + description.code();
    }

    /** {@code "fatal alert protocol_version (70)"}. */
    @Override
    public String toString() {
        String weight = level == FATAL ? "fatal" : level == WARNING ? "warning" : "level " + level;
        return weight + " alert " + description.name() + " (" + description.code() + ")";
    }
}
