package tlsready.cases;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How pages of the journey are put under a case. */
class CasePathsTest {
    @Test
    void the_code_and_the_page_are_told_apart() {
        assertEquals(
                Optional.of(new CasePaths.Inside("abcd", "/guide/windows?program=unknown")),
                CasePaths.read("/c/abcd/guide/windows?program=unknown"));
        assertEquals(
                Optional.of(new CasePaths.Inside("abcd", "/bundle.zip?a=b")), CasePaths.read("/c/abcd/bundle.zip?a=b"));
        assertEquals(Optional.of(new CasePaths.Inside("abcd", "/evidence")), CasePaths.read("/c/abcd/evidence"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c/abcd",
                "/c/abcd/lines?after=1",
                "/guide",
                "/c/abcd/guidebook",
                "/c/abcd/staff/cases",
                "/c/abcd/planet",
                "/c//plan",
                "/c/abcd/check/room/x",
                "/c/abcd/../plan"
            })
    void everything_else_is_no_page_of_the_journey(String uri) {
        assertEquals(Optional.empty(), CasePaths.read(uri));
    }

    @Test
    void links_and_forms_of_the_journey_go_under_the_case_and_nothing_else_does() {
        String page =
                """
                <a href="/guide">Guide</a> <a href="/plan?a=b&amp;c=d">x</a> <form action="/guide/windows/next" method="get">
                <a href="/bundle.zip?a">y</a> <a href="/evidence/result?e=1~x">z</a> <a href="/check">c</a> <a href="/planet">p</a>
                <a href="https://tls.example.org/plan?a=b">share</a> <img src="/guide/graph.svg"> <a href="/knowledge#plan">k</a>
                """;
        assertEquals(
                """
                <a href="/c/k/guide">Guide</a> <a href="/c/k/plan?a=b&amp;c=d">x</a> <form action="/c/k/guide/windows/next" method="get">
                <a href="/c/k/bundle.zip?a">y</a> <a href="/c/k/evidence/result?e=1~x">z</a> <a href="/check">c</a> <a href="/planet">p</a>
                <a href="https://tls.example.org/plan?a=b">share</a> <img src="/guide/graph.svg"> <a href="/knowledge#plan">k</a>
                """,
                CasePaths.under("/c/k", page));
    }

    @Test
    void redirects_stay_inside() {
        assertEquals("/c/k/guide/desktop?program=x", CasePaths.redirected("/c/k", "/guide/desktop?program=x"));
        assertEquals("/knowledge", CasePaths.redirected("/c/k", "/knowledge"));
    }
}
