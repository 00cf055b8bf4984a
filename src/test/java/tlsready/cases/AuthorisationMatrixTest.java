package tlsready.cases;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;
import tlsready.check.Callers;
import tlsready.check.Observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every address of the room {@code cases} for everybody who may knock. Columns: nobody; a customer of another case; the
 * customer of this case; staff; an administrator. A form is sent by staff with the token of their session.
 */
@QuarkusTest
class AuthorisationMatrixTest {
    /** {@code in} is 303 to the page to sign in. {@code {id}} and {@code {visit}} are of this case. */
    private static final String MATRIX =
            """
            GET /c                                200 200 200 200 200
            POST /c                               303 303 303 303 303
            GET /c/{code}                         404 200 200 404 404
            GET /c/{code}/lines                   404 200 200 404 404
            GET /c/{code}/events                  404 200 200 404 404
            GET /c/{code}/visit/{id}              404 404 200 404 404
            GET /c/{code}/compare                 404 404 200 404 404
            GET /c/{code}/receipt.{form}          404 409 200 404 404
            GET /c/{code}/guide/program           404 200 200 404 404
            GET /c/{code}/plan                    404 200 200 404 404
            GET /c/{code}/bundle.zip              404 200 200 404 404
            GET /c/{code}/evidence                404 200 200 404 404
            GET /privacy                          200 200 200 200 200
            GET /check/room/{key}/receipt.{form}  404 404 404 404 404
            GET /staff                            in  in  in  200 200
            GET /staff/login                      200 200 200 200 200
            POST /staff/login                     403 403 403 403 403
            GET /staff/sso                        404 404 404 404 404
            GET /staff/sso/back                   404 404 404 404 404
            GET /staff/password                   in  in  in  200 200
            POST /staff/password                  401 401 401 400 400
            POST /staff/logout                    401 401 401 303 303
            GET /staff/people                     in  in  in  403 200
            POST /staff/people                    401 401 401 403 400
            POST /staff/people/{id}/reset         401 401 401 403 404
            POST /staff/people/{id}/role          401 401 401 403 404
            POST /staff/people/{id}/disable       401 401 401 403 404
            POST /staff/people/{id}/enable        401 401 401 403 404
            GET /staff/audit                      in  in  in  403 200
            GET /staff/cases                      in  in  in  200 200
            POST /staff/cases                     401 401 401 303 303
            GET /staff/cases/{id}                 in  in  in  200 200
            GET /staff/cases/{id}/standing        in  in  in  200 200
            GET /staff/cases/{id}/lines           in  in  in  200 200
            GET /staff/cases/{id}/events          in  in  in  200 200
            GET /staff/cases/{id}/visit/{visit}   in  in  in  200 200
            GET /staff/cases/{id}/compare         in  in  in  200 200
            GET /staff/cases/{id}/ticket.txt      in  in  in  200 200
            GET /staff/cases/{id}/ticket.md       in  in  in  200 200
            GET /staff/cases/{id}/export.json     in  in  in  200 200
            GET /staff/cases/{id}/receipt.{form}  in  in  in  200 200
            POST /staff/cases/{id}/note           401 401 401 303 303
            POST /staff/cases/{id}/hand-over      401 401 401 400 400
            POST /staff/cases/{id}/close          401 401 401 303 303
            POST /staff/cases/{id}/delete         401 401 401 200 200
            GET /staff/campaigns                  in in in 200 200
            POST /staff/campaigns                 401 401 401 403 400
            GET /staff/campaigns/{id}             in in in 404 404
            GET /staff/campaigns/{id}/report      in in in 404 404
            GET /staff/campaigns/{id}/machines    in in in 404 404
            GET /staff/campaigns/{id}/machines.csv in in in 404 404
            GET /staff/campaigns/{id}/machines.json in in in 404 404
            GET /staff/campaigns/{id}/groups/{group}/package.zip in in in 403 404
            POST /staff/campaigns/{id}/groups/{group}/expected 401 401 401 403 404
            POST /staff/campaigns/{id}/webhook    401 401 401 403 404
            POST /staff/campaigns/{id}/close      401 401 401 403 404
            POST /staff/campaigns/{id}/delete     401 401 401 403 404
            POST /api/v1/campaigns/{label}/reports 404 404 404 404 404
            """;

    private static final List<String> VISITORS =
            List.of("nobody", "customer of another case", "customer of this case", "staff", "administrator");

    /** Pages of the guide inside a case, which no resource of this room declares. */
    private static final Set<String> JOURNEY = Set.of(
            "GET /c/{code}/guide/program", "GET /c/{code}/plan", "GET /c/{code}/bundle.zip", "GET /c/{code}/evidence");

    @Inject
    CaseFeed cases;

    @Inject
    StaffServer staff;

    @Inject
    Clock clock;

    @Inject
    Event<Observation> server;

    @TestHTTPResource
    URI portal;

    /** Not HTTP/2: answers are not read to their end, and a connection on which many streams are reset is closed. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static int people;

    private record Row(String method, String path, List<String> expected) {
        String name() {
            return method + " " + path;
        }
    }

    private static List<Row> rows() {
        return MATRIX.lines()
                .map(line -> line.strip().split("\\s+"))
                .map(cells -> new Row(cells[0], cells[1], Arrays.asList(cells).subList(2, 7)))
                .toList();
    }

    @Test
    void the_matrix_has_every_address_of_the_room() {
        var declared = new TreeSet<String>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("tlsready.cases")
                        .stream()
                        .map(type -> type.reflect())
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .forEach(type -> declared.addAll(addresses(type)));
        var known = new TreeSet<String>();
        rows().stream()
                .map(Row::name)
                .filter(name -> !JOURNEY.contains(name))
                .map(name -> name.replace("{visit}", "{}").replaceAll("\\{[a-z]+}", "{}"))
                .forEach(known::add);
        assertEquals(declared, known);
    }

    private static Set<String> addresses(Class<?> type) {
        var found = new TreeSet<String>();
        for (var method : type.getDeclaredMethods()) {
            String verb = method.isAnnotationPresent(GET.class)
                    ? "GET"
                    : method.isAnnotationPresent(POST.class) ? "POST" : null;
            if (verb != null) {
                Path below = method.getAnnotation(Path.class);
                String path = "/" + type.getAnnotation(Path.class).value() + "/" + (below == null ? "" : below.value());
                found.add(verb + " "
                        + path.replaceAll("/+", "/").replaceAll("(.)/$", "$1").replaceAll("\\{[^}]+}", "{}"));
            }
        }
        return found;
    }

    @Test
    void everybody_gets_what_the_matrix_says() throws Exception {
        Case mine = cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 30);
        long visit = visit(mine);
        Case other = cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 30);
        Desk worker = Desk.of(staff, "matrix worker " + ++people, Roles.STAFF);
        Desk administrator = Desk.of(staff, "matrix administrator " + people, Roles.ADMINISTRATOR);
        Map<String, String> wrong = new LinkedHashMap<>();
        int asked = 0;
        for (Row row : rows()) {
            for (int i = 0; i < VISITORS.size(); i++) {
                Desk desk = i == 3 ? worker : i == 4 ? administrator : new Desk();
                boolean changes = row.method().equals("POST") && row.path().startsWith("/staff/cases/");
                Case about =
                        changes ? cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 30) : mine;
                String code = i == 2
                        ? mine.code().spelled()
                        : i == 1
                                ? other.code().spelled()
                                : CaseCode.random(new Random(i + 40L)).spelled();
                String said = answer(row, about, code, visit, desk);
                asked++;
                String expected = row.expected().get(i);
                if (!said.equals(expected) && !(expected.equals("404") && said.equals("429"))) {
                    wrong.put(row.name() + " for " + VISITORS.get(i), "expected " + expected + " but was " + said);
                }
                if (row.path().equals("/staff/logout") && i >= 3) {
                    assertEquals(
                            303,
                            desk.signIn((i == 3 ? "matrix worker " : "matrix administrator ") + people, Desk.CHOSEN)
                                    .statusCode());
                }
            }
        }
        assertEquals(Map.of(), wrong);
        System.out.println("The authorisation matrix has " + rows().size() + " addresses and " + asked + " cells");
    }

    @Test
    void no_form_of_staff_is_taken_without_the_token_of_their_session() throws Exception {
        Desk worker = Desk.of(staff, "matrix forger " + ++people, Roles.ADMINISTRATOR);
        Case about = cases.open("somebody", "", CustomerLanguage.ENGLISH, "/guide/program", 30);
        for (Row row : rows()) {
            if (row.method().equals("POST")
                    && row.path().startsWith("/staff")
                    && !row.path().equals("/staff/login")) {
                String path =
                        row.path().replace("{id}", Long.toString(about.id())).replace("{group}", "1");
                assertEquals(
                        403, worker.request().formParam("note", "x").post(path).statusCode(), path);
            }
        }
        assertTrue(cases.withId(about.id()).orElseThrow().open());
    }

    private String answer(Row row, Case about, String code, long visit, Desk desk) throws Exception {
        String path = row.path();
        if (path.startsWith("/c/")) {
            path = path.replace("{code}", code).replace("{id}", Long.toString(visit));
        }
        String id = path.startsWith("/staff/people") || path.startsWith("/staff/campaigns")
                ? "999999"
                : Long.toString(about.id());
        path = path.replace("{id}", id).replace("{visit}", Long.toString(visit));
        path = path.replace("{form}", "json").replace("{key}", "nosuchkeyofaroom");
        path = path.replace("{group}", "999999").replace("{label}", "fzzzzzzz");
        if (path.endsWith("/compare")) {
            path += "?before=" + visit + "&after=" + visit;
        } else if (path.endsWith("/plan") || path.endsWith("/bundle.zip")) {
            Optional<Case> found = CaseCode.read(code).flatMap(cases::withCode);
            path += "?" + GoldenMachines.ANALYST.query()
                    + (path.endsWith("/plan")
                            ? ""
                            : "&label=" + found.map(Case::label).orElse("none22"));
        }
        var request = HttpRequest.newBuilder(portal.resolve(path)).header("Accept", "text/html,*/*");
        if (!desk.session().isEmpty()) {
            request.header("Cookie", "tlsready-staff=" + desk.session());
        }
        if (row.method().equals("POST")) {
            String token = desk.session().isEmpty()
                    ? "none"
                    : Desk.token(desk.get("/staff/password").asString());
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "form-token=" + token + "&code=" + code + "&note=called&to=nobody"));
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close(); // events would go on for ever
        String to = answer.headers().firstValue("Location").orElse("");
        return to.contains("/staff/login?next=") ? "in" : Integer.toString(answer.statusCode());
    }

    private long visit(Case about) throws Exception {
        Callers.call(server, clock.instant(), "IE 11 Win 10", "tls12", Optional.of(about.label()), "192.0.2.78");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            List<Long> seen = new ArrayList<>();
            cases.events(about, 0).forEach(event -> event.visit().ifPresent(one -> seen.add(one.id())));
            if (!seen.isEmpty()) {
                return seen.get(0);
            }
            assertTrue(System.nanoTime() < end, "the call was seen in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
