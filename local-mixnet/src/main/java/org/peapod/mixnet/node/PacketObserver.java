package org.peapod.mixnet.node;

import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;

/**
 * Sees what happens to packets at each node; for tests and pictures. Called in the middle of an
 * input: it must return at once and must not call the network.
 */
public interface PacketObserver {
  /** A framed packet reached a node. */
  void packetIn(double monoMs, NodeAddress node, int framedLen);

  /** A node sends a packet on, or its first hop if it comes from a client of this gateway. */
  void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen);

  /** A payload left the mixnet: pushed to its client's socket, or stored. */
  void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored);

  /** A node dropped a packet or payload: a {@link DropReason} or a fault of Sphinx. */
  void dropped(double monoMs, NodeAddress node, Fault reason);
}
