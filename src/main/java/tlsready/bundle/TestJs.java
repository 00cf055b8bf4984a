package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/**
 * Writes {@code Test.js} for Windows Script Host (JScript, so ECMAScript 3; Windows XP to 11): asks WinHTTP for an
 * address and tells apart a passed test, a TLS failure and everything of which nothing follows. The numbers are those
 * of winhttp.h.
 */
final class TestJs {
    private static final String SCRIPT =
            """
            // How to run it: double-click, or in a command window:
            //   cscript //nologo Test.js
            //   cscript //nologo Test.js https://your.server/
            // 32-bit programs on 64-bit Windows have settings of their own; to test those:
            //   %windir%\\SysWOW64\\cscript.exe //nologo Test.js
            // Exit codes: 0 passed, 1 TLS refused, 2 unknown (no connection, no verdict).

            var PASSED = 0, REFUSED = 1, UNKNOWN = 2;
            var TIMEOUT_MS = 15000;
            var REDIRECTS = 6;

            var TLS_FAILURE = {
              12157: "WinHTTP and the server did not agree on a secure channel",
              12175: "WinHTTP reports a security failure"
            };
            var CERTIFICATE = {
              12037: "the certificate is not valid at this date",
              12038: "the certificate is for another name",
              12045: "the certificate's issuer is not trusted here",
              12057: "whether the certificate was revoked could not be checked",
              12169: "the certificate is not valid",
              12170: "the certificate was revoked",
              12179: "the certificate is not meant for servers"
            };
            var NO_CONNECTION = {
              12002: "no answer in time",
              12005: "the address is not valid",
              12006: "the address must begin with https://",
              12007: "the name of the server was not found",
              12029: "no connection to the server or the proxy",
              12030: "the connection was broken off; some servers refuse an old TLS version that way, but so does a firewall",
              12152: "the answer makes no sense; something in between may have answered"
            };

            var report = [];
            function say(line) {
              report.push(line);
            }
            function leave(code) {
              WScript.Echo(report.join("\\r\\n"));
              WScript.Quit(code);
            }
            function environment(name) {
              return new ActiveXObject("WScript.Shell").Environment("Process")(name);
            }
            function numberOf(error) {
              return error.number & 0xFFFF;
            }

            function ask(url) {
              var request = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
              try {
                request.Option(REDIRECTS) = false;
              } catch (ignored) {
                say("(Redirects are followed: this Windows cannot switch that off.)");
              }
              request.SetTimeouts(TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS);
              request.Open("GET", url, false);
              request.Send();
              return request.Status;
            }

            @TELL@function verdict(url) {
              var status;
              try {
                status = ask(url);
              } catch (error) {
                return failed(numberOf(error));
              }
              if (status == 407) {
                say("UNKNOWN: a proxy in between wants a sign-in, so the server was not reached.");
                return UNKNOWN;
              }
              if (status >= 400) {
                say("UNKNOWN: the answer was HTTP status " + status + ". A proxy in between may have given it,");
                say("and then nothing reached the server. Try an address that answers with a page.");
                return UNKNOWN;
              }
              say("PASSED: the server answered over TLS (HTTP status " + status + ").");
              say("That is TLS 1.2 or newer only if the server takes nothing older.");
              return PASSED;
            }

            function failed(number) {
              if (TLS_FAILURE[number]) {
                say("TLS REFUSED: " + TLS_FAILURE[number] + " (" + number + ").");
                say("The TLS version or the ciphers may be the reason, but also a certificate that is not trusted here.");
                return REFUSED;
              }
              if (CERTIFICATE[number]) {
                say("UNKNOWN: " + CERTIFICATE[number] + " (" + number + "). That says nothing about TLS versions.");
                return UNKNOWN;
              }
              say("UNKNOWN: " + (NO_CONNECTION[number] || "WinHTTP failed with a number we do not know") + " (" + number + ").");
              say("That says nothing about TLS.");
              return UNKNOWN;
            }

            var bits = /^x86$/i.test(environment("PROCESSOR_ARCHITECTURE")) ? 32 : 64;
            var url = WScript.Arguments.length > 0 ? WScript.Arguments(0) : DEFAULT_URL;
            say("TLS Ready test of WinHTTP, " + bits + "-bit script host");
            if (!/^https:\\/\\/[^\\/]/i.test(url)) {
              say("UNKNOWN: name an address that begins with https://, for example:");
              say("  cscript //nologo Test.js https://your.server/");
              leave(UNKNOWN);
            }
            say("Address: " + url);
            say("");
            var code = verdict(url);
            say("");
            say("What a passed test proves: " + PROVES[bits]);
            say("What it does not prove: " + PROVES_NOT[bits]);
            @TOLD@say("Exit code " + code);
            leave(code);
            """;

    /** The call to a waiting room: the number of WinHTTP's option 4 switches off what would stop at a certificate. */
    private static final String TELL =
            """
            // Calls the portal as well, so that it sees what WinHTTP offers here. Nothing but this call travels.
            function tell(address) {
              var request = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
              try {
                request.SetTimeouts(TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS);
                request.Open("GET", address, false);
                if (!REPORT_TRUSTED) {
                  request.Option(4) = 13056;
                }
                request.Send();
                say("Reported to " + address.split("/")[2] + ", which says: " + request.ResponseText.split(" ")[0]);
              } catch (error) {
                say("The report to " + address.split("/")[2] + " did not get through (" + numberOf(error) + "). If it was");
                say("refused for its TLS, those who wait for it may see it all the same.");
              }
            }

            """;

    private static final String TOLD =
            """
            if (REPORTS[bits]) {
              say("");
              tell(REPORTS[bits]);
            }
            """;

    private TestJs() {}

    /** The script's bytes: ASCII, CR LF. */
    static byte[] write(Order order) {
        var url = order.plan().request().target().testUrl();
        String head =
                """
                // TLS Ready, Test.js. Knowledge %s. Not made by Esri or Microsoft.
                var DEFAULT_URL = %s;
                var PROVES = { %s };
                var PROVES_NOT = { %s };
                """
                        .formatted(
                                order.knowledge().version(),
                                literal(url),
                                byBits(order.knowledge(), true),
                                byBits(order.knowledge(), false));
        Optional<Order.Reporting> reporting = order.reporting();
        String script = SCRIPT.replace("@TELL@", reporting.isPresent() ? TELL : "")
                .replace("@TOLD@", reporting.isPresent() ? TOLD : "");
        return (head + reporting.map(to -> reports(order.knowledge(), to)).orElse("") + script)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String reports(Knowledge knowledge, Order.Reporting to) {
        String addresses = knowledge.stacks().stream()
                .filter(stack -> stack.kind() == NetworkStack.Kind.WINHTTP
                        && to.addresses().containsKey(stack.id()))
                .map(stack -> (stack.bitness() == Bitness.X86 ? 32 : 64) + ": "
                        + literal(to.addresses().get(stack.id())))
                .collect(Collectors.joining(", "));
        return "var REPORTS = { " + addresses + " };\nvar REPORT_TRUSTED = " + to.trusted() + ";\n";
    }

    private static String byBits(Knowledge knowledge, boolean proves) {
        return knowledge.stacks().stream()
                .filter(stack -> stack.kind() == NetworkStack.Kind.WINHTTP && stack.bitness() != null)
                .map(stack -> (stack.bitness() == Bitness.X86 ? 32 : 64) + ": "
                        + literal(proves ? stack.proves() : stack.provesNot()))
                .collect(Collectors.joining(", "));
    }

    /** A JScript string literal in ASCII. */
    static String literal(String text) {
        var literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                literal.append(c);
            } else {
                literal.append(String.format("\\u%04x", (int) c));
            }
        }
        return literal.append('"').toString();
    }
}
