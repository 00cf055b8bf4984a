package tlsready.cases;

/**
 * Somebody who signed in, as the rest of the portal needs to know them.
 *
 * @param mustChange whether they have to choose a password before anything else
 * @param elsewhere whether they sign in through single sign-on, and have no password here
 */
record Person(long id, String name, String role, boolean mustChange, boolean elsewhere) {
    boolean administrator() {
        return Roles.ADMINISTRATOR.equals(role);
    }
}
