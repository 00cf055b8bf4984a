/**
 * What we know, as data with sources: read once from {@code knowledge/*.yaml} into strict records. Every row names its
 * sources and how sure we are. Pure: imports only {@code tls} and {@code registry} of ours.
 */
package tlsready.knowledge;
