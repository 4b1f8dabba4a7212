package org.peapod.mixnet.node;

import org.peapod.bytes.Fault;

/**
 * Why a node dropped a packet, apart from the faults of Sphinx itself; nothing is ever sent back.
 */
public enum DropReason implements Fault {
  /** Shorter than its own header. */
  FRAME_TOO_SHORT("the framed packet is shorter than its header"),
  /** Framing version below 7 or above 8. */
  UNKNOWN_FRAME_VERSION("the framing version is neither 7 nor 8"),
  /** No packet size has this tag. */
  UNKNOWN_PACKET_SIZE("no packet size has this tag"),
  /** The length is not the one that the size tag names. */
  WRONG_PACKET_LENGTH("the packet's length is not the one its size tag names"),
  /** Neither Sphinx nor another type that is processed here. */
  UNSUPPORTED_PACKET_TYPE("only packets of type 0 (mix) are processed"),
  /** The key-rotation byte is above 2. */
  UNKNOWN_ROTATION("the key-rotation byte is not 0, 1 or 2"),
  /** No key of the rotation that the label names is held. */
  EXPIRED_KEY("the node holds no key of the packet's rotation"),
  /** A packet with the same replay tag came before under the same key. */
  REPLAYED("a packet with this replay tag was seen before"),
  /** The next hop's address has an unknown form. */
  BAD_NEXT_HOP("the next hop's address is neither IPv4 nor IPv6"),
  /** The packet ends here, but no clients enter here. */
  NOT_A_GATEWAY("the packet ends at a node that serves no clients"),
  /** A final payload without the 405 bytes of acknowledgement in front. */
  NO_ACK_BLOCK("the final payload is too short for its acknowledgement block"),
  /** The acknowledgement block's address has an unknown form. */
  BAD_ACK_FIRST_HOP("the acknowledgement's first hop is neither IPv4 nor IPv6"),
  /** The delay queue has no room. */
  DELAY_QUEUE_FULL("the node's delay queue is full"),
  /** The inbox had no room and gave up its oldest payload. */
  INBOX_FULL("the gateway's inbox was full and dropped its oldest payload"),
  /** A stored payload was not fetched within 24 hours. */
  STORED_TOO_LONG("the payload was not fetched within 24 hours"),
  /** The node's process has crashed. */
  NODE_DOWN("the node has crashed and is not back yet"),
  /** No node of the network has the packet's address. */
  NO_SUCH_NODE("no node of this network has the packet's address");

  private final String explanation;

  DropReason(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
