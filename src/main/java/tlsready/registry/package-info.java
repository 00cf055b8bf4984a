/**
 * The Windows registry as values: keys, typed data, what is known of one machine's registry, a change set with its way
 * back, and the {@code .reg} file format. Pure: imports nothing of ours and no framework.
 */
package tlsready.registry;
