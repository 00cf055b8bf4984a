package tlsready.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tlsready.Chromium;
import tlsready.OnPostgres;
import tlsready.TestTools;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The database goes away while rooms are open, and comes back: all its connections break, and it takes no new ones. */
@QuarkusTest
@TestProfile(OnPostgres.class)
class DatabaseAwayOnPostgresTest {
    private static final double PATIENCE = 30_000;

    @Inject
    CheckServer server;

    @TestHTTPResource("/check")
    String check;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private Page told;

    @AfterEach
    void back() throws SQLException {
        database(true);
        if (told != null) {
            told.context().close();
        }
    }

    @Test
    void rooms_wait_in_words_the_check_answers_and_all_goes_on_when_it_is_back() throws Exception {
        told = Chromium.desktop();
        told.navigate(check.replace("localhost", "127.0.0.1"));
        told.getByText("Open a waiting room").first().click();
        told.waitForURL("**/check/room/*");
        Page asking = told.context().newPage();
        asking.addInitScript("delete window.EventSource");
        asking.navigate(told.url());
        String room = told.url().replaceFirst("^http://[^/]*", "");
        String title = told.textContent("h1");
        String target = "https://127.0.0.1:" + server.port("tls12").orElseThrow() + "/r/"
                + title.substring(title.lastIndexOf(' ') + 1) + "/v1/verdict";
        call(target);
        for (Page page : List.of(told, asking)) {
            page.locator(".visit").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
        }

        database(false);
        for (Page page : List.of(told, asking)) {
            says(page, "the database of this portal does not answer");
        }
        call(target);
        Response loaded = given().get(room);
        assertEquals(503, loaded.statusCode());
        assertTrue(loaded.asString().contains("Waiting rooms are closed for the moment"), loaded.asString());
        Response stream = given().accept("text/event-stream").get(room + "/events");
        assertEquals(503, stream.statusCode());
        assertTrue(stream.asString().contains("The database of this portal does not answer."), stream.asString());

        database(true);
        for (Page page : List.of(told, asking)) {
            assertThat(page.locator("#live-state"))
                    .containsText(
                            Pattern.compile("The list goes on\\.|A call came"), // the one soon gives way to the other
                            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
        }
        call(target);
        for (Page page : List.of(told, asking)) {
            assertThat(page.locator(".visit"))
                    .hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            assertThat(page.locator(".visit").nth(1)).containsText("2. "); // it came while the database was away
        }
    }

    private static void says(Page page, String words) {
        assertThat(page.locator("#live-state"))
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    private static void call(String target) throws Exception {
        String said = Peer.run(List.of(
                TestTools.require("curl", "curl").toString(), "-sk", "--noproxy", "*", "--max-time", "20", target));
        assertTrue(said.startsWith("passed tls12 "), said);
    }

    /** Lets the portal's database be there or not, from another database of the same server. */
    private void database(boolean there) throws SQLException {
        String beside = url.replaceFirst("(:[0-9]+)/postgres", "$1/template1");
        try (Connection connection = DriverManager.getConnection(beside, user, password);
                var statement = connection.createStatement()) {
            statement.execute("alter database postgres allow_connections " + there);
            if (!there) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
            }
        }
    }
}
