package org.peapod.traffic;

import org.peapod.bytes.Fault;

/** Why a packet was not built or a message not taken. */
public enum TrafficFault implements Fault {
  /** The queue holds as many messages as it may. */
  TOO_MANY_MESSAGES("the send queue holds as many messages as it may"),
  /** The queue holds as many bytes as it may. */
  TOO_MANY_BYTES("the send queue holds as many bytes as it may"),
  /** A single message is larger than the queue may ever hold. */
  MESSAGE_TOO_LARGE("the message is larger than the send queue"),
  /** A message of an earlier run travels in packets of a size that is not sent any more. */
  SIZE_NOT_SENT("its packets are of a size that the settings of this run do not send"),
  /** A message of an earlier run does not have the fragments that it is said to have. */
  NOT_RESUMABLE("what was stored of the message does not make the fragments that it names"),
  /** No route: the topology is empty, has an empty layer or lacks the egress gateway. */
  NO_ROUTE("the topology has no route to the recipient's gateway"),
  /** A packet was sent again as often as allowed and never acknowledged. */
  NOT_ACKNOWLEDGED("a packet was sent again and again and never acknowledged");

  private final String explanation;

  TrafficFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
