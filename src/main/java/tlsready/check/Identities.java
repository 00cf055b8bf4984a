package tlsready.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates that the endpoints show: those of configured files, otherwise those of the {@link LocalAuthority}.
 * Files that have changed are read again when {@link #refresh} is called.
 */
final class Identities {
    private final List<List<Path>> configured;
    private final Path folder;
    private final Collection<String> names;
    private final Clock clock;
    private final Map<Path, FileTime> seen = new HashMap<>();
    private Map<KeyKind, Identity> current = Map.of();
    private Optional<X509Certificate> authority = Optional.empty();

    /**
     * Reads them, or makes them.
     *
     * @param configured files of each certificate: its chain, its key; none for a local authority
     * @param folder where the local authority is kept
     * @param names host names and addresses for the local authority's certificates
     * @throws IOException with a sentence that names the file
     */
    Identities(List<List<Path>> configured, Path folder, Collection<String> names, Clock clock) throws IOException {
        this.configured = configured;
        this.folder = folder;
        this.names = names;
        this.clock = clock;
        load();
    }

    /**
     * Reads them again if a file has changed, or a certificate of our own is about to expire. What cannot be read
     * leaves everything as it was.
     *
     * @return whether there are other certificates now
     * @throws IOException with a sentence that names the file
     */
    synchronized boolean refresh() throws IOException {
        if (!configured.isEmpty() && times().equals(seen)) {
            return false;
        }
        Map<KeyKind, Identity> before = current;
        load();
        return !before.equals(current);
    }

    /** One certificate a kind of key, at least one in all. */
    synchronized Map<KeyKind, Identity> current() {
        return current;
    }

    /** The certificate of the local authority, if it is in use. */
    synchronized Optional<X509Certificate> authority() {
        return authority;
    }

    private void load() throws IOException {
        if (configured.isEmpty()) {
            var local = LocalAuthority.in(folder, names, clock.instant());
            authority = Optional.of(local.certificate());
            current = local.identities();
            return;
        }
        Map<Path, FileTime> now = times();
        var read = new EnumMap<KeyKind, Identity>(KeyKind.class);
        for (List<Path> files : configured) {
            Identity identity = PemFile.read(files);
            if (read.put(identity.kind(), identity) != null) {
                throw new IOException("Two certificates with " + identity.kind() + " keys are configured, " + files
                        + " is the second: one of each kind is enough.");
            }
        }
        current = Map.copyOf(read);
        seen.clear();
        seen.putAll(now);
    }

    private Map<Path, FileTime> times() throws IOException {
        var times = new HashMap<Path, FileTime>();
        for (List<Path> files : configured) {
            for (Path file : files) {
                if (!Files.exists(file)) {
                    throw new IOException("The certificate file " + file + " does not exist.");
                }
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
