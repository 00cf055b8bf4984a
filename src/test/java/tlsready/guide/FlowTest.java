package tlsready.guide;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Product;
import tlsready.knowledge.ProtocolState;
import tlsready.knowledge.WindowsRelease;
import tlsready.tls.TlsVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.guide.Flows.FLOW;
import static tlsready.guide.Flows.KNOWLEDGE;
import static tlsready.guide.Flows.position;
import static tlsready.guide.Flows.question;

class FlowTest {
    private final Map<String, Long> pathsByOutcome = new TreeMap<>();
    private final Set<List<String>> routes = new HashSet<>();
    private final Set<Map.Entry<String, String>> seen = new HashSet<>();
    private long replayed;

    /**
     * Walks every path, answer by answer. Replaying each through a position as well would take a minute, so that is
     * done for the first path of every route, for the first with every answer, and for one in a thousand.
     */
    @Test
    void every_path_ends_in_an_outcome() {
        walk(FLOW.start(), new LinkedHashMap<>());
        long paths = pathsByOutcome.values().stream().mapToLong(n -> n).sum();
        System.out.printf(
                "flow: %,d paths over %d routes, %,d of them replayed, by outcome %s%n",
                paths, routes.size(), replayed, pathsByOutcome);
        assertEquals(FLOW.outcomes().stream().map(Outcome::id).collect(Collectors.toSet()), pathsByOutcome.keySet());
        assertTrue(replayed > paths / 1_000, "the walk must not have been cut short");
    }

    private void walk(Node node, Map<String, String> answers) {
        if (node instanceof Outcome outcome) {
            long walked = pathsByOutcome.merge(outcome.id(), 1L, Long::sum);
            boolean newRoute = routes.add(List.copyOf(answers.keySet()));
            boolean newAnswer = seen.addAll(
                    answers.entrySet().stream().map(Map.Entry::copyOf).toList());
            if (newRoute || newAnswer || walked % 1_000 == 1) {
                replay(outcome, answers);
            }
            return;
        }
        Question question = (Question) node;
        assertFalse(answers.containsKey(question.id()), () -> "the flow comes back to " + question.id());
        for (Answer answer : Flows.answers(question)) {
            answers.put(question.id(), answer.id());
            walk(FLOW.after(answer), answers);
        }
        answers.remove(question.id());
    }

    private void replay(Outcome outcome, Map<String, String> answers) {
        replayed++;
        Position position = Position.of(FLOW, new Answers(answers));
        assertEquals(outcome, position.node(), () -> "by " + answers);
        assertEquals(new Answers(answers).query(), position.answers().query());
    }

    @Test
    void not_knowing_anything_still_leads_to_an_outcome() {
        var answers = Answers.NONE;
        Position position = Position.of(FLOW, answers);
        while (!position.isComplete()) {
            answers = answers.with(position.node().id(), Answer.UNKNOWN);
            position = Position.of(FLOW, answers);
        }
        assertEquals("look-first", position.node().id(), "without a Windows there is no plan, but a next step");
    }

    @Test
    void not_knowing_leads_somewhere_useful_from_every_question() {
        for (Question question : FLOW.questions()) {
            Node next = FLOW.after(question.unknown().answer());
            boolean useful = next instanceof Question
                    || next instanceof Outcome outcome
                            && (outcome.plan() || !outcome.steps().isEmpty());
            assertTrue(useful, question.id());
        }
    }

    @Test
    void the_five_golden_machines_reach_a_plan() {
        var golden = Map.of(
                "analyst",
                "program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no&windows=windows-10-22h2&bitness=x64"
                        + "&dotnet=4-8&target=arcgis-online&admin=yes",
                "clerk",
                "program=arcgis-desktop&desktop=10-3&instead=unknown&dotnet35=unknown&windows=windows-7&bitness=x86"
                        + "&dotnet=none&dotnet4-possible=no&target=arcgis-online&admin=no",
                "newcomer",
                "program=arcgis-desktop&desktop=10-5-1&instead=unknown&dotnet35=unknown&windows=windows-8-1"
                        + "&bitness=x64&dotnet=unknown&dotnet-look=unknown&target=unknown&admin=unknown",
                "server",
                "program=arcgis-engine&framework=4-5&windows=server-2012-r2&dotnet=4-5-2&target=arcgis-online&admin=yes",
                "dead end",
                "program=arcgis-desktop&desktop=10-0&instead=configure&dotnet35=unknown&windows=windows-vista"
                        + "&target=arcgis-online&admin=yes");
        golden.forEach((who, query) -> {
            Position position = position(query);
            assertEquals("plan", position.node().id(), who);
            assertEquals(query, position.answers().query(), who);
        });
    }

    @Test
    void every_version_of_arcgis_desktop_is_offered_and_only_the_ready_ones_are_called_ready() {
        Product desktop = KNOWLEDGE.product("arcgis-desktop");
        assertEquals(
                desktop.versions().stream()
                        .map(Product.Version::id)
                        .filter(id -> !id.equals(Answer.UNKNOWN))
                        .toList(),
                question("desktop").choices().stream().map(Choice::id).toList());
        for (Choice choice : question("desktop").choices()) {
            boolean ready = desktop.version(choice.id()).orElseThrow().status() == Product.Status.READY;
            assertEquals(ready ? "ready-symptom" : "instead", choice.next(), choice.id());
        }
    }

    @Test
    void every_version_of_pro_earth_and_enterprise_is_offered_and_only_the_ready_ones_are_called_ready() {
        for (String product : List.of("pro", "earth", "enterprise")) {
            for (Product.Version version :
                    KNOWLEDGE.product("arcgis-" + product).versions()) {
                Choice choice = choice(product, version.id());
                if (!product.equals("enterprise")) {
                    boolean ready = version.status() == Product.Status.READY;
                    assertEquals(product + (ready ? "-ready" : "-upgrade"), choice.next(), version.id());
                }
            }
        }
    }

    private static Choice choice(String question, String id) {
        return question(question).choices().stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(question + " does not offer " + id));
    }

    @Test
    void bitness_is_asked_only_where_it_is_open_and_dotnet_only_where_tls_1_2_can_be() {
        var offered = new HashMap<String, String>();
        for (String question : List.of("windows", "windows-look")) {
            for (Choice choice : question(question).choices()) {
                String before = offered.put(choice.id(), choice.next());
                assertTrue(before == null || before.equals(choice.next()), choice.id() + " leads to two places");
                assertEquals(expected(KNOWLEDGE.windows(choice.id())), choice.next(), choice.id());
            }
        }
        Set<String> releases = KNOWLEDGE.windows().stream()
                .map(WindowsRelease::id)
                .filter(id -> !id.equals(Answer.UNKNOWN))
                .collect(Collectors.toSet());
        assertEquals(releases, offered.keySet(), "every Windows is offered by name or by its build");
    }

    private static String expected(WindowsRelease windows) {
        if (windows.schannel(TlsVersion.TLS_1_2) == ProtocolState.UNSUPPORTED) {
            return "target";
        }
        return windows.bitness().equals(List.of(Bitness.X64)) ? "dotnet" : "bitness";
    }

    @Test
    void every_dotnet_4_is_offered() {
        assertEquals(
                KNOWLEDGE.dotnet().stream()
                        .filter(d -> d.clr().startsWith("v4"))
                        .map(d -> d.id())
                        .toList(),
                question("dotnet").choices().stream()
                        .map(Choice::id)
                        .filter(id -> !List.of("none", "release").contains(id))
                        .toList());
    }

    @Test
    void every_page_says_what_it_rests_on_or_is_about_the_machine_alone() {
        for (Outcome outcome : FLOW.outcomes()) {
            boolean told = outcome.plan()
                    || outcome.id().equals("look-first")
                    || !outcome.grounds().isEmpty();
            assertTrue(told, outcome.id());
        }
    }

    @Test
    void what_lies_ahead_is_named_nearest_first() {
        assertEquals(Set.of(), FLOW.ahead(FLOW.node("plan").orElseThrow()));
        assertEquals(List.of("admin"), List.copyOf(FLOW.ahead(question("target"))));
        assertEquals(
                List.of("ready-symptom", "instead", "dotnet35", "admin"),
                List.copyOf(FLOW.ahead(question("desktop"))).subList(0, 4));
        assertInstanceOf(Outcome.class, FLOW.after(question("admin").unknown().answer()));
    }
}
