/**
 * Readers of what people paste or upload, each into facts about a machine. Pure: imports {@code windows} and
 * {@code registry} of ours and no framework.
 */
package tlsready.evidence;
