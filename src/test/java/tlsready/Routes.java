package tlsready;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.security.Authenticated;

/** Every route of the portal, read from its classes, so that none can be forgotten. */
public final class Routes {
    private Routes() {}

    /**
     * One method at one address.
     *
     * @param path with the names of its variables, such as {@code /staff/people/{id}/role}
     * @param roles who may call it; empty if everybody
     */
    public record Route(String method, String path, List<String> roles, JavaMethod code) {
        /** The address with this in place of each variable; where only some words fit, with the first of them. */
        public String at(String value) {
            return path.replaceAll("\\{\\w+: *(\\w+)[^}]*\\}", "$1").replaceAll("\\{[^}]*\\}", value);
        }

        /** Whether it can change something. */
        public boolean acts() {
            return !List.of("GET", "HEAD", "OPTIONS").contains(method);
        }

        /** Whether it or its class carries this. */
        public boolean has(Class<? extends Annotation> annotation) {
            return code.isAnnotatedWith(annotation) || code.getOwner().isAnnotatedWith(annotation);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** All of them, in the order of their addresses. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPath(Path.of("target/classes"))) {
            for (JavaMethod method : type.getMethods()) {
                verb(method)
                        .ifPresent(
                                verb -> routes.add(new Route(verb, path(type) + path(method), roles(method), method)));
            }
        }
        routes.sort((one, other) -> one.toString().compareTo(other.toString()));
        return routes;
    }

    /** Those that begin like this. */
    public static List<Route> under(String start) {
        return all().stream()
                .filter(route -> (route.path() + "/").startsWith(start + "/"))
                .toList();
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs"))
                .filter(type -> type.isAnnotatedWith(HttpMethod.class))
                .map(type -> type.getAnnotationOfType(HttpMethod.class).value())
                .findFirst();
    }

    private static String path(HasAnnotations<?> annotated) {
        if (!annotated.isAnnotatedWith(jakarta.ws.rs.Path.class)) {
            return "";
        }
        String path = annotated.getAnnotationOfType(jakarta.ws.rs.Path.class).value();
        String slim = path.replaceAll("^/|/$", "");
        return slim.isEmpty() ? "" : "/" + slim;
    }

    private static List<String> roles(JavaMethod method) {
        for (HasAnnotations<?> annotated : List.<HasAnnotations<?>>of(method, method.getOwner())) {
            if (annotated.isAnnotatedWith(RolesAllowed.class)) {
                return List.of(annotated.getAnnotationOfType(RolesAllowed.class).value());
            }
            if (annotated.isAnnotatedWith(Authenticated.class)) {
                return List.of("**");
            }
        }
        return List.of();
    }
}
