package tlsready.cases;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tlsready.bundle.Bundle;
import tlsready.bundle.BundleFile;

/**
 * The package of a group: scripts that are the same for everybody, and {@code Campaign.txt}, which says where they report.
 *
 * @param campaign its name, for people
 * @param report address that takes reports
 * @param test address of the check, with {@code {label}} where the label stands
 */
public record FleetPackage(
        String campaign, String group, String label, String salt, String secret, String report, String test) {
    private static final Map<String, String> SCRIPTS = Map.of(
            "README.txt", "Read this first.",
            "Report.cmd", "Looks, tests and reports once.",
            "Report.js", "The part of it for WinHTTP.",
            "Report.ps1", "The part of it for .NET.",
            "Weekly.cmd", "Registers a scheduled task that reports every week, if you say yes.",
            "Remove-weekly.cmd", "Takes that task away again.");

    /** The files; the same campaign gives the same bytes. */
    public Bundle bundle() {
        var files = new ArrayList<BundleFile>();
        SCRIPTS.keySet().stream()
                .sorted()
                .map(name -> BundleFile.stored("/fleet/" + name, SCRIPTS.get(name)))
                .forEach(script -> files.add(new BundleFile(script.name(), script.purpose(), crLf(script.bytes()))));
        files.add(new BundleFile("Campaign.txt", "Where reports go, and with what they are signed.", settings()));
        for (String look : List.of("Look.cmd", "Look.ps1")) {
            files.add(BundleFile.stored("/bundle/" + look, "Shows what this computer has; changes nothing."));
        }
        return new Bundle("tls-ready-campaign-" + label, files);
    }

    private byte[] settings() {
        String text = String.join(
                "\r\n",
                "; TLS Ready campaign: " + ascii(campaign) + ", group " + ascii(group),
                "; This file holds a key. Do not publish it.",
                "report: " + report,
                "group: " + label,
                "salt: " + salt,
                "secret: " + secret,
                "test: " + test,
                "");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^ -~]", "?");
    }

    private static byte[] crLf(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
