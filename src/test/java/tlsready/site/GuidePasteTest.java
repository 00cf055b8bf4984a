package tlsready.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The boxes of the guide take whatever answers their question, in every form that the evidence's reader knows. */
@QuarkusTest
class GuidePasteTest {
    private static final String DOTNET = "program=unknown&windows=windows-11&dotnet=unknown";
    private static final String WINDOWS = "program=unknown&windows=unknown";
    private static final String FULL = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full";
    private static final String REPORT =
            """
            TLS-READY-REPORT 1
            ; no names in it
            Microsoft Windows [Version 10.0.19045.3803]

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
                Release    REG_DWORD    0x80ff4
                Install    REG_DWORD    0x1

            HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319
                SchUseStrongCrypto    REG_DWORD    0x1
            TLS-READY-REPORT END
            """;
    private static final String SYSTEMINFO =
            """
            Host Name:                 MYPC
            OS Name:                   Microsoft Windows 10 Pro
            OS Version:                10.0.19045 N/A Build 19045
            System Type:               x64-based PC
            """;

    private static Response paste(String question, String query, String text) {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body("paste=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .post("/guide/" + question + "/next?" + query);
    }

    static Stream<Arguments> dotNets() {
        return Stream.of(
                arguments("a Release number", "528372", "release-528372"),
                arguments("the same in hex", "0x80ff4", "release-528372"),
                arguments("a version", "4.7.2", "release-461808"),
                arguments("a version in words", ".NET Framework 4.8", "release-528040"),
                arguments("reg query", FULL + "\n    Release    REG_DWORD    0x80ff4\n", "release-528372"),
                arguments(
                        "a .reg file",
                        "Windows Registry Editor Version 5.00\n\n[" + FULL + "]\n\"Release\"=dword:00080ff4\n",
                        "release-528372"),
                arguments(
                        "Get-ItemProperty",
                        "Release      : 528372\nInstall      : 1\n"
                                + "PSPath       : Microsoft.PowerShell.Core\\Registry::" + FULL + "\n",
                        "release-528372"),
                arguments(
                        "Get-STDotNetVersion",
                        """
                        ComputerName : localhost
                        >=4.x        : 4.6.2
                        v4\\Client    : Installed
                        v4\\Full      : Installed
                        v3.5         : Not installed (no key)
                        """,
                        "release-394802"),
                arguments(
                        "Get-STDotNetVersion where there is none",
                        """
                        >=4.x        : Not installed (no key)
                        v4\\Client    : Not installed (no key)
                        v4\\Full      : Not installed (no key)
                        """,
                        "none"),
                arguments(
                        "prose around a line",
                        "Dear support,\n\nRelease    REG_DWORD    0x80ff4\n\nBob",
                        "release-528372"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dotNets")
    void whatever_tells_the_dotnet_framework_answers_its_question(String form, String text, String answer) {
        Response response = paste("dotnet-look", DOTNET, text);
        assertEquals(303, response.statusCode(), response.asString());
        String next = answer.equals("none") ? "dotnet4-possible" : "target";
        assertEquals("/guide/" + next + "?" + DOTNET + "&dotnet-look=" + answer, response.header("Location"));
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                arguments("ver", "\nMicrosoft Windows [Version 10.0.19045.3803]\n", "windows-10-22h2", "bitness"),
                arguments("winver", "Version 22H2 (OS Build 19045.3803)", "windows-10-22h2", "bitness"),
                arguments("a build number", "19045", "windows-10-22h2", "bitness"),
                arguments("a name", "Windows 8.1", "windows-8-1", "bitness"),
                arguments("OSVersion", "Microsoft Windows NT 10.0.19045.0", "windows-10-22h2", "bitness"),
                arguments("systeminfo", SYSTEMINFO, "windows-10-22h2&bitness=x64", "dotnet"),
                arguments(
                        "a server's systeminfo",
                        SYSTEMINFO
                                .replace("Windows 10 Pro", "Windows Server 2019 Standard")
                                .replace("19045", "17763"),
                        "server-2019",
                        "dotnet"),
                arguments(
                        "two pieces",
                        "Microsoft Windows [Version 10.0.19045.3803]\n\nRelease    REG_DWORD    0x80ff4\n",
                        "windows-10-22h2&dotnet=4-8",
                        "bitness"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("windows")
    void whatever_tells_the_windows_answers_its_question_and_others_that_are_open(
            String form, String text, String answers, String next) {
        Response response = paste("windows-look", WINDOWS, text);
        assertEquals(303, response.statusCode(), response.asString());
        assertEquals("/guide/" + next + "?" + WINDOWS + "&windows-look=" + answers, response.header("Location"));
    }

    @Test
    void an_answer_of_the_person_is_not_changed_by_what_was_pasted_for_another_question() {
        Response response = paste("windows-look", WINDOWS + "&bitness=x86&dotnet=4-5", SYSTEMINFO);
        assertEquals(
                "/guide/target?" + WINDOWS + "&windows-look=windows-10-22h2&bitness=x86&dotnet=4-5",
                response.header("Location"));
        response = paste(
                "dotnet-look",
                "program=unknown&windows=unknown&windows-look=windows-8-1&bitness=unknown&dotnet=unknown",
                SYSTEMINFO + "\nRelease    REG_DWORD    0x80ff4\n");
        assertEquals(
                "/guide/target?program=unknown&windows=unknown&windows-look=windows-8-1&bitness=x64"
                        + "&dotnet=unknown&dotnet-look=release-528372",
                response.header("Location"),
                "“I do not know” gives way, but no answer falls away by it");
    }

    @Test
    void facts_that_no_answer_can_say_are_shown_before_they_are_kept() {
        Response response = paste("dotnet-look", DOTNET, REPORT);
        String alone = "/guide/target?" + DOTNET + "&dotnet-look=release-528372";
        response.then()
                .statusCode(200)
                .body(containsString("Your answer is in it: Release 528372: .NET Framework 4.8."))
                .body(containsString("SchUseStrongCrypto is 1 (0x1) REG_DWORD".substring(0, 20)))
                .body(containsString("Nothing of it is kept yet"))
                .body(containsString("href=\"" + alone.replace("&", "&amp;") + "\""))
                .body(containsString("href=\"" + alone.replace("&", "&amp;") + "&amp;e=1~"))
                .body(not(containsString("take the place")));
        paste("dotnet-look", DOTNET + "&e=1~windows-11", REPORT)
                .then()
                .body(containsString("It would take the place of the evidence that your address carries now."));
    }

    @Test
    void what_was_taken_along_is_read_by_the_plan() {
        String page = paste("windows-look", WINDOWS, REPORT).asString();
        String address = page.replaceFirst("(?s).*<a class=\"button\" href=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        Response next = RestAssured.given().urlEncodingEnabled(false).get(address);
        assertEquals(200, next.statusCode(), address);
        assertEquals(
                "/guide/bitness?" + WINDOWS
                        + "&windows-look=windows-10-22h2&dotnet=4-8&e=1~windows-10-22h2~n528372~v4.susc-1",
                address.replace("~b19045", "~windows-10-22h2"));
    }

    @Test
    void what_does_not_answer_the_question_comes_back_with_what_was_understood() {
        paste("dotnet-look", DOTNET, SYSTEMINFO)
                .then()
                .statusCode(400)
                .body(containsString("We read what you pasted, but it does not tell about .NET Framework 4."))
                .body(containsString("<li>64-bit Windows</li>"))
                .body(containsString("System Type:               x64-based PC"));
        paste("windows-look", WINDOWS, FULL + "\n    Release    REG_DWORD    0x80ff4\n")
                .then()
                .statusCode(400)
                .body(containsString("We see no Windows in what you pasted."))
                .body(containsString("<li>.NET Framework Release 528372</li>"));
        paste("windows-look", WINDOWS, "hello <b>")
                .then()
                .statusCode(400)
                .body(containsString("hello &lt;b&gt;</textarea>"));
        paste("windows-look", WINDOWS, "OS Name:                   Microsoft Windows 10 Pro\n")
                .then()
                .statusCode(400)
                .body(containsString(
                        "We read “Windows 10, release unknown”. The build number tells which release it is"));
    }

    @Test
    void two_things_in_one_paste_are_asked_about_and_not_guessed() {
        paste("dotnet-look", DOTNET, "Release    REG_DWORD    0x80ff4\nRelease    REG_DWORD    0x70bf6\n")
                .then()
                .statusCode(400)
                .body(containsString("Your text says two different things about .NET Framework 4"));
        paste("windows-look", WINDOWS, "Microsoft Windows [Version 10.0.19045.1]\nMicrosoft Windows [Version 6.1.7601]")
                .then()
                .statusCode(400)
                .body(containsString("Your text says two different things about which Windows it is"));
    }

    @Test
    void a_build_that_two_windows_share_is_offered_to_choose_from() {
        paste("windows-look", WINDOWS, "\n\nMicrosoft Windows [Version 10.0.17763.1]\n" + "x\n".repeat(200))
                .then()
                .statusCode(400)
                .body(containsString("windows-look=windows-10-1809\">Windows 10 1809</a>"))
                .body(containsString("windows-look=server-2019\">Windows Server 2019</a>"));
    }
}
