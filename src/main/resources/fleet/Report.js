// TLS Ready, Report.js, for Windows Script Host (Windows XP to 11). Not made by Esri or Microsoft.
// Looks at this computer, tests WinHTTP, and reports both to the campaign that Campaign.txt names. It changes nothing.
// What is sent is printed first. To see it without sending it:
//   cscript //nologo Report.js /dry
// Exit codes: 0 reported, 2 not reported, 3 the package is not whole.

var VERSION = "1";
var TIMEOUT_MS = 20000;
var TRIES = 4;
var PAUSE_MS = 60000;
var IGNORE_CERTIFICATE = 13056; // versions and suites are tested here, not who vouches for the server
var IGNORE_FLAGS = 4;
var REDIRECTS = 6;
var LONGEST_LOOK = 60000;

var shell = new ActiveXObject("WScript.Shell");
var files = new ActiveXObject("Scripting.FileSystemObject");
var folder = files.GetParentFolderName(WScript.ScriptFullName);

function say(line) {
  WScript.Echo(line);
}
function leave(code, line) {
  say(line);
  WScript.Quit(code);
}
function asked(option) {
  for (var i = 0; i < WScript.Arguments.length; i++) {
    if (WScript.Arguments(i).toLowerCase() == option) return true;
  }
  return false;
}
function environment(name) {
  return shell.Environment("Process")(name);
}
function readText(path) {
  if (!files.FileExists(path) || files.GetFile(path).Size == 0) return "";
  var file = files.OpenTextFile(path, 1);
  var text = file.ReadAll();
  file.Close();
  return text;
}
function two(number) {
  return (number < 10 ? "0" : "") + number;
}

// ---- SHA-256 (FIPS 180-4) and HMAC (RFC 2104) of texts in ASCII ----------------------------------------------------

var PRIMES = [];
for (var candidate = 2; PRIMES.length < 64; candidate++) {
  var prime = true;
  for (var p = 0; p < PRIMES.length && prime; p++) prime = candidate % PRIMES[p] != 0;
  if (prime) PRIMES.push(candidate);
}
function fraction(number) {
  return Math.floor((number - Math.floor(number)) * 4294967296) | 0;
}
// Cube roots by Newton's method: Math.pow is not exact enough everywhere.
function cubeRoot(number) {
  var root = Math.pow(number, 1 / 3);
  for (var i = 0; i < 4; i++) root = root - (root * root * root - number) / (3 * root * root);
  return root;
}
var K = [], START = [];
for (var n = 0; n < 64; n++) {
  K.push(fraction(cubeRoot(PRIMES[n])));
  if (n < 8) START.push(fraction(Math.sqrt(PRIMES[n])));
}
function turned(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}
function bytesOf(text) {
  var bytes = [];
  for (var i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 255);
  return bytes;
}
function sha256(message) {
  var bytes = message.slice(0);
  var length = bytes.length;
  bytes.push(128);
  while (bytes.length % 64 != 56) bytes.push(0);
  for (var z = 0; z < 3; z++) bytes.push(0);
  bytes.push(Math.floor(length / 536870912) & 255);
  for (var s = 24; s >= 0; s -= 8) bytes.push(((length << 3) >>> s) & 255);
  var h = START.slice(0), w = [];
  for (var at = 0; at < bytes.length; at += 64) {
    for (var t = 0; t < 64; t++) {
      if (t < 16) {
        var b = at + 4 * t;
        w[t] = (bytes[b] << 24) | (bytes[b + 1] << 16) | (bytes[b + 2] << 8) | bytes[b + 3];
      } else {
        var x = w[t - 15], y = w[t - 2];
        var s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
        var s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
        w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0;
      }
    }
    var v = h.slice(0);
    for (var r = 0; r < 64; r++) {
      var e = v[4], a = v[0];
      var big1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      var t1 = (v[7] + big1 + ((e & v[5]) ^ (~e & v[6])) + K[r] + w[r]) | 0;
      var big0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      var t2 = (big0 + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]))) | 0;
      v = [(t1 + t2) | 0, a, v[1], v[2], (v[3] + t1) | 0, e, v[5], v[6]];
    }
    for (var i = 0; i < 8; i++) h[i] = (h[i] + v[i]) | 0;
  }
  var digest = [];
  for (var j = 0; j < 8; j++) {
    for (var q = 24; q >= 0; q -= 8) digest.push((h[j] >>> q) & 255);
  }
  return digest;
}
function hex(bytes) {
  var digits = "0123456789abcdef", text = "";
  for (var i = 0; i < bytes.length; i++) text += digits.charAt(bytes[i] >> 4) + digits.charAt(bytes[i] & 15);
  return text;
}
function hmac(secret, text) {
  var key = bytesOf(secret), inner = [], outer = [];
  for (var i = 0; i < 64; i++) {
    inner.push((key[i] || 0) ^ 54);
    outer.push((key[i] || 0) ^ 92);
  }
  return hex(sha256(outer.concat(sha256(inner.concat(bytesOf(text))))));
}

// ---- What is reported ----------------------------------------------------------------------------------------------

function campaign() {
  var found = {}, lines = readText(folder + "\\Campaign.txt").split(/\r?\n/);
  for (var i = 0; i < lines.length; i++) {
    var parts = /^([a-z]+): (.*)$/.exec(lines[i]);
    if (parts) found[parts[1]] = parts[2];
  }
  if (!found.report || !found.group || !found.salt || !found.secret || !found.test) {
    leave(3, "Campaign.txt is not beside this script, or not whole. Unpack all files of the package into one folder.");
  }
  return found;
}
// The id of this installation of Windows never leaves the computer: only the beginning of a hash of it does.
function pseudonym(salt) {
  var id;
  try {
    id = shell.RegRead("HKLM\\SOFTWARE\\Microsoft\\Cryptography\\MachineGuid");
  } catch (none) {
    id = environment("COMPUTERNAME");
  }
  return hex(sha256(bytesOf(salt + " " + id.toLowerCase()))).substring(0, 12);
}
function bits() {
  return /^x86$/i.test(environment("PROCESSOR_ARCHITECTURE")) ? "x86" : "x64";
}
function test(settings, machine) {
  var stack = "winhttp-" + bits();
  var url = settings.test.replace("{label}", settings.group + machine + stack.replace("-", ""));
  return "stack: " + stack + " " + verdict(url);
}
function verdict(url) {
  var request = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
  var ignoring = false;
  try {
    request.Option(IGNORE_FLAGS) = IGNORE_CERTIFICATE;
    ignoring = true;
    request.Option(REDIRECTS) = false;
  } catch (old) {
    // a certificate that is not trusted here fails in the same way as a version, so then nothing follows from it
  }
  try {
    request.SetTimeouts(TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS);
    request.Open("GET", url, false);
    request.Send();
  } catch (error) {
    var number = error.number & 65535;
    if (ignoring && (number == 12157 || number == 12175)) return "failed tls-refused";
    return "unknown " + (number > 0 ? "winhttp-" + number : "-");
  }
  var word = /^([a-z0-9-]{1,32}) /.exec(request.ResponseText);
  if (request.Status == 200 && word && word[1] == "passed") return "passed -";
  if (request.Status == 403 && word && word[1] != "certificate-refused") return "failed " + word[1];
  return "unknown http-" + request.Status;
}
function other(settings) {
  var host = environment("SystemRoot") + "\\SysWOW64\\cscript.exe";
  if (bits() == "x86" || !files.FileExists(host)) return [];
  var lines = [], path = files.BuildPath(files.GetSpecialFolder(2), files.GetTempName());
  shell.Run("cmd /d /c \"\"" + host + "\" //nologo \"" + WScript.ScriptFullName + "\" /test > \"" + path + "\"\"", 0, true);
  var found = /stack: winhttp-x86 (passed|failed|unknown) [a-z0-9.-]+/.exec(readText(path));
  if (files.FileExists(path)) files.DeleteFile(path);
  if (found) lines.push(found[0]);
  return lines;
}
function look() {
  if (!files.FileExists(folder + "\\Look.cmd")) return "";
  var path = files.BuildPath(files.GetSpecialFolder(2), files.GetTempName());
  shell.Run("cmd /d /c \"\"" + folder + "\\Look.cmd\" /quiet > \"" + path + "\" 2>&1 < nul\"", 0, true);
  var text = readText(path);
  if (files.FileExists(path)) files.DeleteFile(path);
  text = text.replace(/\r?\n/g, "\r\n").replace(/[^\t\r\n -~]/g, "?");
  return between(text, "TLS-READY-REPORT ", "TLS-READY-REPORT END") || between(text, "TLS Ready look, ", "End of the look");
}
function between(text, first, last) {
  var begin = text.indexOf(first), end = text.indexOf("\r\n" + last + "\r\n");
  if (begin < 0 || end < begin || end - begin > LONGEST_LOOK) return "";
  return text.substring(begin, end) + "\r\n" + last + "\r\n";
}
function now() {
  var time = new Date();
  return time.getUTCFullYear() + "-" + two(time.getUTCMonth() + 1) + "-" + two(time.getUTCDate()) + "T"
    + two(time.getUTCHours()) + ":" + two(time.getUTCMinutes()) + ":" + two(time.getUTCSeconds()) + "Z";
}

// ---- Sending -------------------------------------------------------------------------------------------------------

function send(address, report) {
  for (var i = 1; ; i++) {
    var status = 0, answer;
    try {
      var request = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
      request.SetTimeouts(TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS, TIMEOUT_MS);
      request.Open("POST", address, false);
      request.SetRequestHeader("Content-Type", "text/plain");
      request.Send(report);
      status = request.Status;
      answer = request.ResponseText;
    } catch (error) {
      answer = "no connection to " + address + " (" + (error.number & 65535) + ")";
    }
    say("Answer: " + answer.replace(/\s+$/, ""));
    if (status == 200 || status == 202) return 0;
    var passing = status == 0 || status == 429 || status >= 500;
    if (!passing || i == TRIES) return 2;
    WScript.Sleep(PAUSE_MS);
  }
}

var settings = campaign();
var machine = asked("/selftest") ? "" : pseudonym(settings.salt);
if (asked("/selftest")) {
  leave(0, hex(sha256(bytesOf("abc"))) + " " + hmac(settings.secret, "what do ya want for nothing?"));
}
if (asked("/test")) {
  leave(0, test(settings, machine));
}
var time = now();
var lines = ["TLS-READY-MACHINE 1", "group: " + settings.group, "machine: " + machine, "time: " + time, test(settings, machine)]
  .concat(other(settings));
var report = lines.join("\r\n") + "\r\n" + look() + "TLS-READY-MACHINE END\r\n";
say("TLS Ready report " + VERSION + ". This is sent to " + settings.report + ":");
say("");
say(report);
if (asked("/dry")) {
  leave(0, "Nothing was sent.");
}
WScript.Quit(send(settings.report, report + "signature: " + hmac(settings.secret, report) + "\r\n"));
