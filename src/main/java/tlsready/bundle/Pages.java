package tlsready.bundle;

/** Renders the pages for people: HTML that needs no other file. */
public interface Pages {
    /** {@code instructions.html}: the whole plan with its reasons and sources. */
    String instructions(Sheet sheet);

    /** {@code for-your-administrator.html}: one page to hand over. */
    String forYourAdministrator(Sheet sheet);
}
