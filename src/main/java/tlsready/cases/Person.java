package tlsready.cases;

/**
 * Somebody who signed in, as the rest of the portal needs to know them.
 *
 * @param mustChange whether they have to choose a password before anything else
 */
record Person(long id, String name, String role, boolean mustChange) {
    boolean administrator() {
        return Roles.ADMINISTRATOR.equals(role);
    }
}
