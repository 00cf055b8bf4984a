package tlsready.site;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import tlsready.GoldenMachines;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

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
        asIs().get("/plan?program=bogus")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/guide/program?program=bogus"));
        given().get("/plan?program=bogus").then().statusCode(400).body(containsString("“bogus” is not an answer"));
        asIs().get("/plan?program=%00")
                .then()
                .statusCode(400)
                .body(containsString("The answer to “program” in the address holds a control character (U+0000)"));
        asIs().get("/plan?program=%ff").then().statusCode(400).body(not(containsString("Exception")));
    }

    @Test
    void an_over_long_address_is_refused_with_the_limit() {
        asIs().get("/plan?program=" + "x".repeat(3000)).then().statusCode(414).body(containsString("2,000"));
    }

    @Test
    void a_dotnet_that_this_windows_cannot_have_is_pointed_out() {
        String analyst = GoldenMachines.ANALYST.query();
        String seven = analyst.replace("windows-10-22h2", "windows-7").replace("dotnet=4-8", "dotnet=4-8-1");
        asIs().get("/plan?" + seven)
                .then()
                .statusCode(200)
                .body(containsString("Windows 7 SP1 can have .NET Framework 4.8 at most"));
        String eleven = analyst.replace("windows-10-22h2", "windows-11").replace("dotnet=4-8", "dotnet=4-5");
        given().urlEncodingEnabled(false)
                .get("/plan?" + eleven)
                .then()
                .statusCode(200)
                .body(containsString("and an older one cannot be put in"));
        String ten = analyst.replace("windows-10-22h2", "windows-10");
        asIs().get("/plan?" + ten).then().statusCode(200).body(not(containsString("One of the two is wrong")));
        asIs().get("/plan?" + analyst).then().body(not(containsString("One of the two is wrong")));
    }

    @Test
    void the_way_back_is_promised_only_as_far_as_it_goes() {
        String files = "What stood there before they cannot know";
        asIs().get("/plan?" + GoldenMachines.CLERK.query())
                .then()
                .body(containsString(files), not(containsString("restores what Fix.cmd found")));
        asIs().get("/plan?" + GoldenMachines.ANALYST.query())
                .then()
                .body(containsString("restores what Fix.cmd found there"), not(containsString(files)));
        given().urlEncodingEnabled(false)
                .get("/plan?" + GoldenMachines.CLERK.query()
                        + "&e=1~windows-7~x86~net-no~v4.susc-no~v4.sdtv-no~v2.susc-0~v2.sdtv-no~t12c-no~whttp-no")
                .then()
                .statusCode(200)
                .body(containsString("restore what the evidence says was there"));
    }

    @Test
    void a_patch_name_that_is_ours_by_the_pattern_is_called_so() {
        String patch = "program=arcgis-desktop&desktop=10-2-2&instead=patch";
        given().get("/plan?" + patch
                        + "&windows=windows-10-22h2&target=arcgis-online&admin=yes&dotnet35=no&bitness=x64&dotnet=4-8")
                .then()
                .statusCode(200)
                .body(containsString("ArcGIS-1022-DT-TLS-Patch.msp"), containsString("is ours, by the pattern"));
    }
}
