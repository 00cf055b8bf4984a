package tlsready.cases;

/** What staff can do that the audit trail remembers. */
public enum Deed {
    SIGNED_IN("signed in"),
    SIGNED_IN_ELSEWHERE("signed in through single sign-on"),
    REFUSED_ELSEWHERE("came through single sign-on and was refused"),
    SIGNED_OUT("signed out"),
    SIGN_IN_REFUSED("tried to sign in with a wrong password"),
    SIGN_IN_LOCKED("was locked out after too many wrong passwords"),
    PASSWORD_CHANGED("changed their password"),
    STAFF_ADDED("added a person"),
    STAFF_ADOPTED("took over a person who had a password here"),
    STAFF_DISABLED("disabled a person"),
    STAFF_ENABLED("enabled a person again"),
    STAFF_RESET("gave a person a new one-time password"),
    STAFF_MADE_ADMINISTRATOR("made a person an administrator"),
    STAFF_MADE_STAFF("took a person's administrator's rights away"),
    AUDIT_SEEN("looked at the audit trail"),
    CASE_OPENED("opened a case"),
    CASE_SEEN("looked at a case"),
    CASE_NOTED("wrote a note in a case"),
    CASE_HANDED_OVER("handed a case over"),
    CASE_CLOSED("closed a case"),
    CASE_DELETED("deleted a case"),
    CASE_EXPORTED("exported a case"),
    CAMPAIGN_OPENED("opened a campaign"),
    CAMPAIGN_CHANGED("changed a campaign"),
    CAMPAIGN_PACKED("loaded a package of a campaign"),
    CAMPAIGN_EXPORTED("exported a campaign"),
    CAMPAIGN_CLOSED("closed a campaign"),
    CAMPAIGN_DELETED("deleted a campaign");

    private final String words;

    Deed(String words) {
        this.words = words;
    }

    /** The deed after the name of who did it. */
    public String words() {
        return words;
    }
}
