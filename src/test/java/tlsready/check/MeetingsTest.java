package tlsready.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tlsready.check.Expectations.Expected;
import tlsready.check.Expectations.Stack;
import tlsready.knowledge.Bitness;
import tlsready.knowledge.Mark;
import tlsready.knowledge.SuiteList;
import tlsready.knowledge.Target;
import tlsready.tls.CipherSuite;
import tlsready.tls.HelloReader;
import tlsready.tls.TlsVersion;
import tlsready.windows.Cause;
import tlsready.windows.Machine;
import tlsready.windows.Prediction;
import tlsready.windows.StackModel;
import tlsready.windows.Verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static tlsready.tls.TlsVersion.TLS_1_0;
import static tlsready.tls.TlsVersion.TLS_1_1;
import static tlsready.tls.TlsVersion.TLS_1_2;
import static tlsready.tls.TlsVersion.TLS_1_3;

class MeetingsTest {
    private static final Meetings MEETINGS = new Meetings(Calls.KNOWLEDGE);
    private static final StackModel MODEL = new StackModel(Calls.KNOWLEDGE);
    private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String CBC = "TLS_RSA_WITH_AES_128_CBC_SHA";
    private static final String CHACHA = "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
    private static final SuiteList WINDOWS = new SuiteList(
            "some",
            "Some Windows",
            suites(GCM, CBC),
            Calls.KNOWLEDGE.suites().get(0).basis());
    private static final NamedStack SCHANNEL =
            new NamedStack("schannel-7", "Windows 7", "schannel", false, List.of("7"), Mark.CONFIRMED, "made up");
    private static final NamedStack OPENSSL =
            new NamedStack("openssl", "OpenSSL", "openssl", false, List.of(), Mark.CONFIRMED, "made up");
    private static final Target OPEN = target(false);

    private static Target target(boolean published) {
        return Calls.KNOWLEDGE.targets().stream()
                .filter(row -> row.suitesPublished() == published)
                .findFirst()
                .orElseThrow();
    }

    private static List<CipherSuite> suites(String... names) {
        return Stream.of(names)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }

    private static Prediction predicted(Set<TlsVersion> sure, Set<TlsVersion> possible, String... suites) {
        return new Prediction(
                Calls.KNOWLEDGE.stack("dotnet4-x86"),
                Verdict.UNKNOWN,
                Cause.NOT_LOOKED,
                sure,
                suites(suites),
                List.of(),
                List.of(),
                possible,
                suites(suites));
    }

    private static Prediction exactly(Set<TlsVersion> versions, String... suites) {
        return predicted(versions, versions, suites);
    }

    private static Offer hello(String highest, String... suites) {
        return new Offer(
                Optional.ofNullable(highest),
                List.of(),
                "TLS",
                List.of(suites),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Expected expected(Stack... stacks) {
        return expected(OPEN, Optional.of(WINDOWS), stacks);
    }

    private static Expected expected(Target target, Optional<SuiteList> list, Stack... stacks) {
        return new Expected(
                Machine.of(Calls.KNOWLEDGE.windows("windows-7")),
                target,
                list,
                List.of(stacks),
                "/evidence/result?e=1");
    }

    private static Stack only(Prediction now) {
        return new Stack(now, Optional.empty());
    }

    // ---- One prediction, one hello -----------------------------------------------------------------------------

    static Stream<Arguments> pairs() {
        Set<TlsVersion> old = EnumSet.of(TLS_1_0);
        Set<TlsVersion> upTo12 = EnumSet.of(TLS_1_0, TLS_1_1, TLS_1_2);
        Set<TlsVersion> upTo13 = EnumSet.of(TLS_1_2, TLS_1_3);
        return Stream.of(
                arguments(
                        "the same version",
                        exactly(upTo12, GCM, CBC),
                        hello("TLS 1.2", GCM, CBC),
                        SCHANNEL,
                        Match.SAME),
                arguments("the same old version", exactly(old, CBC), hello("TLS 1.0", CBC), SCHANNEL, Match.SAME),
                arguments("an older version", exactly(upTo12, GCM, CBC), hello("TLS 1.0", CBC), SCHANNEL, Match.LESS),
                arguments("one version less", exactly(upTo13, GCM), hello("TLS 1.2", GCM), SCHANNEL, Match.LESS),
                arguments("a newer version", exactly(old, CBC), hello("TLS 1.2", GCM, CBC), SCHANNEL, Match.MORE),
                arguments("newer than 1.2", exactly(upTo12, GCM), hello("TLS 1.3", GCM), SCHANNEL, Match.MORE),
                arguments(
                        "another family", exactly(upTo12, GCM, CBC), hello("TLS 1.2", GCM, CBC), OPENSSL, Match.OTHER),
                arguments(
                        "a foreign suite", exactly(upTo12, GCM), hello("TLS 1.2", GCM, CHACHA), SCHANNEL, Match.OTHER),
                arguments(
                        "a foreign suite of nobody we know",
                        exactly(old, CBC),
                        hello("TLS 1.2", CHACHA),
                        NamedStack.UNKNOWN,
                        Match.OTHER),
                arguments(
                        "a signal is no suite",
                        exactly(upTo12, GCM),
                        hello("TLS 1.2", GCM, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"),
                        SCHANNEL,
                        Match.SAME),
                arguments(
                        "a hello nobody names that fits",
                        exactly(upTo12, GCM, CBC),
                        hello("TLS 1.2", CBC, GCM),
                        NamedStack.UNKNOWN,
                        Match.SAME),
                arguments(
                        "a suite less that does not count",
                        exactly(upTo12, GCM, CBC),
                        hello("TLS 1.2", GCM),
                        SCHANNEL,
                        Match.SAME),
                arguments(
                        "none of the suites that count",
                        exactly(upTo12, GCM, CBC),
                        hello("TLS 1.2", CBC),
                        SCHANNEL,
                        Match.LESS),
                arguments(
                        "the worse of two possible machines",
                        predicted(old, upTo12, CBC),
                        hello("TLS 1.0", CBC),
                        SCHANNEL,
                        Match.SAME),
                arguments(
                        "the better of two possible machines",
                        predicted(old, upTo12, CBC),
                        hello("TLS 1.2", CBC, GCM),
                        SCHANNEL,
                        Match.SAME),
                arguments(
                        "more than either possible machine",
                        predicted(old, upTo12, CBC),
                        hello("TLS 1.3", CBC),
                        SCHANNEL,
                        Match.MORE),
                arguments("no prediction", exactly(Set.of()), hello("TLS 1.2", GCM), OPENSSL, Match.UNSAID),
                arguments("no known version", exactly(upTo12, GCM), hello(null, GCM), SCHANNEL, Match.UNSAID));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("pairs")
    void a_prediction_and_a_hello_are_compared(
            String name, Prediction prediction, Offer hello, NamedStack stack, Match match) {
        assertEquals(
                match,
                HelloMatch.of(prediction, hello, stack, expected(only(prediction)))
                        .match(),
                name);
    }

    @Test
    void suites_count_that_the_service_takes_where_it_says_so() {
        Target published = target(true);
        String taken = published.suites().stream()
                .filter(suite -> suite.name().contains("_WITH_"))
                .findFirst()
                .orElseThrow()
                .name();
        Prediction prediction = exactly(EnumSet.of(TLS_1_2), taken, CBC);
        Expected what = expected(published, Optional.empty(), only(prediction));
        assertEquals(
                Match.SAME,
                HelloMatch.of(prediction, hello("TLS 1.2", taken), SCHANNEL, what)
                        .match());
        HelloMatch cut = HelloMatch.of(prediction, hello("TLS 1.2", CBC), SCHANNEL, what);
        assertEquals(Match.LESS, cut.match());
        assertEquals(List.of(taken), cut.missing());
    }

    @Test
    void suites_say_nothing_where_the_release_of_windows_is_not_known() {
        Prediction prediction = exactly(EnumSet.of(TLS_1_2), GCM);
        Expected what = expected(OPEN, Optional.empty(), only(prediction));
        assertEquals(
                Match.SAME,
                HelloMatch.of(prediction, hello("TLS 1.2", GCM, CHACHA), SCHANNEL, what)
                        .match());
    }

    // ---- All of them together ----------------------------------------------------------------------------------

    private static Meeting meet(Offer hello, NamedStack stack, Stack... stacks) {
        Assessment any = Calls.ASSESSOR.assess(Calls.call(Calls.recorded("IE 8 Win 7"), "tls12"));
        Assessment made = new Assessment(
                any.verdict(),
                any.headline(),
                any.meaning(),
                any.notProven(),
                any.when(),
                any.endpoint(),
                stack,
                any.program(),
                Optional.of(hello),
                any.negotiated(),
                any.alert(),
                any.targets());
        return MEETINGS.meet(expected(stacks), made).orElseThrow();
    }

    private static boolean names(Meeting meeting, String words) {
        return meeting.causes().stream().anyMatch(cause -> cause.text().contains(words));
    }

    @Test
    void what_was_predicted_needs_no_causes() {
        Meeting meeting = meet(hello("TLS 1.2", GCM), SCHANNEL, only(exactly(EnumSet.of(TLS_1_2), GCM)));
        assertEquals("As predicted", meeting.title());
        assertEquals(List.of(), meeting.causes());
    }

    @Test
    void a_program_that_was_not_restarted_is_named_where_the_plan_would_have_changed_it() {
        var changed = new Stack(
                exactly(EnumSet.of(TLS_1_0), CBC), Optional.of(exactly(EnumSet.of(TLS_1_0, TLS_1_2), GCM, CBC)));
        Meeting before = meet(hello("TLS 1.0", CBC), SCHANNEL, changed);
        assertEquals("As before the steps", before.title());
        assertTrue(names(before, "was not restarted"));
        assertFalse(names(before, "the prediction is wrong"));
        Meeting after = meet(hello("TLS 1.2", GCM, CBC), SCHANNEL, changed);
        assertEquals("As after the steps", after.title());
        assertEquals(List.of(), after.causes());
    }

    @Test
    void less_and_more_name_what_may_be_behind_them() {
        Meeting less = meet(hello("TLS 1.0", CBC), SCHANNEL, only(exactly(EnumSet.of(TLS_1_2), GCM)));
        assertEquals("Not as predicted", less.title());
        assertTrue(names(less, "not restarted") && names(less, "A list of cipher suites") && names(less, "is wrong"));
        Meeting more = meet(hello("TLS 1.2", GCM), SCHANNEL, only(exactly(EnumSet.of(TLS_1_0), CBC)));
        assertTrue(names(more, "changed after the evidence") && names(more, "is wrong"));
        assertFalse(names(more, "not restarted"));
    }

    @Test
    void another_tls_is_named_with_a_proxy_in_between_as_a_cause() {
        Meeting meeting = meet(hello("TLS 1.3", CHACHA), OPENSSL, only(exactly(EnumSet.of(TLS_1_2), GCM)));
        assertEquals("Another TLS than predicted", meeting.title());
        assertTrue(names(meeting, "OpenSSL") && names(meeting, "proxy"));
        Meeting other = meet(hello("TLS 1.2", CHACHA), SCHANNEL, only(exactly(EnumSet.of(TLS_1_2), GCM)));
        assertTrue(names(other, "Another computer called, or another Windows"));
    }

    @Test
    void stacks_of_which_the_same_was_predicted_share_a_row_and_fitting_rows_come_first() {
        Meeting meeting = meet(
                hello("TLS 1.2", GCM),
                SCHANNEL,
                only(exactly(EnumSet.of(TLS_1_0), CBC)),
                only(exactly(EnumSet.of(TLS_1_2), GCM)),
                only(exactly(EnumSet.of(TLS_1_2), GCM)));
        assertEquals("As predicted for some programs", meeting.title());
        assertEquals(2, meeting.rows().size());
        assertEquals(2, meeting.rows().get(0).stacks().size());
        assertTrue(meeting.rows().get(0).fits());
        assertTrue(names(meeting, "another one than you think"));
    }

    @Test
    void a_call_without_a_hello_meets_nothing() {
        Assessment silent = Calls.ASSESSOR.assess(Calls.observe(
                "tls12",
                new HelloReader().feed("GET / HTTP/1.1\r\n\r\n".getBytes()),
                new Ending.Broken(Ending.What.NO_HELLO)));
        assertTrue(MEETINGS.meet(expected(only(exactly(EnumSet.of(TLS_1_2), GCM))), silent)
                .isEmpty());
    }

    // ---- Real hellos and the real model ------------------------------------------------------------------------

    private static Meeting.Row row(String windows, Bitness bits, String stack, String client) {
        Machine machine = MODEL.assumingDefaults(
                Machine.of(Calls.KNOWLEDGE.windows(windows)).with(bits));
        Prediction prediction = MODEL.predict(machine, Calls.KNOWLEDGE.stack(stack), OPEN);
        var what = new Expected(
                machine,
                OPEN,
                Optional.of(Calls.KNOWLEDGE.suites(machine.windows().suites())),
                List.of(only(prediction)),
                "");
        Assessment call = Calls.ASSESSOR.assess(Calls.call(Calls.recorded(client), "tls12"));
        return MEETINGS.meet(what, call).orElseThrow().rows().get(0);
    }

    @Test
    void recorded_clients_of_windows_meet_the_predictions_of_the_model() {
        assertEquals(
                Match.SAME,
                row("windows-7", Bitness.X64, "wininet-x86", "IE 8 Win 7").match());
        assertEquals(
                Match.MORE,
                row("windows-7", Bitness.X64, "wininet-x86", "IE 11 Win 7").match());
        assertEquals(
                Match.OTHER,
                row("windows-7", Bitness.X64, "wininet-x86", "IE 11 Win 10").match());
        assertEquals(
                Match.OTHER,
                row("windows-7", Bitness.X64, "wininet-x86", "Firefox 100 (Win 10)")
                        .match());
    }
}
