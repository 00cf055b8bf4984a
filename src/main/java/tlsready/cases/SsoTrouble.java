package tlsready.cases;

/** Why somebody could not sign in through single sign-on: a sentence for them, and one for the log. Neither holds a secret. */
final class SsoTrouble extends Exception {
    private final Kind kind;
    private final String words;

    /** What kind of trouble it is, with the HTTP status and the title of its page. */
    enum Kind {
        /** The provider does not answer, or not as it should. */
        AWAY(503, "Single sign-on does not answer"),
        /** What came from the provider is not to be trusted, or is a refusal of its own. */
        REFUSED(401, "Signing in did not work"),
        /** It does not belong to a sign-in that this browser began, or was used before. */
        STALE(400, "This sign-in is too old"),
        /** We know who it is, and do not let them in. */
        FORBIDDEN(403, "You are not let in here"),
        TOO_MANY(429, "There were too many tries");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }
    }

    SsoTrouble(Kind kind, String words, String forTheLog) {
        super(forTheLog);
        this.kind = kind;
        this.words = words;
    }

    Kind kind() {
        return kind;
    }

    /** What the person is told, and what they can do. */
    String words() {
        return words;
    }

    static SsoTrouble away(String forTheLog) {
        return new SsoTrouble(
                Kind.AWAY,
                "The provider of single sign-on does not answer as it should. Try again in a minute. Whoever has a"
                        + " password of this portal can sign in with it meanwhile.",
                forTheLog);
    }

    static SsoTrouble refused(String forTheLog) {
        return new SsoTrouble(
                Kind.REFUSED,
                "The answer of the provider of single sign-on cannot be trusted, so nobody was signed in. Try again; if it"
                        + " stays so, tell the operator of this portal, whose log says what is wrong.",
                forTheLog);
    }

    static SsoTrouble stale(String forTheLog) {
        return new SsoTrouble(
                Kind.STALE,
                "It was begun in another browser or too long ago, or it was used before, or your browser keeps no cookies."
                        + " Go to the staff pages, and sign in again.",
                forTheLog);
    }

    static SsoTrouble forbidden(String words, String forTheLog) {
        return new SsoTrouble(Kind.FORBIDDEN, words, forTheLog);
    }
}
