/**
 * The Sphinx packet as Nym uses it: headers, payloads, SURBs, delays, unwrapping (chapter 1).
 *
 * <p>All sizes come from {@code SphinxGeometry}. It must not know messages, gateways or the
 * directory: a hop is 32 address bytes and a key.
 */
package org.peapod.sphinx;
