package org.peapod.mixnet.node;

import org.peapod.address.NodeAddress;

/** One thing for the host to do. The list is complete: nothing else leaves the network's core. */
public sealed interface NodeOutput {
  /** Send one text frame to a client. */
  record SendText(int connection, String text) implements NodeOutput {}

  /** Send one binary frame to a client. */
  record SendBinary(int connection, byte[] frame) implements NodeOutput {}

  /** Send a WebSocket ping; answer with {@code pong} when the client's comes. */
  record Ping(int connection, byte[] payload) implements NodeOutput {}

  /**
   * End a client's connection by dropping TCP, without a Close frame (chapter 3, 3.2); no further
   * input of it will be looked at.
   */
  record CloseSocket(int connection) implements NodeOutput {}

  /** Carry a framed packet to another node. */
  record SendPacket(NodeAddress from, NodeAddress to, byte[] framed) implements NodeOutput {}

  /**
   * Call {@code wake} at this time; replaces the one before. Positive infinity: not at all.
   *
   * @param atMs on the monotonic clock
   */
  record Wake(double atMs) implements NodeOutput {}
}
