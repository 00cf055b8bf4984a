package tlsready.knowledge;

import java.util.List;

import tlsready.tls.TlsVersion;

/**
 * A row as a reason is told: one sentence, how sure we are of it, and where it stands.
 *
 * @param id of the row
 * @param says the sentence
 * @param mark how sure we are
 * @param sources the texts it was read in
 */
public record Citation(String id, String says, Mark mark, List<Source> sources) {
    public Citation {
        sources = List.copyOf(sources);
    }

    static Citation of(Row row, Knowledge knowledge) {
        return new Citation(
                row.id(),
                says(row),
                row.mark(),
                row.sources().stream().map(knowledge::source).toList());
    }

    private static String says(Row row) {
        if (row instanceof RegistrySetting setting) {
            return setting.name() + ": " + setting.why();
        }
        if (row instanceof Update update) {
            return update.name() + ": " + update.does();
        }
        if (row instanceof Target target) {
            return target.name() + ": " + target.words();
        }
        if (row instanceof WindowsRelease windows) {
            String state = windows.schannel(TlsVersion.TLS_1_2).id().replace('-', ' ');
            return windows.name() + " as it comes: TLS 1.2 is " + state + ".";
        }
        return row.name();
    }
}
