/**
 * What a person takes home: the files that carry a plan, the way back and the tests, in one zip. Everything but
 * {@link tlsready.bundle.BundleResource} is pure, and the same order always gives the same bytes.
 */
package tlsready.bundle;
