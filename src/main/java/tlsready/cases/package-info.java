/**
 * A case keeps answers, evidence, plan, bundle and checks together. Support staff work in it; they are the only ones in
 * the portal who sign in.
 */
package tlsready.cases;
