package tlsready.remediation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.knowledge.SettingGroup;
import tlsready.registry.RegistryValue;
import tlsready.registry.RegistryView;
import tlsready.windows.Cause;
import tlsready.windows.Frameworks;
import tlsready.windows.Machine;
import tlsready.windows.StackModel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlannerTest {
    private static final Knowledge KNOWLEDGE = KnowledgeReader.read();
    private static final StepWords WORDS = StepWords.read();
    private static final Planner PLANNER = new Planner(new StackModel(KNOWLEDGE), WORDS);

    private static Machine machine(String windows, String dotnet) {
        Frameworks.Four four =
                switch (dotnet) {
                    case "none" -> new Frameworks.NoFour();
                    case "?" -> new Frameworks.UnknownFour();
                    default -> new Frameworks.Installed(KNOWLEDGE.dotnet(dotnet));
                };
        return Machine.of(KNOWLEDGE.windows(windows))
                .with(Bitness.X64)
                .with(new Frameworks(four, Frameworks.Presence.UNKNOWN));
    }

    private static Request request(Machine machine, String desktop, String target) {
        var product = KNOWLEDGE.product("arcgis-desktop");
        return new Request(
                machine,
                product,
                product.version(desktop).orElseThrow(),
                Optional.of(false),
                Optional.empty(),
                Request.Preference.CONFIGURE,
                KNOWLEDGE.target(target));
    }

    private static Plan plan(String windows, String dotnet, String desktop, String target) {
        return PLANNER.plan(request(machine(windows, dotnet), desktop, target));
    }

    private static List<String> kinds(Plan plan) {
        return plan.steps().stream().map(step -> step.kind().id()).toList();
    }

    @Test
    void windows_10_with_dotnet_4_8_needs_four_values_and_nothing_else() {
        Plan plan = plan("windows-10-22h2", "4-8", "10-6-1", "arcgis-online");
        assertEquals(Plan.Promise.WORKS, plan.promise());
        assertEquals(List.of("registry", "restart", "retest"), kinds(plan));
        assertEquals(Set.of(SettingGroup.DOTNET4), plan.groups());
        assertEquals(4, plan.allChanges().changes().size());
    }

    @Test
    void windows_7_gets_schannel_and_winhttp_and_their_update_and_no_promise_for_arcgis_online() {
        Plan plan = plan("windows-7", "4-8", "10-6-1", "arcgis-online");
        assertEquals(Plan.Promise.NOT_CERTAIN, plan.promise());
        assertEquals(Set.of(SettingGroup.DOTNET4, SettingGroup.SCHANNEL_CLIENT, SettingGroup.WINHTTP), plan.groups());
        assertTrue(kinds(plan).contains("windows-updates"));
    }

    @Test
    void windows_7_can_promise_a_service_whose_suites_are_known_to_fit() {
        assertEquals(
                Plan.Promise.WORKS,
                plan("windows-7", "4-8", "10-6-1", "arcgis-enterprise").promise());
    }

    @Test
    void the_cipher_gap_is_a_dead_end_that_changes_nothing_and_names_the_gap() {
        Plan plan = plan("windows-7", "4-8", "10-6-1", "azure-front-door-2023");
        assertEquals(Plan.Promise.DEAD_END, plan.promise());
        assertFalse(plan.changesRegistry());
        assertTrue(
                plan.steps().get(0).title().contains("not be enough"),
                plan.steps().get(0).title());
    }

    @Test
    void a_policy_without_a_common_suite_is_a_dead_end_of_its_own_and_not_a_matter_of_windows() {
        Machine ten = machine("windows-10-22h2", "4-8");
        var policy = KNOWLEDGE.setting("cipher-order-policy").address();
        var cbc = RegistryValue.sz("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384");
        Machine narrowed = ten.with(ten.registry().with(policy, cbc));
        Plan plan = PLANNER.plan(request(narrowed, "10-6-1", "azure-front-door-2023"));
        assertEquals(Plan.Promise.DEAD_END, plan.promise());
        assertFalse(plan.changesRegistry());
        Step first = plan.steps().get(0);
        assertTrue(first.title().contains("your organisation allows"), first.title());
        assertTrue(first.actions().get(0).contains("SSL Cipher Suite Order"), first.actions()::toString);
        assertFalse(first.actions().toString().contains("Move to Windows 10"), first.actions()::toString);
    }

    @Test
    void a_local_list_without_a_common_suite_promises_nothing_and_says_so() {
        Machine ten = machine("windows-10-22h2", "4-8");
        var local = KNOWLEDGE.setting("cipher-order-local").address();
        var cbc = RegistryValue.multiSz(List.of("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"));
        Machine narrowed = ten.with(ten.registry().with(local, cbc));
        for (String target : List.of("azure-front-door-2023", "arcgis-online")) {
            Plan plan = PLANNER.plan(request(narrowed, "10-6-1", target));
            assertEquals(Plan.Promise.NOT_CERTAIN, plan.promise());
            assertTrue(plan.changesRegistry(), "the versions are needed whatever the suites are");
            assertTrue(
                    WORDS.headline(plan).lead().contains("have a cipher suite in common is not known"),
                    WORDS.headline(plan).lead());
        }
    }

    @Test
    void vista_is_a_dead_end_with_a_next_step() {
        Plan plan = plan("windows-vista", "?", "10-0", "arcgis-online");
        assertEquals(List.of("dead-end"), kinds(plan));
        assertFalse(plan.steps().get(0).actions().isEmpty());
    }

    @Test
    void a_machine_without_dotnet_4_5_installs_the_newest_it_can_have() {
        for (String dotnet : List.of("none", "4-0", "?")) {
            Plan plan = plan("windows-7", dotnet, "10-6-1", "arcgis-enterprise");
            assertTrue(kinds(plan).contains("install-dotnet4"), dotnet);
            assertEquals(
                    "4-8", plan.after().frameworks().installed().orElseThrow().id());
        }
        assertFalse(
                kinds(plan("windows-8-1", "?", "10-6-1", "arcgis-enterprise")).contains("install-dotnet4"));
    }

    @Test
    void a_program_newer_than_the_installed_dotnet_gets_a_newer_dotnet_first() {
        var product = KNOWLEDGE.product("other-dotnet");
        Plan plan = PLANNER.plan(new Request(
                machine("windows-7", "4-5"),
                product,
                product.version("4-6").orElseThrow(),
                Optional.of(false),
                Optional.empty(),
                Request.Preference.CONFIGURE,
                KNOWLEDGE.target("arcgis-enterprise")));
        assertTrue(kinds(plan).contains("install-dotnet4"), () -> kinds(plan).toString());
        assertEquals(Plan.Promise.WORKS, plan.promise());
    }

    @Test
    void a_windows_without_tls_1_2_is_offered_no_patch() {
        Plan plan = plan("windows-xp", "?", "10-6-1", "arcgis-online");
        assertTrue(plan.alternatives().stream().noneMatch(step -> step.kind() == Step.Kind.PATCH));
    }

    @Test
    void dotnet_3_5_only_gets_the_clr_2_values_and_its_update() {
        Request request = request(machine("windows-7", "none"), "10-3", "arcgis-enterprise");
        Plan plan = PLANNER.plan(new Request(
                request.machine(),
                request.product(),
                request.version(),
                Optional.of(true),
                Optional.of(false),
                Request.Preference.CONFIGURE,
                request.target()));
        assertEquals(Set.of(SettingGroup.DOTNET35, SettingGroup.SCHANNEL_CLIENT, SettingGroup.WINHTTP), plan.groups());
        assertTrue(plan.after().updates().get("kb3154518"));
        assertEquals(Plan.Promise.WORKS, plan.promise());
    }

    @Test
    void only_what_is_missing_is_written_and_odd_values_are_brought_back() {
        Machine machine = new StackModel(KNOWLEDGE).assumingDefaults(machine("windows-10-22h2", "4-8"));
        var strong = KNOWLEDGE.setting("dotnet4-strong");
        var odd = RegistryValue.sz("1");
        var registry = machine.registry()
                .with(strong.in(RegistryView.NATIVE), RegistryValue.dword(1))
                .with(strong.in(RegistryView.WOW6432NODE), odd);
        Plan plan = PLANNER.plan(request(machine.with(registry), "10-6-1", "arcgis-online"));
        assertEquals(3, plan.allChanges().changes().size());
        assertFalse(plan.allChanges().written().containsKey(strong.in(RegistryView.NATIVE)));
        assertEquals(odd, plan.undo().written().get(strong.in(RegistryView.WOW6432NODE)));
    }

    @Test
    void a_machine_that_is_fine_is_left_alone() {
        Machine machine = new StackModel(KNOWLEDGE).assumingDefaults(machine("windows-10-22h2", "4-8"));
        Machine fixed = machine.after(
                PLANNER.plan(request(machine, "10-6-1", "arcgis-online")).allChanges());
        Plan plan = PLANNER.plan(request(fixed, "10-6-1", "arcgis-online"));
        assertEquals(Plan.Promise.NOTHING_TO_DO, plan.promise());
        assertFalse(plan.changesRegistry());
    }

    @Test
    void tls_1_2_switched_off_on_windows_10_is_switched_on_again() {
        Machine machine = new StackModel(KNOWLEDGE).assumingDefaults(machine("windows-10-22h2", "4-8"));
        var off = machine.registry()
                .with(KNOWLEDGE.setting("schannel-tls12-client-enabled").address(), RegistryValue.dword(0));
        Plan plan = PLANNER.plan(request(machine.with(off), "10-6-1", "arcgis-online"));
        assertEquals(Set.of(SettingGroup.DOTNET4, SettingGroup.SCHANNEL_CLIENT), plan.groups());
        assertEquals(Plan.Promise.WORKS, plan.promise());
    }

    @Test
    void a_patch_plan_names_the_file_for_this_version() {
        Request request = request(machine("windows-10-22h2", "4-8"), "10-6-1", "arcgis-online");
        Plan plan = PLANNER.plan(new Request(
                request.machine(),
                request.product(),
                request.version(),
                request.usesClr2(),
                Optional.empty(),
                Request.Preference.PATCH,
                request.target()));
        assertEquals(Plan.Promise.BY_VENDOR, plan.promise());
        assertTrue(plan.steps().get(0).words().get(0).contains("ArcGIS-1061-DT-TLS-Patch.msp"));
    }

    @Test
    void every_word_leads_to_a_fact_and_every_kind_of_step_has_words() {
        WORDS.facts().forEach(fact -> assertFalse(KNOWLEDGE.cite(fact).sources().isEmpty()));
        Set<String> told = WORDS.ids().stream()
                .map(id -> Arrays.stream(Step.Kind.values())
                        .map(Step.Kind::id)
                        .filter(id::startsWith)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no kind of step has the words " + id)))
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(Step.Kind.values()).map(Step.Kind::id).collect(Collectors.toSet()), told);
    }

    @Test
    void every_promise_and_every_cause_has_words() {
        for (Cause cause : Cause.values()) {
            assertFalse(WORDS.cause(cause).isBlank());
        }
        for (String windows : List.of("windows-10-22h2", "windows-7", "windows-vista")) {
            assertFalse(WORDS.headline(plan(windows, "?", "10-6-1", "arcgis-online"))
                    .title()
                    .contains("{"));
        }
    }

    @Test
    void names_that_nobody_fills_in_are_an_error_and_not_a_blank() {
        try {
            WORDS.step(Step.Kind.PATCH, "patch", Map.of(), List.of());
        } catch (IllegalStateException e) {
            assertTrue(e.getMessage().contains("{"), e.getMessage());
            return;
        }
        throw new AssertionError("a blank went out to people");
    }
}
