package tlsready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What docker/ says, held against what the portal reads: no container engine is needed for that. */
class ContainersTest {
    private static final Pattern KEY = Pattern.compile("(?m)^#?(%\\w+\\.)?([a-z][a-zA-Z0-9.\\[\\]\"-]*)=");
    private static final JsonNode COMPOSE = yaml(read(Path.of("docker/compose.yaml")));
    private static final String DOCKERFILE = read(Path.of("docker/Dockerfile"));
    private static final String SETTINGS = resource("/application.properties");

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        return read(Path.of("src/main/resources" + name));
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> inProperties() {
        return KEY.matcher(SETTINGS)
                .results()
                .map(found -> found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("tlsready").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .flatMap(type -> keys(type.reflect()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> keys(Class<?> mapping) {
        return ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping)).keySet().stream();
    }

    /** The name of a setting in the environment. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Set<String> variables(JsonNode environment) {
        var names = new TreeSet<String>();
        environment.fieldNames().forEachRemaining(name -> {
            if (!name.equals("<<")) {
                names.add(name);
            }
        });
        return names;
    }

    @Test
    void every_variable_of_the_portal_is_a_setting_that_it_reads() {
        Set<String> known = Stream.of(inProperties().stream(), ours().stream(), keys(VertxHttpConfig.class))
                .flatMap(keys -> keys)
                .map(ContainersTest::variable)
                .collect(Collectors.toSet());
        Set<String> said = variables(COMPOSE.path("x-portal").path("environment"));
        for (String portal : List.of("portal-1", "portal-2")) {
            said.addAll(variables(COMPOSE.path("services").path(portal).path("environment")));
        }
        Matcher commented = Pattern.compile("(?m)^ +# ([A-Z][A-Z_]+): ").matcher(read(Path.of("docker/compose.yaml")));
        commented.results().forEach(found -> said.add(found.group(1)));
        assertTrue(said.size() >= 12, "the variables are found: " + said);
        said.removeAll(known);
        assertEquals(Set.of(), said, "nothing reads these");
    }

    @Test
    void every_setting_of_ours_is_explained_in_application_properties() {
        Set<String> missing = ours().stream()
                .map(key -> key.replaceAll("\\[\\*]$", "").replace("[*]", "[0]"))
                .filter(key -> !key.endsWith(".*"))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(inProperties());
        assertEquals(Set.of(), missing);
    }

    @Test
    void replicas_share_the_authority_and_the_secret_but_never_the_spool() {
        Set<String> folders = Stream.of("portal-1", "portal-2")
                .map(name -> COMPOSE.path("services")
                        .path(name)
                        .path("environment")
                        .path("CAMPAIGN_FOLDER")
                        .asText())
                .collect(Collectors.toSet());
        assertEquals(2, folders.size(), "each replica has a folder of its own");
        String volume = found("(?m)^VOLUME (.*)$", DOCKERFILE);
        String home = found("(?m)^WORKDIR (/var.*)$", DOCKERFILE);
        assertTrue(COMPOSE.path("x-portal").path("volumes").get(0).asText().endsWith(":" + volume));
        var paths = Stream.concat(
                        folders.stream(),
                        Stream.of("check.folder", "receipt.folder", "campaign.folder")
                                .map(key -> found("(?m)^" + Pattern.quote(key) + "=(.*)$", SETTINGS)))
                .map(folder -> home + "/" + folder)
                .toList();
        paths.forEach(path -> assertTrue((path + "/").startsWith(volume + "/"), path + " is not in the volume"));
    }

    @Test
    void the_ports_are_those_of_the_check_the_portal_and_its_health() {
        int first = Integer.parseInt(found("(?m)^check.first-port=(\\d+)$", SETTINGS));
        Set<Integer> ports = new TreeSet<>();
        yaml(resource("/check/endpoints.yaml"))
                .forEach(endpoint -> ports.add(first + endpoint.path("offset").asInt()));
        ports.add(Integer.parseInt(found("(?m)^check.plain-port=(\\d+)$", SETTINGS)));
        Set<Integer> balanced = ports(Pattern.compile("(?m)^ +bind :([0-9-]+)$"), read(Path.of("docker/haproxy.cfg")));
        balanced.remove(Integer.valueOf(found("(?m)^quarkus.http.port=(\\d+)$", SETTINGS)));
        assertEquals(ports, balanced, "what the load balancer takes");
        String published =
                COMPOSE.path("services").path("balancer").path("ports").toString();
        Set<Integer> open = ports(Pattern.compile("\"([0-9-]+):\\1\""), published);
        assertTrue(open.containsAll(ports), "what is published");
        Set<Integer> exposed =
                ports(Pattern.compile("(?<=[ ])([0-9-]+)(?=[ \n])"), found("(?m)^EXPOSE(.*)$", DOCKERFILE) + " ");
        assertTrue(exposed.containsAll(ports), "what the image says");
        String health = found("(?m)^quarkus.management.port=(\\d+)$", SETTINGS);
        assertTrue(exposed.contains(Integer.valueOf(health)));
        assertTrue(DOCKERFILE.contains("/dev/tcp/localhost/" + health));
        assertTrue(read(Path.of("docker/haproxy.cfg")).contains("check port " + health + " "));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }

    private static Set<Integer> ports(Pattern pattern, String text) {
        var ports = new TreeSet<Integer>();
        pattern.matcher(text).results().forEach(found -> {
            String[] ends = found.group(1).split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int port = Integer.parseInt(ends[0]); port <= last; port++) {
                ports.add(port);
            }
        });
        return ports;
    }
}
