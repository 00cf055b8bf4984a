package tlsready.guide;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tlsready.guide.Flows.question;

class TypedTest {
    private static final Question RELEASE = question("dotnet-release");
    private static final Question BUILD = question("windows-look");

    private static Answer accepted(Question question, String text) {
        return assertInstanceOf(Reply.Accepted.class, question.read(text), text).answer();
    }

    private static Reply.Refused refused(Question question, String text) {
        return assertInstanceOf(Reply.Refused.class, question.read(text), text);
    }

    /** The boundaries of Microsoft's table. */
    @ParameterizedTest
    @CsvSource({
        "378389, 4.5", "378674, 4.5", "378675, 4.5.1", "379892, 4.5.1", "379893, 4.5.2", "380035, 4.5.2",
        "393294, 4.5.2", "393295, 4.6", "394253, 4.6", "394254, 4.6.1", "394294, 4.6.1", "394801, 4.6.1",
        "394802, 4.6.2", "460797, 4.6.2", "460798, 4.7", "461307, 4.7", "461308, 4.7.1", "461807, 4.7.1",
        "461808, 4.7.2", "528039, 4.7.2", "528040, 4.8", "533319, 4.8", "533320, 4.8.1", "533509, 4.8.1"
    })
    void a_release_number_means_the_newest_version_it_reaches(String number, String version) {
        Answer answer = accepted(RELEASE, number);
        assertEquals("release-" + number, answer.id());
        assertEquals("Release " + number + ": .NET Framework " + version, answer.label());
    }

    @Test
    void a_release_number_newer_than_all_we_know_is_the_newest_version_or_later() {
        assertEquals(
                "Release 600000: .NET Framework 4.8.1 or later",
                accepted(RELEASE, "600000").label());
    }

    @Test
    void a_release_number_below_the_floor_is_taken_and_explained() {
        Answer answer = accepted(RELEASE, "378388");
        assertEquals("release-378388", answer.id());
        assertEquals("Release 378388: less than 378389, so no .NET Framework 4.5 or later", answer.label());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "461814",
                " 461814 ",
                "0x70bf6",
                "0X70BF6",
                "release-461814",
                "Release 461814",
                "461,814",
                "461 814",
                "Release    REG_DWORD    0x70bf6",
                "release: 461814"
            })
    void a_release_number_is_read_in_the_ways_people_write_it(String text) {
        assertEquals("release-461814", accepted(RELEASE, text).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.7.2", "v4.7.2", ".NET 4.7.2", ".NET Framework 4.7.2", "net framework 4.7.2", "4-7-2"})
    void a_version_stands_for_its_floor(String text) {
        assertEquals("release-461808", accepted(RELEASE, text).id());
    }

    @ParameterizedTest
    @CsvSource({
        "472, 'looks like a version, .NET Framework 4.7.2'",
        "48, 'looks like a version, .NET Framework 4.8'",
        "4.9, 'no .NET Framework version we know'",
        "4.0, 'has no Release number'",
        "3.5, 'has no Release number'",
        "0, 'no Release number that Windows can hold'",
        "99999999999, 'no Release number that Windows can hold'",
        "0xffffffff, 'no Release number that Windows can hold'",
        "release-, 'is not a Release number'",
        "release--1, 'is not a Release number'",
        "-461814, 'is not a Release number'",
        "-461814x, 'is not a Release number'",
        "twelve, 'is not a Release number'"
    })
    void what_is_no_release_number_is_refused_with_the_reason(String text, String reason) {
        Reply.Refused refused = refused(RELEASE, text);
        assertTrue(refused.why().contains(reason), refused::why);
    }

    @ParameterizedTest
    @CsvSource({
        "'Microsoft Windows [Version 10.0.19045.3803]', windows-10-22h2",
        "'Microsoft Windows [Versión 10.0.19045.3803]', windows-10-22h2",
        "'Microsoft Windows XP [Version 5.1.2600]', windows-xp",
        "'Version 22H2 (OS Build 19045.3803)', windows-10-22h2",
        "'Microsoft Windows Version 23H2 (Build 22631.2861)', windows-11-23h2",
        "19045, windows-10-22h2",
        "20348, server-2022",
        "'Windows Server 2019 Version 1809 (OS Build 17763.107)', server-2019",
        "'Windows 10 22H2', windows-10-22h2",
        "'windows server 2012 r2', server-2012-r2",
        "windows-7, windows-7"
    })
    void a_windows_is_read_from_what_it_says_about_itself(String text, String id) {
        assertEquals(id, accepted(BUILD, text).id());
    }

    @Test
    void a_build_that_a_desktop_and_a_server_share_is_asked_back() {
        Reply.Refused refused = refused(BUILD, "Microsoft Windows [Version 10.0.17763.1]");
        assertEquals(
                List.of("windows-10-1809", "server-2019"),
                refused.candidates().stream().map(Answer::id).toList());
        assertEquals("More than one Windows has the build number 17763. Choose which one it is.", refused.why());
    }

    @ParameterizedTest
    @CsvSource({
        "'Microsoft Windows [Version 10.0.12345.1]', 'do not know the Windows build 12345'",
        "7600, 'do not know the Windows build 7600'",
        "'Windows Seven', 'no build number'",
        "123456, 'no build number'"
    })
    void a_build_nobody_knows_is_refused(String text, String reason) {
        assertTrue(refused(BUILD, text).why().contains(reason));
    }

    @Test
    void a_text_of_64_kib_is_read_at_once() {
        String text = "release" + " ".repeat(65_536) + "x";
        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> Flows.FLOW.questions().forEach(q -> q.read(text)));
    }

    @Test
    void a_long_text_is_shortened_in_the_message() {
        assertTrue(refused(RELEASE, "x".repeat(500)).why().length() < 250);
        assertTrue(refused(question("admin"), "y".repeat(500)).why().length() < 250);
    }
}
