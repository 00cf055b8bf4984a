package tlsready.check;

import java.util.List;

import org.junit.jupiter.api.Test;

import tlsready.check.HelloComparison.Change;
import tlsready.tls.HelloBuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HelloComparisonTest {
    private static final Assessment OLD = seen("IE 8 XP", "any");
    private static final Assessment WINDOWS_7 = seen("IE 11 Win 7", "any");
    private static final Assessment FIREFOX = seen("Firefox 100 (Win 10)", "any");

    private static Assessment seen(String client, String endpoint) {
        return Calls.ASSESSOR.assess(Calls.call(Calls.recorded(client), endpoint));
    }

    private static Assessment seen(HelloBuilder hello) {
        return Calls.ASSESSOR.assess(Calls.call(Calls.hello(hello.build()), "any"));
    }

    private static List<String> names(HelloComparison comparison) {
        return comparison.lists().stream().map(Change::name).toList();
    }

    @Test
    void the_same_twice_is_said_to_be_the_same() {
        var comparison = HelloComparison.of(WINDOWS_7, WINDOWS_7);
        assertEquals(
                List.of(
                        "The verdict is the same: passed.",
                        "The highest version offered is still TLS 1.2.",
                        "Both hellos offer the same."),
                comparison.words());
        assertEquals(List.of(), comparison.lists());
    }

    @Test
    void two_stacks_prove_nothing_of_a_change_and_it_says_so_first() {
        var comparison = HelloComparison.of(OLD, FIREFOX);
        assertTrue(comparison.words().get(0).startsWith("These are two different TLS stacks ("), comparison.toString());
        assertTrue(comparison.words().contains("The verdict was legacy-only and is now passed."));
        assertTrue(comparison.words().contains("The highest version offered was TLS 1.0 and is now TLS 1.3."));
    }

    @Test
    void of_a_stack_that_nobody_knows_it_is_not_said_that_it_is_another() {
        var unknown = seen(new HelloBuilder().groups(23));
        for (var comparison : List.of(HelloComparison.of(WINDOWS_7, unknown), HelloComparison.of(unknown, unknown))) {
            assertEquals(
                    "Whose TLS this was could not be told of both, so it may have been two different programs.",
                    comparison.words().get(0));
        }
    }

    @Test
    void a_hello_that_only_names_its_highest_version_has_no_list_to_compare() {
        assertFalse(names(HelloComparison.of(OLD, FIREFOX)).contains("Versions"), "TLS 1.0 did not come");
        var two = seen(new HelloBuilder().supportedVersions(0x0303, 0x0302));
        var three = seen(new HelloBuilder().supportedVersions(0x0304, 0x0303));
        assertEquals(
                List.of(new Change("Versions", List.of("TLS 1.3"), List.of("TLS 1.1"))),
                HelloComparison.of(two, three).lists());
    }

    @Test
    void the_order_of_what_a_client_prefers_is_compared_and_that_of_extensions_is_not() {
        var one = seen(new HelloBuilder().suites(0xC02F, 0x009C).groups(23, 24));
        var suites = seen(new HelloBuilder().suites(0x009C, 0xC02F).groups(23, 24));
        var groups = seen(new HelloBuilder().suites(0x009C, 0xC02F, 0xC030).groups(24, 23));
        assertEquals("Cipher suites that both offer stand in another order.", last(HelloComparison.of(one, suites)));
        assertEquals(
                List.of("1 cipher suite came, 0 cipher suites went.", "Groups that both offer stand in another order."),
                HelloComparison.of(suites, groups).words().subList(3, 5));
        var shuffled =
                seen(new HelloBuilder().suites(0xC02F, 0x009C).groups(23, 24).extension(0x0017, new byte[0]));
        var other = seen(new HelloBuilder()
                .suites(0xC02F, 0x009C)
                .extension(0x0017, new byte[0])
                .groups(23, 24));
        assertEquals("Both hellos offer the same.", last(HelloComparison.of(shuffled, other)));
    }

    private static String last(HelloComparison comparison) {
        return comparison.words().get(comparison.words().size() - 1);
    }
}
