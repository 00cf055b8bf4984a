package tlsready;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The doorman: holds the arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("tlsready");

    /** Which rooms a room may know. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("tls", List.of()),
            Map.entry("registry", List.of()),
            Map.entry("knowledge", List.of("tls", "registry")),
            Map.entry("windows", List.of("knowledge", "registry", "tls")),
            Map.entry("evidence", List.of("windows", "knowledge", "registry", "tls")),
            Map.entry("guide", List.of("knowledge")),
            Map.entry("remediation", List.of("windows", "knowledge", "registry", "tls")),
            Map.entry("bundle", List.of("remediation", "windows", "knowledge", "registry", "tls")),
            Map.entry("check", List.of("tls", "windows", "knowledge", "registry")),
            Map.entry(
                    "cases",
                    List.of("bundle", "check", "evidence", "remediation", "windows", "knowledge", "registry", "tls")),
            Map.entry(
                    "site",
                    List.of(
                            "bundle",
                            "check",
                            "cases",
                            "guide",
                            "evidence",
                            "remediation",
                            "windows",
                            "knowledge",
                            "registry",
                            "tls")));

    private static final List<String> DOORS = List.of("Resource", "Config", "Server", "Feed", "Wiring", "Entity");
    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "jakarta..", "org.hibernate..", "io.netty..", "io.vertx..", "io.smallrye.."
    };

    static List<String> rooms() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_knows_only_the_rooms_its_arrows_lead_to(String room) {
        String[] closed = ARROWS.keySet().stream()
                .filter(other -> !other.equals(room) && !ARROWS.get(room).contains(other))
                .map(other -> "tlsready." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("tlsready." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(closed)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void every_class_lives_in_a_room() {
        classes()
                .should()
                .resideInAnyPackage(
                        rooms().stream().map(room -> "tlsready." + room + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("tlsready.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void frameworks_come_in_through_doors_only() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are no doors") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !isDoor(type);
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    private static boolean isDoor(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        String name = outer.getSimpleName();
        // Type-safe templates are the markup's side of a resource: records that only carry what a page prints.
        return DOORS.stream().anyMatch(name::endsWith)
                || name.endsWith("Views")
                || type.isMetaAnnotatedWith("jakarta.persistence.Entity");
    }

    @Test
    void nobody_asks_for_the_time_or_for_chance_outside_the_wiring() {
        ArchCondition<JavaClass> askClockOrChance =
                new ArchCondition<>("ask the system for the time or for a random number") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getAccessesFromSelf().stream()
                                .filter(JavaCall.class::isInstance)
                                .map(access -> (JavaCall<?>) access)
                                .filter(call -> isClockOrChance(
                                        call.getTargetOwner().getFullName(),
                                        call.getTarget().getName(),
                                        call.getTarget().getRawParameterTypes().size()))
                                .forEach(call ->
                                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                    }
                };
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("tlsready.site.Wiring")
                .should(askClockOrChance)
                .check(CLASSES);
    }

    private static boolean isClockOrChance(String owner, String method, int parameters) {
        boolean now = method.equals("now")
                && parameters == 0
                && Arrays.asList(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class).stream()
                        .anyMatch(type -> type.getName().equals(owner));
        boolean clock = owner.equals(Clock.class.getName()) && method.startsWith("system");
        boolean millis = owner.equals(System.class.getName()) && method.equals("currentTimeMillis");
        boolean chance = owner.equals(UUID.class.getName()) && method.equals("randomUUID")
                || owner.equals(Random.class.getName())
                || owner.equals("java.security.SecureRandom") && method.equals("<init>")
                || owner.equals("java.lang.Math") && method.equals("random");
        return now || clock || millis || chance;
    }

    @Test
    void names_say_what_a_thing_is() {
        var vague = List.of("Manager", "Helper", "Util", "Utils", "Impl", "DTO", "Info", "Data", "Processor");
        var found = CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> vague.stream().anyMatch(name::endsWith)
                        || name.startsWith("Base")
                        || name.startsWith("Abstract"))
                .toList();
        assertTrue(found.isEmpty(), "vague names: " + found);
    }
}
