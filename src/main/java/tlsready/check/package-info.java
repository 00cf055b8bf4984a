/**
 * A check shows what a machine really offers: endpoints, the observations made at them, and what those mean. The
 * listeners are {@code *Server}; everything that is said to people and programs is pure.
 */
package tlsready.check;
