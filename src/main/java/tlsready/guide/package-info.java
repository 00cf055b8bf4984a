/**
 * The guided questions: a flow read from {@code flow/flow.yaml}, the answers a person gave, and the position they lead
 * to. State is the URL, nothing else. Pure, and knows only {@code knowledge} of ours; the doors are the classes ending
 * in {@code Resource}.
 */
package tlsready.guide;
