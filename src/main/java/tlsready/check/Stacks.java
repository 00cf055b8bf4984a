package tlsready.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Mark;
import tlsready.tls.ClientHello;

/** Names the stack behind a hello and the program behind a User-Agent, by {@code check/stacks.yaml} and {@code programs.yaml}. */
public final class Stacks {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Row(
            String id,
            String name,
            String family,
            boolean browser,
            List<String> windows,
            Boolean grease,
            String order,
            List<String> has,
            List<String> hasAny,
            List<String> lacks,
            String group,
            String groups,
            List<Integer> points,
            List<String> suites,
            int atLeast,
            String begins,
            String offers,
            Mark mark,
            String says) {
        Known known(Map<String, List<String>> orders, Knowledge knowledge) {
            List<String> lists = windows == null ? List.of() : windows;
            lists.forEach(knowledge::suites);
            if (order != null && !orders.containsKey(order)) {
                throw new IllegalStateException("stacks.yaml: " + id + " names no order: " + order);
            }
            var shape = new Shape(
                    grease,
                    Shape.extensionCodes(orders.get(order)),
                    Shape.extensionCodes(has),
                    Shape.extensionCodes(hasAny),
                    Shape.extensionCodes(lacks),
                    Shape.groupCodes(group == null ? groups : group),
                    points == null ? List.of() : points,
                    suites == null
                            ? List.of()
                            : suites.stream()
                                    .map(list -> Shape.suiteList(list, knowledge))
                                    .toList(),
                    atLeast,
                    Shape.suiteCodes(begins),
                    Shape.suiteCodes(offers));
            return new Known(new NamedStack(id, name, family, browser, lists, mark, says), shape);
        }
    }

    private record Book(Map<String, List<String>> orders, List<Row> stacks) {}

    private record Known(NamedStack stack, Shape shape) {}

    private final List<Known> known;
    private final List<Program> programs;

    private Stacks(List<Known> known, List<Program> programs) {
        this.known = known;
        this.programs = programs;
    }

    /**
     * The stacks and programs on the class path.
     *
     * @throws IllegalStateException if a file does not fit
     */
    public static Stacks read(Knowledge knowledge) {
        Book book = table("stacks", new TypeReference<>() {});
        return new Stacks(
                book.stacks().stream()
                        .map(row -> row.known(book.orders(), knowledge))
                        .toList(),
                table("programs", new TypeReference<>() {}));
    }

    private static <T> T table(String name, TypeReference<T> type) {
        String path = "/check/" + name + ".yaml";
        try (InputStream in = Stacks.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the file " + path + " is missing");
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new IllegalStateException("the file " + path + " does not fit: " + e.getMessage(), e);
        }
    }

    /** The stack that sends such hellos, or {@link NamedStack#UNKNOWN}. */
    public NamedStack of(ClientHello hello) {
        var features = Shape.Features.of(hello);
        return known.stream()
                .filter(one -> one.shape().fits(features))
                .map(Known::stack)
                .findFirst()
                .orElse(NamedStack.UNKNOWN);
    }

    /** The program that calls itself so. */
    Optional<Program> program(String userAgent) {
        return programs.stream().filter(program -> program.matches(userAgent)).findFirst();
    }
}
