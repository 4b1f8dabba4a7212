/**
 * What the network looks like and who may carry a packet: directory documents, their filters,
 * layers and routes, key rotation, choice of a gateway (chapter 4).
 *
 * <p>A directory is not trusted: each document is bounded, a malformed node is dropped and counted,
 * a malformed document is a {@link org.peapod.topology.TopologyFault}. The package must not know
 * messages or the gateway protocol, and it fetches nothing: {@link
 * org.peapod.topology.DirectorySession} says which URL it wants and is given the answer.
 */
package org.peapod.topology;
