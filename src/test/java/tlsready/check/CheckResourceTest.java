package tlsready.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tlsready.TestTools;
import tlsready.tls.HelloBuilder;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The check's pages and waiting rooms, fed with observations as the server tells them. */
@QuarkusTest
class CheckResourceTest {
    @Inject
    Event<Observation> server;

    @Inject
    CheckFeed feed;

    @Inject
    Clock clock;

    @Inject
    DataSource database;

    @Inject
    CheckServer listeners;

    @Inject
    RoomConfig rooms;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource
    String portal;

    private record Opened(String key, String label) {
        String page() {
            return "/check/room/" + key;
        }
    }

    @Test
    void the_page_has_a_command_for_every_stack_with_the_callers_host() {
        String page =
                given().header("Host", "tls.example.org:8080").get("/check").asString();
        for (Command command : Command.read()) {
            assertTrue(page.contains("id=\"" + command.id() + "\""), command.id());
        }
        assertTrue(page.contains("curl -sSk https://tls.example.org:"), page);
        assertTrue(page.contains("WinHttp.WinHttpRequest.5.1"));
        assertFalse(page.contains("{url}") || page.contains("{path}") || page.contains("{host}"), "open blanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example;reboot", "$(reboot)", "a b", "evil\"onload=x", "'+x+'", "a`b`"})
    void a_host_header_cannot_put_anything_else_into_a_command(String host) {
        String page = given().header("Host", host).get("/check").asString();
        assertFalse(page.contains("reboot") || page.contains("onload") || page.contains("a`b"), page);
    }

    @Test
    void another_endpoint_can_be_chosen_without_JavaScript() {
        String page = given().get("/check?endpoint=afd2023").asString();
        assertTrue(page.contains("<option value=\"afd2023\" selected>"), page);
        String wrong = given().get("/check?endpoint=nowhere").asString();
        assertTrue(wrong.contains("<option value=\"tls12\" selected>"), wrong);
    }

    @Test
    void the_pages_may_call_the_endpoints_and_nothing_else_and_are_never_kept() {
        Response answer = given().header("Host", "tls.example.org").get("/check");
        String policy = answer.header("Content-Security-Policy");
        assertEquals(1, answer.headers().getValues("Content-Security-Policy").size());
        assertTrue(policy.contains("connect-src 'self' https://tls.example.org:"), policy);
        assertTrue(policy.contains("default-src 'none'"), policy);
        Response room = given().get(open().page());
        assertEquals("no-store", room.header("Cache-Control"));
    }

    @Test
    void a_room_has_a_label_that_adds_and_a_key_that_reads() {
        Opened room = open();
        assertTrue(room.key().matches("[a-z2-9]{26}"), room.key());
        assertTrue(room.label().matches("[a-z2-9]{6}"), room.label());
        assertEquals(404, given().get("/check/room/" + room.label()).statusCode());
        assertFalse(room.key().contains(room.label()));
    }

    @Test
    void a_labelled_visit_appears_with_its_verdict_refused_or_not() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 8 Win 7", "tls12");
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(room, 0).size() == 2);
        String page = given().get(room.page()).asString();
        assertTrue(page.contains("legacy") || page.contains("Only old versions of TLS"), page);
        assertTrue(page.contains("offers TLS 1.0 at most"), page);
        assertTrue(page.contains("Passed"), page);
        assertFalse(page.contains("probably yours</strong>"), page);
    }

    @Test
    void a_label_with_a_stack_behind_it_says_which_stack_called() throws Exception {
        Opened room = open();
        visit(room.label() + "winhttpx86", "IE 8 Win 7", "tls12");
        visit(room.label() + "nonsense", "IE 8 Win 7", "tls12");
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(room, 0).size() == 2);
        List<Visit> visits = feed.visits(feed.find(room.key()).orElseThrow(), 0);
        assertEquals(Optional.of("winhttp-x86"), visits.get(0).stack());
        assertEquals(Optional.empty(), visits.get(1).stack());
    }

    @Test
    void a_room_without_a_key_is_found_by_its_number_until_it_is_over() throws Exception {
        Room room = feed.openUntil(clock.instant().plus(Duration.ofDays(30)));
        assertEquals("", room.key());
        assertEquals(room.label(), feed.room(room.id()).orElseThrow().label());
        feed.shut(room);
        visit(room.label(), "IE 11 Win 10", "tls12");
        assertFalse(feed.room(room.id()).orElseThrow().open());
        assertEquals(404, given().get("/check/room/" + room.key() + "x").statusCode());
        feed.close(room);
        assertEquals(Optional.empty(), feed.room(room.id()));
    }

    @Test
    void polling_gives_only_what_is_new() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 8 Win 7", "tls12");
        await(() -> lines(room, 0).size() == 1);
        long last = id(lines(room, 0).get(0));
        assertEquals(List.of(), lines(room, last));
        visit(room.label(), "IE 11 Win 7", "afd2023");
        await(() -> lines(room, last).size() == 1);
        assertTrue(lines(room, last).get(0).contains("No common cipher suite"));
    }

    @Test
    void events_come_within_a_second() throws Exception {
        Opened room = open();
        var times = new ArrayList<Long>();
        Observation call = Calls.call(Calls.recorded("IE 8 Win 7"), "tls12");
        var connection = new URL(portal.replaceAll("/$", "") + room.page() + "/events").openConnection();
        connection.setReadTimeout(10_000);
        try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream()))) {
            for (int i = 0; i < 20; i++) {
                long told = System.nanoTime();
                observe(call, Optional.of(room.label()), "192.0.2.7");
                String line;
                do {
                    line = lines.readLine();
                } while (!line.startsWith("data:"));
                times.add((System.nanoTime() - told) / 1_000_000);
                assertTrue(line.contains("Only old versions of TLS"), line);
            }
        }
        times.sort(null);
        System.out.println(
                "From a told observation to its event: p50 " + times.get(10) + " ms, slowest " + times.get(19) + " ms");
    }

    @Test
    void a_stream_ends_with_its_room_and_gives_its_place_back() throws Exception {
        double before = streams();
        Opened deleted = open();
        try (var stream = new EventStream(portal, deleted.page() + "/events", "127.0.0.1", "")) {
            assertEquals(200, stream.status());
            stream.until(":still here");
            assertTrue(streams() > before);
            given().post(deleted.page() + "/close").then().statusCode(200);
            assertTrue(stream.rest().contains("data:over"), "and it ended by itself");
        }
        assertEquals(404, given().get(deleted.page() + "/visits").statusCode());
        assertEquals(404, stream(deleted));

        for (String time : List.of("closesAt", "expiresAt")) {
            Opened over = open();
            Room found = feed.find(over.key()).orElseThrow();
            try (var stream = new EventStream(portal, over.page() + "/events", "127.0.0.1", "")) {
                visit(over.label(), "IE 11 Win 10", "tls12");
                stream.until("Passed");
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                QuarkusTransaction.requiringNew()
                        .run(() -> RoomEntity.update(time + " = ?1 where id = ?2", now, found.id()));
                assertTrue(stream.rest().contains("data:over"), time);
            }
            boolean closed = time.equals("closesAt");
            long last = closed ? id(lines(over, 0).get(0)) : 0;
            Response polled = given().get(over.page() + "/visits?after=" + last);
            assertEquals(closed ? 410 : 404, polled.statusCode(), "whoever asks is told, too");
        }
        await(() -> streams() <= before);
    }

    private int stream(Opened room) throws IOException {
        try (var stream = new EventStream(portal, room.page() + "/events", "127.0.0.1", "")) {
            return stream.status();
        }
    }

    private double streams() {
        return meters.get("live.streams.open").gauge().value();
    }

    @Test
    void an_unlabelled_visit_is_probably_of_the_only_room_that_watches_from_its_address() throws Exception {
        Opened room = open();
        watch(room, "198.51.100.1");
        observe(Calls.call(Calls.recorded("IE 8 Win 7"), "tls12"), Optional.empty(), "198.51.100.1");
        observe(Calls.call(Calls.recorded("IE 8 Win 7"), "tls12"), Optional.empty(), "198.51.100.2");
        await(() -> lines(room, 0).size() == 1);
        assertTrue(lines(room, 0).get(0).contains("probably yours"));

        Opened other = open();
        watch(room, "198.51.100.1"); // on a busy machine the window may be over by now
        watch(other, "198.51.100.1");
        observe(Calls.call(Calls.recorded("IE 8 Win 7"), "tls12"), Optional.empty(), "198.51.100.1");
        visit(other.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(other, 0).size() == 1);
        assertEquals(1, lines(room, 0).size(), "two rooms watch from there, so nobody can say whose it is");
    }

    @Test
    void a_refused_call_after_the_watching_has_ended_is_nobodys() throws Exception {
        Opened room = open();
        watch(room, "198.51.100.9");
        Observation call = Calls.call(Calls.recorded("IE 8 Win 7"), "tls12");
        Instant late = clock.instant().plus(rooms.window()).plusSeconds(60);
        observe(call, Optional.empty(), "198.51.100.9", late);
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> !lines(room, 0).isEmpty());
        assertEquals(1, lines(room, 0).size(), "nobody watched any more");
        assertFalse(
                lines(room, 0).get(0).contains("probably yours"), lines(room, 0).get(0));
    }

    @Test
    void two_rooms_never_see_each_others_visits() throws Exception {
        int rooms = 8;
        int visits = 12;
        var opened = new ArrayList<Opened>();
        for (int i = 0; i < rooms; i++) {
            opened.add(open());
        }
        var pool = Executors.newFixedThreadPool(rooms);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (Opened room : opened) {
                for (int i = 0; i < visits; i++) {
                    work.add(() -> {
                        byte[] hello = new HelloBuilder()
                                .suites(0xC02F)
                                .serverName(room.label() + ".example.org")
                                .build();
                        observe(Calls.call(Calls.hello(hello), "tls12"), Optional.of(room.label()), "192.0.2.9");
                        return null;
                    });
                }
            }
            Collections.shuffle(work);
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        Set<Long> seen = new HashSet<>();
        for (Opened room : opened) {
            await(() -> lines(room, 0).size() == visits);
            Room found = feed.find(room.key()).orElseThrow();
            for (Visit visit : feed.visits(found, 0)) {
                assertTrue(seen.add(visit.id()), "no visit stands in two rooms");
                String name = visit.page()
                        .assessment()
                        .offered()
                        .orElseThrow()
                        .serverName()
                        .orElseThrow();
                assertEquals(room.label() + ".example.org", name);
            }
        }
    }

    @Test
    void a_room_of_another_key_cannot_show_a_visit_by_its_number() throws Exception {
        Opened mine = open();
        Opened other = open();
        visit(mine.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(mine, 0).size() == 1);
        long id = id(lines(mine, 0).get(0));
        assertEquals(200, given().get(mine.page() + "/visit/" + id).statusCode());
        assertEquals(404, given().get(other.page() + "/visit/" + id).statusCode());
        assertEquals(
                404,
                given().get(other.page() + "/compare?before=" + id + "&after=" + id)
                        .statusCode());
    }

    @Test
    void before_and_after_are_compared_in_words_first() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 8-10 Win 7", "tls12");
        visit(room.label(), "IE 11 Win 7", "tls12");
        await(() -> lines(room, 0).size() == 2);
        List<String> lines = lines(room, 0);
        String page = given().get(room.page() + "/compare?before=" + id(lines.get(0)) + "&after=" + id(lines.get(1)))
                .asString();
        int words = page.indexOf("The verdict was legacy-only and is now passed.");
        assertTrue(words > 0, page);
        assertTrue(page.contains("The highest version offered was TLS 1.0 and is now TLS 1.2."), page);
        assertTrue(page.indexOf("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384") > words, page);
        assertFalse(page.contains("two different TLS stacks"), page);
    }

    @Test
    void who_marked_no_two_visits_is_told_to() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 11 Win 7", "tls12");
        await(() -> lines(room, 0).size() == 1);
        long id = id(lines(room, 0).get(0));
        for (String marked : List.of("x", "before=" + id, "after=" + id, "before=" + id + "&after=" + id)) {
            Response answer = given().get(room.page() + "/compare?" + marked);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.asString().contains("mark one visit of the list as “before” and another as “after”"));
            assertTrue(answer.asString().contains("href=\"/check/room/" + room.key() + "#visits\""));
        }
    }

    @Test
    void a_room_can_be_deleted_at_once() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(room, 0).size() == 1);
        given().post(room.page() + "/close").then().statusCode(200);
        assertEquals(404, given().get(room.page()).statusCode());
    }

    @Test
    void raw_bytes_and_addresses_are_forgotten_when_a_room_closes_and_all_when_it_expires() throws Exception {
        Opened room = open();
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(room, 0).size() == 1);
        Room found = feed.find(room.key()).orElseThrow();
        Visit visit = feed.visits(found, 0).get(0);
        assertTrue(
                visit.raw().orElseThrow().startsWith("1603") && visit.address().isPresent());
        // The database keeps microseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        QuarkusTransaction.requiringNew().run(() -> RoomEntity.update("closesAt = ?1 where id = ?2", now, found.id()));
        QuarkusTransaction.requiringNew().run(() -> CheckFeed.forget(now));
        visit = feed.visits(found, 0).get(0);
        assertEquals(Optional.empty(), visit.raw());
        assertEquals(Optional.empty(), visit.address());
        assertEquals(Verdict.PASSED, visit.page().assessment().verdict());
        QuarkusTransaction.requiringNew()
                .run(() -> RoomEntity.update(
                        "expiresAt = ?1 where id = ?2", now.minus(Duration.ofSeconds(1)), found.id()));
        QuarkusTransaction.requiringNew().run(() -> CheckFeed.forget(now));
        assertEquals(
                0L,
                QuarkusTransaction.requiringNew()
                        .call(() -> VisitEntity.count("roomId", found.id()))
                        .longValue());
    }

    @Test
    void a_closed_room_takes_no_visits() throws Exception {
        Opened room = open();
        Room found = feed.find(room.key()).orElseThrow();
        // The database keeps microseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        QuarkusTransaction.requiringNew().run(() -> RoomEntity.update("closesAt = ?1 where id = ?2", now, found.id()));
        visit(room.label(), "IE 11 Win 10", "tls12");
        Opened open = open();
        visit(open.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(open, 0).size() == 1);
        assertEquals(List.of(), lines(room, 0));
        assertTrue(given().get(room.page()).asString().contains("This room is closed"));
    }

    @Test
    void without_JavaScript_the_room_loads_itself_again() {
        String page = given().get(open().page()).asString();
        assertTrue(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"), page);
    }

    @Test
    void the_authority_can_be_downloaded() {
        Response answer = given().get("/check/authority.cer");
        assertEquals(200, answer.statusCode());
        assertEquals("application/x-x509-ca-cert", answer.contentType());
        assertEquals(0x30, answer.asByteArray()[0]);
    }

    @Test
    void the_authority_is_removed_by_the_thumbprint_of_the_file_that_was_downloaded() throws Exception {
        byte[] file = given().get("/check/authority.cer").asByteArray();
        String thumbprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(file));
        String page = given().get("/check").asString();
        assertTrue(page.contains("certutil -user -delstore Root " + thumbprint + "</pre>"), page);
    }

    @Test
    void a_client_that_trusts_the_downloaded_authority_passes() throws Exception {
        byte[] file = given().get("/check/authority.cer").asByteArray();
        Path trusted = Files.createTempFile("authority", ".pem");
        Files.writeString(
                trusted,
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(file)
                        + "\n-----END CERTIFICATE-----\n");
        String said = Peer.run(List.of(
                TestTools.require("curl", "curl").toString(),
                "-sS",
                "--noproxy",
                "*",
                "--cacert",
                trusted.toString(),
                "https://127.0.0.1:" + listeners.port("tls12").orElseThrow() + "/v1/verdict"));
        assertTrue(said.startsWith("passed tls12 "), said);
        Files.delete(trusted);
    }

    @Test
    void keys_are_not_kept_as_they_are() {
        Opened room = open();
        Optional<RoomEntity> kept = QuarkusTransaction.requiringNew()
                .call(() -> RoomEntity.<RoomEntity>find("label", room.label()).firstResultOptional());
        assertNotEquals(room.key(), kept.orElseThrow().keyHash);
        assertEquals(RoomKeys.hash(room.key()), kept.get().keyHash);
    }

    private void watch(Opened room, String address) {
        feed.watched(feed.find(room.key()).orElseThrow(), address);
    }

    private static Opened open() {
        Response answer = given().redirects().follow(false).post("/check/room");
        assertEquals(303, answer.statusCode());
        String location = answer.header("Location");
        String key = location.substring(location.lastIndexOf('/') + 1);
        Matcher label = Pattern.compile("<h1>Waiting room ([a-z0-9]+)</h1>")
                .matcher(given().get("/check/room/" + key).asString());
        assertTrue(label.find());
        return new Opened(key, label.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check_watcher", "check_room"})
    void calls_that_came_while_the_database_failed_are_in_their_room_afterwards(String table) throws Exception {
        Opened room = open();
        sql("alter table " + table + " rename to " + table + "_away");
        try {
            for (int i = 0; i < 3; i++) {
                visit(room.label(), "IE 11 Win 10", "tls12");
            }
            Thread.sleep(1_500); // so that they are in hand when it fails
            visit(room.label(), "IE 8-10 Win 7", "tls12");
        } finally {
            sql("alter table " + table + "_away rename to " + table);
        }
        await(() -> lines(room, 0).size() == 4);
        Thread.sleep(1_200);
        assertEquals(4, lines(room, 0).size(), "and none of them twice");
    }

    @Test
    void a_call_that_can_never_be_kept_does_not_hold_up_the_others() throws Exception {
        Opened room = open();
        Observation call = Calls.call(Calls.recorded("IE 11 Win 10"), "tls12");
        observe(call, Optional.of(room.label()), "an address that is far too long ".repeat(4));
        visit(room.label(), "IE 11 Win 10", "tls12");
        await(() -> lines(room, 0).size() == 1);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var call = connection.createStatement()) {
            call.execute(statement);
        }
    }

    private void visit(String label, String client, String endpoint) {
        observe(Calls.call(Calls.recorded(client), endpoint), Optional.of(label), "192.0.2.7");
    }

    private void observe(Observation call, Optional<String> label, String peer) {
        observe(call, label, peer, clock.instant());
    }

    private void observe(Observation call, Optional<String> label, String peer, Instant when) {
        server.fire(new Observation(
                when,
                call.endpoint(),
                label,
                peer,
                call.hello(),
                call.ending(),
                call.request(),
                call.helloMillis(),
                call.handshakeMillis(),
                false));
    }

    private static List<String> lines(Opened room, long after) {
        return given().get(room.page() + "/visits?after=" + after).jsonPath().getList("html");
    }

    private static long id(String html) {
        Matcher id = Pattern.compile("id=\"visit-([0-9]+)\"").matcher(html);
        assertTrue(id.find(), html);
        return Long.parseLong(id.group(1));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it came about in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
