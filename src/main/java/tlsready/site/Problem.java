package tlsready.site;

import java.util.Map;

/**
 * What went wrong, for people and for programs.
 *
 * @param status the HTTP status
 * @param title what happened, in a few words
 * @param detail what it means, or the way out
 */
public record Problem(int status, String title, String detail) {
    private record Words(String title, String detail) {}

    private static final Words ANY = new Words("This did not work", "Go back, or start again.");

    private static final Map<Integer, Words> WORDS = Map.of(
            400, new Words("We cannot read this address", "A part of it may have been lost on the way."),
            404, new Words("There is no such page", "The link may be old, or a letter may be missing."),
            405, new Words("This page cannot be used like that", "Go back and use the links and buttons of the page."),
            406, new Words("We have this page in no such form", "Ask for text/html or application/json."),
            413, new Words("That is too much at once", "Go back and send less."),
            414, new Words("This address is too long", "Start again; a link of ours is never that long."),
            415, new Words("We cannot read what was sent", "Go back and use the form of the page."),
            500,
                    new Words(
                            "Something went wrong here",
                            "The fault is ours, and it is noted. Your answers are in the address: load the page again."),
            503, new Words("Not at the moment", "Load the page again in a minute."));

    /** The problem behind a status, in general words. */
    static Problem of(int status) {
        Words words = WORDS.getOrDefault(status, ANY);
        return new Problem(status, words.title(), words.detail());
    }

    /** The same, saying exactly what is wrong. */
    Problem with(String newDetail) {
        return new Problem(status, title, newDetail);
    }
}
