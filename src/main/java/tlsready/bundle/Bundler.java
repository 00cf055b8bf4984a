package tlsready.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tlsready.remediation.PlanPage;
import tlsready.remediation.StepWords;

/**
 * Makes a bundle from an order. A plan that changes nothing gives a bundle without scripts and registry files; for a
 * person without rights the scripts give way to a sheet for the administrator.
 */
public final class Bundler {
    static final String FOR_ADMINISTRATOR = "for-your-administrator.html";
    static final String MANIFEST_PURPOSE = "What this was made from and what is in it, for programs.";

    private final StepWords words;
    private final Pages pages;

    public Bundler(StepWords words, Pages pages) {
        this.words = words;
        this.pages = pages;
    }

    /** The bundle for an order; the same order gives the same bytes. */
    public Bundle bundle(Order order) {
        Settings settings = Settings.of(order.plan(), order.knowledge());
        Sheet sheet = Sheet.of(order, PlanPage.of(order.plan(), order.knowledge(), words), settings);
        var files = new ArrayList<BundleFile>();
        files.add(text(
                "instructions.html",
                "The whole plan to read or print: every step, why, and who says so.",
                pages.instructions(sheet)));
        if (order.plan().isForSomebodyElse()) {
            files.add(text(
                    FOR_ADMINISTRATOR,
                    "One page to print and give to whoever may change this computer.",
                    pages.forYourAdministrator(sheet)));
        }
        if (!settings.isEmpty()) {
            files.addAll(changing(order, settings, sheet));
        }
        files.addAll(looking(order));
        if (!settings.isEmpty()) {
            files.add(new BundleFile(
                    "settings.csv",
                    "Every registry value that must be there afterwards, as a table.",
                    SettingsCsv.write(settings, order.knowledge())));
        }
        files.add(
                0,
                new BundleFile(
                        "README.txt", "Read this first: what to do, in which order.", Readme.write(sheet, files)));
        files.add(new BundleFile("manifest.json", MANIFEST_PURPOSE, Manifest.write(order, files)));
        return new Bundle(Naming.bundle(order.plan().request()), files);
    }

    private List<BundleFile> changing(Order order, Settings settings, Sheet sheet) {
        var files = new ArrayList<BundleFile>();
        var reg = new RegFiles(order, settings);
        if (!order.plan().isForSomebodyElse()) {
            Worksheet worksheet =
                    Worksheet.of(settings, order.plan().request().machine().bitness());
            String version = order.knowledge().version();
            String undoNames = RegFiles.pairs(settings).stream()
                    .map(RegFiles.Pair::undoName)
                    .collect(Collectors.joining(" and "));
            files.add(new BundleFile(
                    "Fix.cmd",
                    "Saves what is in the registry, makes the changes, reads every value back. For an administrator.",
                    FixScript.write(worksheet, version, sheet.effects())));
            files.add(new BundleFile(
                    "Undo.cmd",
                    "Puts back exactly what Fix.cmd found. For an administrator.",
                    UndoScript.write(worksheet, version, undoNames)));
        }
        files.addAll(reg.files());
        files.addAll(reg.undoFiles());
        return files;
    }

    private static List<BundleFile> looking(Order order) {
        return List.of(
                BundleFile.stored(
                        "/bundle/Look.cmd",
                        "Shows what this computer has; changes nothing and needs no administrator."),
                BundleFile.stored("/bundle/Look.ps1", "The same as Look.cmd, where only PowerShell is allowed."),
                new BundleFile(
                        "Test.js",
                        "Tests whether WinHTTP, one of Windows' ways to connect, reaches the service.",
                        TestJs.write(order)),
                new BundleFile("Test.ps1", "Tests whether .NET Framework reaches the service.", TestPs1.write(order)));
    }

    private static BundleFile text(String name, String purpose, String content) {
        return new BundleFile(name, purpose, content.getBytes(StandardCharsets.UTF_8));
    }
}
