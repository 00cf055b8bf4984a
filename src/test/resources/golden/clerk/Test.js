// TLS Ready, Test.js. Knowledge 2026.11.5. Not made by Esri or Microsoft.
var DEFAULT_URL = "https://www.arcgis.com/sharing/rest/info?f=json";
var PROVES = { 32: "What WinHTTP offers by default to 32-bit programs.", 64: "What WinHTTP offers by default to 64-bit programs." };
var PROVES_NOT = { 32: "Anything about .NET or WinINet, or about a WinHTTP program that chooses its versions itself.", 64: "Anything about .NET or WinINet, or about a WinHTTP program that chooses its versions itself." };
// How to run it: double-click, or in a command window:
//   cscript //nologo Test.js
//   cscript //nologo Test.js https://your.server/
// 32-bit programs on 64-bit Windows have settings of their own; to test those:
//   %windir%\SysWOW64\cscript.exe //nologo Test.js
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
  WScript.Echo(report.join("\r\n"));
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

function verdict(url) {
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
if (!/^https:\/\/[^\/]/i.test(url)) {
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
say("Exit code " + code);
leave(code);
