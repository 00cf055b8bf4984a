package tlsready.remediation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tlsready.Seeds;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.knowledge.NetworkStack;
import tlsready.knowledge.ProtocolState;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.Change;
import tlsready.registry.ChangeSet;
import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryView;
import tlsready.registry.ValueName;
import tlsready.tls.TlsVersion;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.StackModel;
import tlsready.windows.Verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The laws of docs/architecture.md, over every Windows, program and target there is and any registry. */
class PlannerLawsTest {
    private static final int MACHINES = 2000;
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final StackModel MODEL = new StackModel(KNOWLEDGE);
    private static final Planner PLANNER = new Planner(MODEL, StepWords.read());
    private static final Requests REQUESTS = new Requests(KNOWLEDGE);

    @Provide
    Arbitrary<Request> requests() {
        return REQUESTS.all();
    }

    private static Prediction predict(Machine machine, NetworkStack stack, Request request) {
        return MODEL.predict(machine, stack, request.target());
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void law_1_a_plan_that_promises_is_predicted_to_work(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        List<Forecast> required =
                plan.forecasts().stream().filter(Forecast::required).toList();
        for (Forecast forecast : plan.forecasts()) {
            assertEquals(
                    predict(plan.after(), forecast.stack(), request).verdict(),
                    forecast.after().verdict());
        }
        boolean allWork =
                !required.isEmpty() && required.stream().allMatch(f -> f.after().verdict() == Verdict.WORKS);
        switch (plan.promise()) {
            case WORKS, NOTHING_TO_DO -> assertTrue(allWork, required::toString);
            case NOT_CERTAIN -> {
                assertFalse(allWork);
                assertTrue(required.stream().noneMatch(f -> f.after().verdict() == Verdict.FAILS), required::toString);
            }
            case DEAD_END -> {
                assertEquals(Step.Kind.DEAD_END, plan.steps().get(0).kind());
                assertFalse(plan.steps().get(0).words().isEmpty());
            }
            case BY_VENDOR -> assertNotEquals(Request.Preference.CONFIGURE, request.preference());
        }
        if (request.preference() == Request.Preference.CONFIGURE
                && required.stream().anyMatch(f -> f.after().verdict() == Verdict.FAILS)) {
            assertEquals(Plan.Promise.DEAD_END, plan.promise());
        }
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void law_2_undo_takes_back_every_change(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        RegistrySnapshot before = request.machine().registry();
        RegistrySnapshot back = plan.undo().apply(plan.allChanges().apply(before));
        for (ValueName name : REQUESTS.names()) {
            if (!(before.find(name) instanceof RegistrySnapshot.Unknown)) {
                assertEquals(before.find(name), back.find(name));
            }
        }
        for (RegistryKey key : REQUESTS.keys()) {
            before.hasKey(key)
                    .ifPresent(there -> assertEquals(there, back.hasKey(key).orElseThrow(), key.toString()));
        }
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void law_3_without_any_group_the_predictions_would_be_others(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        for (SettingGroup group : plan.groups()) {
            var fewer = new LinkedHashMap<>(plan.changes());
            fewer.remove(group);
            boolean guards = group == SettingGroup.SCHANNEL_CLIENT
                    && writesDotNet(plan)
                    && !MODEL.isChosenByWindows(
                            plan.after()
                                    .with(together(fewer).apply(plan.before().registry())),
                            TlsVersion.TLS_1_2);
            assertTrue(
                    guards || !outlook(plan, plan.allChanges()).equals(outlook(plan, together(fewer))),
                    () -> group + " is idle in " + plan);
        }
    }

    private static ChangeSet together(Map<SettingGroup, ChangeSet> changes) {
        var all = ChangeSet.NOTHING;
        for (ChangeSet one : changes.values()) {
            all = all.and(one);
        }
        return all;
    }

    /** What each forecast stack is predicted to do once everything but the registry is as the plan leaves it. */
    private static List<String> outlook(Plan plan, ChangeSet changes) {
        Machine machine = plan.after().with(changes.apply(plan.before().registry()));
        var outlook = new ArrayList<String>();
        for (Forecast forecast : plan.forecasts()) {
            Prediction prediction = predict(machine, forecast.stack(), plan.request());
            outlook.add(prediction.stack().id() + prediction.verdict() + prediction.cause());
        }
        return outlook;
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void a_plan_writes_client_values_only_and_both_views_or_the_one_there_is(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        for (Change change : plan.allChanges().changes()) {
            String path = change.key().path();
            assertTrue(change instanceof Change.SetValue, change::toString);
            assertFalse(path.endsWith("\\Server"), path);
            assertTrue(plan.before().hasTwoViews() || !path.contains("Wow6432Node"), path);
        }
        if (plan.before().hasTwoViews()) {
            RegistrySnapshot after = plan.after().registry();
            for (SettingGroup group : plan.groups()) {
                for (var setting : KNOWLEDGE.written(group)) {
                    assertEquals(
                            after.find(setting.in(RegistryView.NATIVE)),
                            after.find(setting.in(RegistryView.WOW6432NODE)));
                }
            }
        }
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void system_default_is_never_written_where_windows_would_then_choose_tls_1_0(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        if (writesDotNet(plan) && plan.before().windows().schannel(TlsVersion.TLS_1_2) != ProtocolState.ON) {
            RegistrySnapshot after = plan.after().registry();
            assertEquals(
                    0,
                    number(after, "schannel-tls12-client-disabled-by-default").orElse(-1));
            // A lone DisabledByDefault=0 is in wide use; what would undo it is a zero in the other value.
            assertNotEquals(0, number(after, "schannel-tls12-client-enabled").orElse(1));
        }
    }

    private static boolean writesDotNet(Plan plan) {
        return plan.groups().contains(SettingGroup.DOTNET4) || plan.groups().contains(SettingGroup.DOTNET35);
    }

    private static OptionalInt number(RegistrySnapshot registry, String setting) {
        return registry.find(KNOWLEDGE.setting(setting).address()) instanceof RegistrySnapshot.Present present
                ? present.value().asDword()
                : OptionalInt.empty();
    }

    @Property(tries = MACHINES, seed = Seeds.BUILD)
    void groups_stay_where_they_belong(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        boolean clr2 = plan.forecasts().stream().anyMatch(f -> f.stack().kind() == NetworkStack.Kind.CLR2);
        assertTrue(clr2 || !plan.groups().contains(SettingGroup.DOTNET35), "CLR 2 values where nothing runs on CLR 2");
        assertTrue(
                plan.before().windows().winhttp().valueNeeded()
                        || !plan.groups().contains(SettingGroup.WINHTTP),
                "a WinHTTP value where Windows needs none");
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void the_same_request_makes_the_same_plan(@ForAll("requests") Request request) {
        assertEquals(PLANNER.plan(request), PLANNER.plan(request));
    }

    @Property(tries = 300, seed = Seeds.BUILD)
    void a_machine_that_followed_the_plan_needs_no_more(@ForAll("requests") Request request) {
        Plan plan = PLANNER.plan(request);
        if (plan.promise() == Plan.Promise.WORKS) {
            Request again = new Request(
                    plan.after(),
                    request.product(),
                    request.version(),
                    request.usesClr2(),
                    request.canInstallDotNet4(),
                    request.preference(),
                    request.target());
            assertFalse(
                    PLANNER.plan(again).groups().stream().anyMatch(g -> g != SettingGroup.WINHTTP), "it plans again");
        }
    }
}
