package tlsready.bundle;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import tlsready.remediation.StepWords;

/** Puts the making of bundles together. */
public class BundleWiring {
    @Produces
    @Singleton
    Bundler bundler(StepWords words, Pages pages) {
        return new Bundler(words, pages);
    }

    @Produces
    @Singleton
    Pages pages() {
        return new Pages() {
            @Override
            public String instructions(Sheet sheet) {
                return new BundleViews.instructions(sheet).render();
            }

            @Override
            public String forYourAdministrator(Sheet sheet) {
                return new BundleViews.administrator(sheet).render();
            }
        };
    }
}
