/**
 * The rim: home, errors, and the wiring that puts the rooms together. Imported by nobody.
 */
package tlsready.site;
