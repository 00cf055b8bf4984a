package tlsready.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * Writes the knowledge as JSON, in the words of the data files: the contract of {@code /api/v1/knowledge}. Every row
 * carries its {@code mark}, the least sure of its bases.
 */
public final class KnowledgeWriter {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule()
                    .addSerializer(TlsVersion.class, new VersionLabel())
                    .addKeySerializer(TlsVersion.class, new VersionLabelKey())
                    .addSerializer(CipherSuite.class, new SuiteName()))
            .build();

    private record Table(String version, String table, List<?> rows) {}

    private KnowledgeWriter() {}

    /** The whole of it: {@code version}, {@code reviewed}, {@code sources} and the tables by name. */
    public static String json(Knowledge knowledge) {
        var all = new LinkedHashMap<String, Object>();
        all.put("version", knowledge.version());
        all.put("reviewed", knowledge.reviewed());
        all.putAll(tables(knowledge));
        return write(all);
    }

    /** One table by its name: {@code version}, {@code table} and {@code rows}; nothing if there is no such table. */
    public static Optional<String> json(Knowledge knowledge, String table) {
        return Optional.ofNullable(tables(knowledge).get(table))
                .map(rows -> write(new Table(knowledge.version(), table, rows)));
    }

    /** The tables by the name under which they are served, sources first. */
    public static Map<String, List<?>> tables(Knowledge knowledge) {
        var tables = new LinkedHashMap<String, List<?>>();
        tables.put("sources", knowledge.sources());
        tables.putAll(knowledge.tables());
        return tables;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class VersionLabel extends JsonSerializer<TlsVersion> {
        @Override
        public void serialize(TlsVersion version, JsonGenerator out, SerializerProvider p) throws IOException {
            out.writeString(version.label());
        }
    }

    private static final class VersionLabelKey extends JsonSerializer<TlsVersion> {
        @Override
        public void serialize(TlsVersion version, JsonGenerator out, SerializerProvider p) throws IOException {
            out.writeFieldName(version.label());
        }
    }

    private static final class SuiteName extends JsonSerializer<CipherSuite> {
        @Override
        public void serialize(CipherSuite suite, JsonGenerator out, SerializerProvider p) throws IOException {
            out.writeString(suite.name());
        }
    }
}
