package org.peapod.mixnet.wasm;

/**
 * Something that happened to a packet at a node.
 *
 * @param kind what
 * @param monoMs when, on the monotonic clock
 * @param node where: the node's id
 * @param peer where the packet goes from here, or 0
 * @param length bytes of the framed packet or of the payload; 0 for a drop
 * @param reason why a packet was dropped, by the name of the rule; else empty
 */
record PacketEvent(Kind kind, double monoMs, int node, int peer, int length, String reason) {
  /** What can happen; the order is that of the numbers at the boundary. */
  enum Kind {
    /** A client handed a packet to its gateway. */
    ENTERED,
    /** A packet came from another node. */
    RECEIVED,
    /** A packet left for another node. */
    SENT,
    /** A payload was pushed to its client. */
    DELIVERED,
    /** A payload was stored for an absent client. */
    STORED,
    /** A packet or payload was dropped. */
    DROPPED
  }
}
