package tlsready.cases;

import java.util.List;

/**
 * Something that the portal keeps. The page about privacy is made from all of these; a table of the database that none
 * of them names fails a test.
 *
 * @param what it is, in words
 * @param why it is kept
 * @param until when it is deleted
 * @param tables of the database it stands in
 */
public record Retention(String what, String why, String until, List<String> tables) {
    public Retention {
        tables = List.copyOf(tables);
    }
}
