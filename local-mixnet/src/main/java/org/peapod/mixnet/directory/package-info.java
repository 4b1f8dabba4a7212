/**
 * The directory of a local network: the nym-api routes that clients read, as JSON texts for a host
 * to serve (chapter 4, sections 4.3, 4.4 and 4.8).
 *
 * <p>A function of the listed nodes, the epoch and the request; it keeps nothing. It must not know
 * sockets, packets or how nodes work.
 */
package org.peapod.mixnet.directory;
