/**
 * From a machine and a target to an ordered plan, proved by the {@link tlsready.windows.StackModel}: what to do, why, who
 * must do it, what it risks, and the way back. Pure.
 */
package tlsready.remediation;
