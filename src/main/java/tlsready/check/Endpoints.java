package tlsready.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Target;
import tlsready.tls.TlsVersion;

/** All endpoints there are, read once from {@code check/endpoints.yaml}; twins of services take over what the knowledge says of them. */
public final class Endpoints {
    private static final String PATH = "/check/endpoints.yaml";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Row(
            String id, String name, int offset, List<String> versions, boolean lenient, String target, String words) {
        Endpoint endpoint(Knowledge knowledge) {
            if (words == null || words.isBlank() || (target == null) == (versions == null)) {
                throw new IllegalStateException(
                        PATH + ": endpoint " + id + " needs words, and either versions or a target");
            }
            if (target == null) {
                var own = versions.stream().map(Row::version).toList();
                return new Endpoint(id, name, offset, own, List.of(), lenient, Optional.empty(), words);
            }
            Target twin = knowledge.target(target);
            if (!twin.suitesPublished()) {
                throw new IllegalStateException(
                        PATH + ": endpoint " + id + " cannot be the twin of " + target + ", whose suites nobody knows");
            }
            return new Endpoint(id, name, offset, twin.versions(), twin.suites(), lenient, Optional.of(target), words);
        }

        private static TlsVersion version(String label) {
            return TlsVersion.labelled(label)
                    .orElseThrow(() -> new IllegalStateException(PATH + ": no such TLS version: " + label));
        }
    }

    private final List<Endpoint> all;
    private final Set<String> leftOut;

    private Endpoints(List<Endpoint> all, Set<String> leftOut) {
        this.all = all;
        this.leftOut = leftOut;
        var ids = new HashSet<String>();
        var offsets = new HashSet<Integer>();
        all.forEach(endpoint -> {
            if (!ids.add(endpoint.id()) || !offsets.add(endpoint.offset())) {
                throw new IllegalStateException(PATH + ": two endpoints with id or offset of " + endpoint.id());
            }
        });
    }

    /**
     * The endpoints on the class path.
     *
     * @throws IllegalStateException if the file does not fit
     */
    public static Endpoints read(Knowledge knowledge) {
        try (InputStream in = Endpoints.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the file " + PATH + " is missing");
            }
            List<Row> rows = YAML.readValue(in, new TypeReference<>() {});
            return new Endpoints(
                    rows.stream().map(row -> row.endpoint(knowledge)).toList(), Set.of());
        } catch (IOException e) {
            throw new IllegalStateException("the file " + PATH + " does not fit: " + e.getMessage(), e);
        }
    }

    /** Those of them that pass this test. */
    Endpoints only(Predicate<Endpoint> test) {
        return new Endpoints(
                all.stream().filter(test).toList(),
                all.stream().filter(test.negate()).map(Endpoint::id).collect(Collectors.toSet()));
    }

    /** Whether this is the id of one that did not pass. */
    boolean isLeftOut(String id) {
        return leftOut.contains(id);
    }

    /** In the order of the file. */
    public List<Endpoint> all() {
        return all;
    }

    /** The endpoint with this id, or nothing. */
    public Optional<Endpoint> find(String id) {
        return all.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    /**
     * The endpoint with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Endpoint get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no endpoint " + id));
    }
}
