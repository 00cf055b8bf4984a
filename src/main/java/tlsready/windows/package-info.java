/**
 * The heart: a model of how Windows programs choose TLS versions. {@link tlsready.windows.StackModel} says for a
 * {@link tlsready.windows.Machine}, as far as it is known, and one network stack what it will offer and whether that
 * reaches a target, with the facts that led there. Pure.
 */
package tlsready.windows;
