package tlsready.knowledge;

import java.util.List;

/**
 * A Windows or .NET update that matters.
 *
 * @param id {@code kb3140245}, or a name for updates without one number
 * @param kb the number as Microsoft writes it, {@code KB3140245}; empty for an id without one number
 * @param does what it brings, one sentence
 * @param windows ids of the Windows releases it is for
 * @param superseded whether newer cumulative updates contain it, so that its number may be missing on a patched machine
 * @param url Microsoft's page, or empty
 */
public record Update(
        String id,
        String kb,
        String name,
        String does,
        List<String> windows,
        boolean superseded,
        String url,
        List<Basis> basis)
        implements Row {
    public Update {
        basis = Row.required(id, basis);
        kb = kb == null ? "" : kb;
        url = url == null ? "" : url;
        windows = List.copyOf(windows);
    }

    /** Whether it can be installed on this release. */
    public boolean isFor(WindowsRelease release) {
        return windows.contains(release.id());
    }
}
