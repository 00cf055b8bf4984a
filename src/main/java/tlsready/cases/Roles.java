package tlsready.cases;

/** What somebody who signed in may do. An administrator may do everything that staff may. */
public final class Roles {
    /** Works with cases. */
    public static final String STAFF = "staff";
    /** Looks after staff and campaigns, and reads the audit trail. */
    public static final String ADMINISTRATOR = "administrator";

    private Roles() {}
}
