package org.peapod.mixnet.node;

import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.gateway.ForwardRequest;
import org.peapod.sphinx.Unwrapped;

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

  /**
   * The same with the bytes, which are not copied: a payload that was {@link #kept} and is pushed
   * later comes as the same array.
   *
   * @param frame what goes to the client's socket
   */
  default void pushed(double monoMs, NodeAddress gateway, byte[] payload, byte[] frame) {}

  /** A payload was stored for an absent client; the array is not copied. */
  default void kept(double monoMs, NodeAddress gateway, byte[] payload) {}

  /** A node dropped a packet or payload: a {@link DropReason} or a fault of Sphinx. */
  void dropped(double monoMs, NodeAddress node, Fault reason);

  /**
   * A client hands in a packet, which its gateway sends on. The arrays are not copied.
   *
   * @param client the 32-byte identity of the client
   * @param frame the binary frame as it came
   * @param request what was sealed in it
   */
  default void entered(
      double monoMs, NodeAddress gateway, byte[] client, byte[] frame, ForwardRequest request) {}

  /**
   * A node took one layer off a packet that it had not seen before. The arrays are not copied.
   *
   * @param rotationLabel what the packet was framed with
   * @param packet as it came
   * @param layer what this node learns of it
   */
  default void unwrapped(
      double monoMs, NodeAddress node, int rotationLabel, byte[] packet, Unwrapped layer) {}
}
