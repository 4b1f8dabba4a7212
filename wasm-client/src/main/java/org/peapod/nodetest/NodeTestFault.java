package org.peapod.nodetest;

import org.peapod.bytes.Fault;

/** Why a node cannot be tested. Nothing stays behind: the next test may begin at once. */
public enum NodeTestFault implements Fault {
  /** The text is not the base58 form of an identity. */
  BAD_IDENTITY("a node is named by the base58 text of its 32-byte identity key"),
  /** The topology does not list the node. */
  NO_SUCH_NODE("the topology lists no node with this identity"),
  /** No route through the node and back to us. */
  NO_ROUTE("a layer has no usable node, or our own gateway is not listed"),
  /** A number of packets, gap or time outside its range. */
  BAD_PLAN("a test has 1 to 1000 packets, a gap and a time of 0 to 3,600,000 ms");

  private final String explanation;

  NodeTestFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
