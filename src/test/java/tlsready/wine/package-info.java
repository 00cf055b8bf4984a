/** Tests that run bundles on a real implementation of Windows' registry, cmd and script host: Wine. */
package tlsready.wine;
