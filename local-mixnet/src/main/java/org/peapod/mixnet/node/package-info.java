/**
 * Mix nodes and gateways without I/O: packets, frames and time come in as calls, everything to be
 * done goes out as {@link org.peapod.mixnet.node.NodeOutput}.
 *
 * <p>Chapter 1 sections 8 and 9, chapter 2 sections 6 and 9, chapter 3, chapter 4 section 4.8. It
 * must not know who delivers packets, which other nodes exist, or how the directory describes it.
 */
package org.peapod.mixnet.node;
