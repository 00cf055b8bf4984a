package tlsready;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two processes of the packaged portal on one PostgreSQL. */
class TwoReplicasIT {
    private static final int VISITS = 20;
    private static final String CHOSEN = "four words for a test";

    private static final Pattern SAYING = Pattern.compile("as administrator with the one-time password (\\S+)");

    private static boolean chosen;
    private static EmbeddedPostgres database;
    private static Replica one;
    private static Replica other;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() throws Exception {
        TestTools.require("curl", "curl");
        database = EmbeddedPostgres.start();
        String address = database.getJdbcUrl("postgres", "postgres");
        one = new Replica("one", address);
        other = new Replica("other", address);
        one.address();
        other.address();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable started :
                Stream.of(one, other, database).filter(any -> any != null).toList()) {
            started.close();
        }
    }

    @Test
    void a_visit_at_one_appears_on_the_live_page_of_the_other() throws Exception {
        String room = room(other);
        String target = endpoint(one, room);
        BlockingQueue<String> events = events(other, room + "/events", "");
        var times = new ArrayList<Long>();
        for (int i = 0; i < VISITS; i++) {
            times.add(visit(target, events));
        }
        times.sort(null);
        System.out.println("From the start of curl at one replica to the event at the other: p50 "
                + times.get(VISITS / 2) + " ms, slowest " + times.get(VISITS - 1) + " ms");
        assertEquals(2, listeners("select count(pid) from pg_stat_activity"), "each replica listens");
        listeners("select count(pg_terminate_backend(pid)) from pg_stat_activity");
        visit(target, events); // while nobody listens, the database is asked
        for (int i = 0; i < 300 && listeners("select count(pid) from pg_stat_activity") < 2; i++) {
            Thread.sleep(200);
        }
        assertEquals(2, listeners("select count(pid) from pg_stat_activity"), "each listens again");
        Thread.sleep(5_000); // what came meanwhile is caught up with
        visit(target, events); // and now it is told again
        assertTrue(said().noneMatch(line -> line.contains(room)), "no log holds the key of the room");
    }

    @Test
    void a_visit_at_one_appears_on_the_page_of_a_case_that_staff_have_open_at_the_other() throws Exception {
        signIn(other);
        String list = get(other.address() + "/staff/cases");
        String page = post(other.address() + "/staff/cases", list, "desktop", "10-6-1");
        Matcher place =
                Pattern.compile("data-events=\"(/staff/cases/\\d+)/events\"").matcher(page);
        assertTrue(place.find(), page);
        Matcher code = Pattern.compile("/c/[a-z2-9-]{19}").matcher(page);
        assertTrue(code.find(), page);
        String target = endpoint(one, code.group());
        BlockingQueue<String> events = events(other, place.group(1) + "/events?after=1", cookies());
        var times = new ArrayList<Long>();
        for (int i = 0; i < VISITS; i++) {
            times.add(visit(target, events));
        }
        times.sort(null);
        System.out.println("From the start of curl at one replica to the open page of a case at the other: p50 "
                + times.get(VISITS / 2) + " ms, slowest " + times.get(VISITS - 1) + " ms");
        String standing = get(other.address() + place.group(1) + "/standing");
        assertTrue(standing.contains("Passed: "), standing);
        assertTrue(get(one.address() + place.group(1)).contains("Passed: "), "and staff at the first see the same");
        assertTrue(said().noneMatch(line -> line.contains(code.group())), "no log holds the code of the case");
    }

    @Test
    void one_of_them_made_the_first_administrator_and_a_session_holds_at_both() throws Exception {
        signIn(one);
        assertEquals(1, said().filter(line -> SAYING.matcher(line).find()).count());
        assertTrue(get(other.address() + "/staff").contains("<h1>Staff</h1>"));
        String page = get(one.address() + "/staff/people");
        assertTrue(page.contains("<h1>People</h1>"), page);
        page = post(other.address() + "/staff/logout", page);
        assertTrue(page.contains("<h1>Sign in</h1>"), page);
        assertTrue(get(one.address() + "/staff").contains("<h1>Sign in</h1>"), "signed out at both");
    }

    // ---- Staff ---------------------------------------------------------------------------------------------------

    /** The administrator signs in at this replica; the first time a password is chosen, at the other one. */
    private void signIn(Replica here) throws Exception {
        String form = get(here.address() + "/staff");
        String password = chosen ? CHOSEN : oneTimePassword();
        String page = post(here.address() + "/staff/login", form, "name", "administrator", "password", password);
        if (!chosen) {
            assertTrue(page.contains("Choose your password"), page);
            Replica there = here == one ? other : one;
            page = post(
                    there.address() + "/staff/password",
                    page,
                    "password",
                    password,
                    "new-password",
                    CHOSEN,
                    "repeated",
                    CHOSEN);
            chosen = true;
        }
        assertTrue(get(here.address() + "/staff").contains("<h1>Staff</h1>"), page);
    }

    /** What one of them said when it made the first administrator. */
    private static String oneTimePassword() throws Exception {
        for (int i = 0; i < 300; i++) {
            Optional<String> password = said().map(SAYING::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
            if (password.isPresent()) {
                return password.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nobody said a password");
    }

    private String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> said() {
        return Stream.of(one, other).flatMap(replica -> replica.said().stream());
    }

    // ---- Rooms ---------------------------------------------------------------------------------------------------

    /** The path of a room opened at a replica. */
    private String room(Replica replica) throws Exception {
        HttpRequest open = HttpRequest.newBuilder(URI.create(replica.address() + "/check/room"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        for (int i = 0; i < 50; i++) { // the tables may still be being made
            HttpResponse<String> answer = browser.send(open, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.uri().getPath();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("no room could be opened");
    }

    /** An address of a replica's endpoint that belongs to the room, as its own page shows it. */
    private String endpoint(Replica replica, String room) throws Exception {
        String page = get(replica.address() + room);
        Matcher address = Pattern.compile("https://localhost:\\d+/r/[a-z0-9]+").matcher(page);
        assertTrue(address.find(), page);
        return address.group() + "/v1/verdict";
    }

    private static BlockingQueue<String> events(Replica replica, String path, String cookies) throws Exception {
        URLConnection connection = new URL(replica.address() + path).openConnection();
        connection.setRequestProperty("Cookie", cookies);
        var events = new LinkedBlockingQueue<String>();
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        var reading = new Thread(() -> {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        events.add(line);
                    }
                }
            } catch (IOException e) {
                events.add("broken: " + e.getMessage());
            }
        });
        reading.setDaemon(true);
        reading.start();
        return events;
    }

    /** Calls the endpoint and waits for the event. Returns the time of both in milliseconds. */
    private static long visit(String target, BlockingQueue<String> events) throws Exception {
        long start = System.nanoTime();
        Process curl = new ProcessBuilder("curl", "-sk", "--max-time", "20", target).start();
        String verdict = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(verdict.startsWith("passed"), verdict);
        String event = events.poll(30, TimeUnit.SECONDS);
        assertNotNull(event, "the visit did not appear");
        assertTrue(event.contains("verdict"), event);
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** A number about the connections that listen. */
    private static int listeners(String question) throws Exception {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question + " where application_name = 'tlsready news'")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    // ---- Pages ---------------------------------------------------------------------------------------------------

    private String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Sends a form with the token of this page. */
    private String post(String address, String page, String... fields) throws Exception {
        Matcher token =
                Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(token.find(), page);
        var form = new StringBuilder("form-token=" + token.group(1));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
