package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import tlsready.knowledge.Bitness;
import tlsready.knowledge.NetworkStack;
import tlsready.remediation.PlanPage;

/**
 * Writes {@code README.txt}: what to do first, in which order, who must do it, and what each file is. ASCII and CR LF,
 * so that it is readable in every Notepad and with {@code type}.
 */
final class Readme {
    private static final int WIDTH = 76;

    private final StringBuilder text = new StringBuilder();
    private final Sheet sheet;
    private final List<BundleFile> files;

    private Readme(Sheet sheet, List<BundleFile> files) {
        this.sheet = sheet;
        this.files = files;
    }

    /** The bytes for a plan and the files that go with it. */
    static byte[] write(Sheet sheet, List<BundleFile> files) {
        return new Readme(sheet, files).write();
    }

    private byte[] write() {
        var request = sheet.order().plan().request();
        heading("TLS READY", '=');
        paragraph("Made for " + request.version().name() + " on " + sheet.machine() + ", to reach "
                + request.target().name() + ".");
        paragraph(sheet.page().title() + ".");
        paragraph(sheet.page().lead());
        beforeYouStart();
        steps();
        tests();
        if (has("Undo.cmd")) {
            heading("THE WAY BACK", '-');
            paragraph("Right-click Undo.cmd and choose \"Run as administrator\". It puts back what Fix.cmd found, value"
                    + " for value. Fix.cmd keeps that in the folder \"before\" beside it: leave it there.");
        }
        files();
        heading("WHERE THIS COMES FROM", '-');
        paragraph("The reasons and their sources are in instructions.html. The same plan on the web:");
        line(sheet.order().permalink());
        line("");
        paragraph("Knowledge " + sheet.order().knowledge().version() + ". The files and their SHA-256 are listed in"
                + " manifest.json. Not made by, nor connected with, Esri or Microsoft.");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void beforeYouStart() {
        heading("BEFORE YOU START", '-');
        paragraph("Extract the whole zip file to a folder on this computer: right-click it, \"Extract all\". Files that"
                + " are started from inside the zip do not find each other.");
        paragraph("If Windows warns that a file came from the Internet: right-click the zip file, Properties, Unblock,"
                + " and extract it again.");
        if (has(Bundler.FOR_ADMINISTRATOR)) {
            paragraph("You said that you may not change this computer. Give this folder, or a print of "
                    + Bundler.FOR_ADMINISTRATOR + ", to the person who may.");
        }
    }

    private void steps() {
        heading("WHAT TO DO, IN THIS ORDER", '-');
        int number = 1;
        for (PlanPage.StepPart step : sheet.page().steps()) {
            item(number++ + ". ", step.title() + (step.administrator() ? "  (an administrator)" : ""));
            step.actions().forEach(action -> item("   - ", action));
            line("");
        }
        sheet.page().risks().forEach(risk -> item("Mind: ", risk.says()));
        if (!sheet.page().risks().isEmpty()) {
            line("");
        }
    }

    private void tests() {
        boolean named = !sheet.order().plan().request().target().testUrl().isEmpty();
        String address = named ? "" : " https://your.server/";
        heading("THE TESTS", '-');
        paragraph("Open a command window in this folder: hold Shift, right-click into the folder, \"Open command window"
                + " here\" (or PowerShell). Then type:");
        line("  cscript //nologo Test.js" + address);
        line("  powershell -NoProfile -ExecutionPolicy Bypass -File Test.ps1" + (named ? "" : " -Url" + address));
        line("");
        if (!sheet.order().plan().request().machine().bitness().equals(Optional.of(Bitness.X86))) {
            paragraph("On 64-bit Windows 32-bit programs (ArcMap is one) have settings of their own. For those:");
            line("  %windir%\\SysWOW64\\cscript.exe //nologo Test.js" + address);
            line("  %windir%\\SysWOW64\\WindowsPowerShell\\v1.0\\powershell.exe -NoProfile");
            line("     -ExecutionPolicy Bypass -File Test.ps1" + (named ? "" : " -Url" + address)
                    + "   (all in one line)");
            line("");
        }
        if (usesClr2()) {
            paragraph("For the parts on .NET 3.5 (where Windows still has PowerShell 2.0):");
            line("  powershell -Version 2 -NoProfile -ExecutionPolicy Bypass");
            line("     -File Test.ps1 -Clr 2" + (named ? "" : " -Url" + address) + "   (all in one line)");
            line("");
        }
        sheet.order()
                .reporting()
                .ifPresent(to -> paragraph("Each test also calls the portal that made these files, with the label "
                        + to.label() + ", so that whoever helps you sees what this computer offers. Nothing but the"
                        + " call itself travels: no name, no file, no setting."));
        paragraph("Each test says what it proves and what not. \"Unknown\" is not a failure: no connection came about,"
                + " so nothing follows for TLS.");
    }

    private boolean usesClr2() {
        return sheet.order().plan().forecasts().stream()
                .anyMatch(forecast -> forecast.stack().kind() == NetworkStack.Kind.CLR2);
    }

    private void files() {
        heading("THE FILES", '-');
        for (BundleFile file : files) {
            item(pad(file.name()), file.purpose());
        }
        item(pad("manifest.json"), Bundler.MANIFEST_PURPOSE);
        line("");
    }

    private boolean has(String name) {
        return files.stream().anyMatch(file -> file.name().equals(name));
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(1, 28 - name.length()));
    }

    private void heading(String words, char rule) {
        line(words);
        line(String.valueOf(rule).repeat(words.length()));
    }

    private void paragraph(String words) {
        item("", words);
        line("");
    }

    /** Wraps words after a head; further lines are indented by the head's width. */
    private void item(String head, String words) {
        var current = new StringBuilder(head);
        boolean fresh = true;
        for (String word : CmdScript.ascii(words).split(" ")) {
            if (!fresh && current.length() + 1 + word.length() > WIDTH) {
                line(current.toString());
                current = new StringBuilder(" ".repeat(head.length()));
                fresh = true;
            }
            current.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        line(current.toString());
    }

    private void line(String words) {
        text.append(words).append("\r\n");
    }
}
