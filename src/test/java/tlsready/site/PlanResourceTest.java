package tlsready.site;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class PlanResourceTest {
    private static RequestSpecification asIs() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    @Test
    void each_golden_machine_has_its_plan() {
        for (GoldenMachines machine : GoldenMachines.values()) {
            asIs().get("/plan?" + machine.query())
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=utf-8")
                    .body(containsString("What to do"), not(containsString("{")));
        }
    }

    @Test
    void an_answer_that_is_missing_leads_to_its_question() {
        asIs().get("/plan?program=arcgis-desktop&desktop=10-6-1")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/guide/instead?program=arcgis-desktop&desktop=10-6-1"));
        asIs().get("/plan").then().statusCode(302).header("Location", equalTo("/guide/program"));
    }

    @Test
    void other_spellings_lead_to_the_one_address() {
        asIs().get("/plan?admin=yes&" + GoldenMachines.ANALYST.query() + "&utm_source=mail")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/plan?" + GoldenMachines.ANALYST.query()));
    }

    @Test
    void a_stale_or_made_up_answer_leads_back_to_its_question() {
        asIs().get("/plan?program=bogus").then().statusCode(302).header("Location", startsWith("/guide/program"));
        asIs().get("/plan?program=%ff").then().statusCode(400).body(not(containsString("Exception")));
    }

    @Test
    void an_over_long_address_is_refused_with_the_limit() {
        asIs().get("/plan?program=" + "x".repeat(3000)).then().statusCode(414).body(containsString("2,000"));
    }
}
