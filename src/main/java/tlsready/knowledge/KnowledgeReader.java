package tlsready.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * Reads {@code /knowledge/*.yaml} into {@link Knowledge}: one file a table, no property that the record does not have,
 * no reference to a row that is not there. Whatever is wrong is said at start, all of it at once.
 */
public final class KnowledgeReader {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new SimpleModule()
                    .addDeserializer(TlsVersion.class, new VersionByLabel())
                    .addDeserializer(CipherSuite.class, new SuiteByName())
                    .addKeyDeserializer(TlsVersion.class, new VersionKeyByLabel()))
            .build();

    private record Edition(String version, String reviewed) {}

    private KnowledgeReader() {}

    /**
     * The knowledge on the class path.
     *
     * @throws IllegalStateException if a file is missing or does not fit its records, or a reference leads nowhere
     */
    public static Knowledge read() {
        var edition = table("edition", new TypeReference<Edition>() {});
        var knowledge = new Knowledge(
                edition.version(),
                edition.reviewed(),
                table("sources", new TypeReference<>() {}),
                table("products", new TypeReference<>() {}),
                table("windows", new TypeReference<>() {}),
                table("suites", new TypeReference<>() {}),
                table("dotnet", new TypeReference<>() {}),
                table("updates", new TypeReference<>() {}),
                table("settings", new TypeReference<>() {}),
                table("targets", new TypeReference<>() {}),
                table("stacks", new TypeReference<>() {}),
                table("facts", new TypeReference<>() {}),
                table("disagreements", new TypeReference<>() {}));
        List<String> faults = faults(knowledge);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the knowledge contradicts itself:\n" + String.join("\n", faults));
        }
        return knowledge;
    }

    private static <T> T table(String name, TypeReference<T> type) {
        String path = "/knowledge/" + name + ".yaml";
        try (InputStream in = KnowledgeReader.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the knowledge file " + path + " is missing");
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new IllegalStateException("the knowledge file " + path + " does not fit: " + e.getMessage(), e);
        }
    }

    /** Every reference that leads nowhere and every id that two rows share, as sentences. */
    static List<String> faults(Knowledge k) {
        var faults = new ArrayList<String>();
        k.tables().forEach((table, rows) -> {
            var seen = new HashSet<String>();
            rows.stream()
                    .filter(row -> !seen.add(row.id()))
                    .forEach(row -> faults.add(table + ": two rows " + row.id()));
        });
        Set<String> sources = k.sources().stream().map(Source::id).collect(Collectors.toSet());
        k.rows().forEach(row -> row.sources().stream()
                .filter(id -> !sources.contains(id))
                .forEach(id -> faults.add(row.id() + ": no source " + id)));
        Set<String> updates = ids(k.updates());
        Set<String> dotnet = ids(k.dotnet());
        Set<String> suites = ids(k.suites());
        Set<String> stacks = ids(k.stacks());
        Set<String> windows = ids(k.windows());
        for (WindowsRelease w : k.windows()) {
            check(faults, w.id(), suites, w.suites());
            check(faults, w.id(), dotnet, w.dotnet().builtIn(), w.dotnet().highest());
            check(faults, w.id(), updates, w.dotnet().clr2Update(), w.winhttp().valueUpdate(), w.schannelUpdate());
        }
        k.updates().forEach(u -> check(faults, u.id(), windows, u.windows().toArray(String[]::new)));
        k.stacks().forEach(s -> check(faults, s.id(), dotnet, s.framework()));
        k.products().forEach(p -> p.versions().forEach(v -> {
            check(faults, p.id() + " " + v.id(), stacks, v.stacks().toArray(String[]::new));
            check(faults, p.id() + " " + v.id(), stacks, v.mayUse().toArray(String[]::new));
            check(faults, p.id() + " " + v.id(), dotnet, v.dotnet());
        }));
        return faults;
    }

    private static Set<String> ids(List<? extends Row> rows) {
        return rows.stream().map(Row::id).collect(Collectors.toSet());
    }

    private static void check(List<String> faults, String row, Set<String> known, String... ids) {
        for (String id : ids) {
            if (!id.isEmpty() && !known.contains(id)) {
                faults.add(row + ": refers to \"" + id + "\", which is not there");
            }
        }
    }

    private static TlsVersion version(String label) {
        return TlsVersion.labelled(label)
                .orElseThrow(() -> new UncheckedIOException(new IOException("no such TLS version: " + label)));
    }

    private static final class VersionByLabel extends JsonDeserializer<TlsVersion> {
        @Override
        public TlsVersion deserialize(JsonParser p, DeserializationContext c) throws IOException {
            return version(p.getText());
        }
    }

    private static final class VersionKeyByLabel extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext c) {
            return version(key);
        }
    }

    private static final class SuiteByName extends JsonDeserializer<CipherSuite> {
        @Override
        public CipherSuite deserialize(JsonParser p, DeserializationContext c) throws IOException {
            String name = p.getText();
            return CipherSuite.named(name)
                    .or(() -> Optional.ofNullable(name.startsWith("0x") ? CipherSuite.of(Integer.decode(name)) : null))
                    .orElseThrow(() -> new IOException("no such cipher suite: " + name));
        }
    }
}
