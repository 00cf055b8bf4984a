package tlsready.guide;

/**
 * An answer that a question offers by name.
 *
 * @param answer what it stands for
 * @param hint what helps to choose it; may be empty
 * @param heading the heading over it, where a new group of choices begins; else empty
 */
public record Choice(Answer answer, String hint, String heading) {
    public String id() {
        return answer.id();
    }

    public String label() {
        return answer.label();
    }

    public String next() {
        return answer.next();
    }
}
