package tlsready.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.bundle.Bundle;
import tlsready.bundle.BundleFile;
import tlsready.bundle.Bundler;
import tlsready.bundle.Orders;
import tlsready.guide.Answer;
import tlsready.guide.Answers;
import tlsready.guide.Flow;
import tlsready.guide.Flows;
import tlsready.guide.Outcome;
import tlsready.guide.Position;
import tlsready.guide.Question;
import tlsready.registry.Change;
import tlsready.registry.RegReader;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;
import tlsready.remediation.Plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every way of answering each question, and many ways through all of them, ends in a plan whose files say the same. */
@QuarkusTest
class EveryPlanTest {
    /** Walks beyond those that make sure that each answer is given at least once. */
    private static final int RANDOM_WALKS = 2500;

    private final Flow flow;
    private final Orders orders;
    private final Bundler bundler;

    EveryPlanTest(Flow flow, Orders orders, Bundler bundler) {
        this.flow = flow;
        this.orders = orders;
        this.bundler = bundler;
    }

    @Test
    void every_plan_makes_a_bundle_whose_reg_files_read_back_to_its_changes() {
        int plans = 0;
        int withRegistry = 0;
        for (Answers answers : walks()) {
            Position position = Position.of(flow, answers);
            Outcome outcome = (Outcome) position.node();
            if (!outcome.plan()) {
                assertFalse(outcome.words().isEmpty() && outcome.title().isBlank(), outcome.id());
                continue;
            }
            var complete = (Orders.Complete) orders.read(answers.query(), "http://localhost");
            Plan plan = complete.order().plan();
            Bundle bundle = bundler.bundle(complete.order());
            assertFalse(plan.steps().isEmpty(), answers::query);
            assertEquals(plan.allChanges().written(), written(bundle), answers::query);
            plans++;
            withRegistry += plan.changesRegistry() ? 1 : 0;
        }
        System.out.printf(
                "plans: %,d walks ended in a plan and a bundle, %,d of them with registry changes%n",
                plans, withRegistry);
        assertTrue(withRegistry > 500 && plans - withRegistry > 50, "the walks must meet both kinds");
    }

    /** What the fix files of a bundle write, all together. */
    private static Map<ValueName, RegistryValue> written(Bundle bundle) {
        var written = new HashMap<ValueName, RegistryValue>();
        for (BundleFile file : bundle.files()) {
            if (file.name().endsWith(".reg") && !file.name().startsWith("UNDO")) {
                var reading = RegReader.read(file.bytes(), StandardCharsets.US_ASCII);
                assertTrue(reading.accepted() && reading.skipped().isEmpty(), file::name);
                reading.changes().changes().forEach(change -> assertTrue(change instanceof Change.SetValue));
                written.putAll(reading.changes().written());
            }
        }
        return written;
    }

    private List<Answers> walks() {
        var walks = new ArrayList<Answers>();
        var random = new Random(20261122);
        for (Question question : flow.questions()) {
            for (Answer answer : Flows.answers(question)) {
                Answers walk = walk(question, answer, random);
                assertTrue(walk.to(question.id()).isPresent(), question.id() + " cannot be reached");
                walks.add(walk);
            }
        }
        for (int i = 0; i < RANDOM_WALKS; i++) {
            walks.add(walk(null, null, random));
        }
        return walks;
    }

    /** Answers at random until an outcome is reached; again, until this question was met and answered so. */
    private Answers walk(Question wanted, Answer given, Random random) {
        for (int i = 0; i < 10_000; i++) {
            Answers answers = Answers.NONE;
            boolean met = wanted == null;
            Position position = Position.of(flow, answers);
            while (position.node() instanceof Question question) {
                boolean now = question.equals(wanted);
                met |= now;
                List<Answer> all = Flows.answers(question);
                Answer answer = now ? given : all.get(random.nextInt(all.size()));
                answers = answers.with(question.id(), answer.id());
                position = Position.of(flow, answers);
                assertNotEquals(question, position.node(), question.id() + " refuses its own " + answer.id());
            }
            if (met) {
                return answers;
            }
        }
        return Answers.NONE;
    }
}
