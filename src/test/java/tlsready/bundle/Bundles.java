package tlsready.bundle;

import tlsready.GoldenMachines;
import tlsready.remediation.StepWords;

/** Bundles without Quarkus: everything is real but the two HTML pages, which {@link GoldenBundlesTest} covers. */
public final class Bundles {
    /** Windows 7, both runtimes, every group of settings, both views: the largest bundle there is. */
    public static final String EVERYTHING =
            "program=arcgis-desktop&desktop=10-2-2&instead=configure&dotnet35=yes&windows=windows-7&bitness=x64"
                    + "&dotnet=4-8&target=arcgis-enterprise&admin=yes";

    private static final Bundler BUNDLER = new Bundler(StepWords.read(), new Pages() {
        @Override
        public String instructions(Sheet sheet) {
            return "<p>" + sheet.page().title() + "</p>";
        }

        @Override
        public String forYourAdministrator(Sheet sheet) {
            return "<p>" + sheet.machine() + "</p>";
        }
    });

    private Bundles() {}

    /** The bundle for these answers. */
    public static Bundle of(String query) {
        return BUNDLER.bundle(GoldenMachines.order(query));
    }

    /** The bundle for an order. */
    public static Bundle of(Order order) {
        return BUNDLER.bundle(order);
    }

    /** The file of this name in a bundle. */
    public static BundleFile file(Bundle bundle, String name) {
        return bundle.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + bundle.files()));
    }
}
