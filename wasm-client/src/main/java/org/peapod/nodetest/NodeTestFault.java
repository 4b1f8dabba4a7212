package org.peapod.nodetest;

import org.peapod.bytes.Fault;

/**
 * Why a node cannot be tested. Nothing stays behind: the next test may begin at once. Names are API
 * of the npm package.
 */
public enum NodeTestFault implements Fault {
  /** The text is not the base58 form of an identity. */
  BAD_IDENTITY("a node is named by the base58 text of its 32-byte identity key"),
  /** The topology does not list the node. */
  NO_SUCH_NODE("the topology lists no node with this identity; it may be down in this epoch"),
  /** No route through the node and back to us. */
  NO_ROUTE("another layer has no usable node, or our own gateway is not listed; test again later"),
  /** A number of packets or a time outside its range. */
  BAD_PLAN("a test has 1 to 1000 packets and waits 0 to 3,600,000 ms for the last one"),
  /** Another test is running: both at once would load their nodes and blur the round trips. */
  TEST_IN_PROGRESS("another test is running; wait for its result, or cancel it"),
  /** What was lost with the connection must not count against the node. */
  TEST_INTERRUPTED("the connection to our gateway was lost during the test; test again"),
  /** The queue has no room for the next packet. */
  QUEUE_FULL("the send queue has no room for the next test packet; test again when it is shorter"),
  /** There is no connection to test over. */
  NOT_CONNECTED("there is no connection to a gateway now; test again when the client is ready");

  private final String explanation;

  NodeTestFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
