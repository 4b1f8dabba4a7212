package org.peapod.traffic;

/** What the streams give out. */
public sealed interface TrafficOutput {
  /**
   * A packet leaves now.
   *
   * @param real whether it carries a fragment of a message
   */
  record Packet(OutgoingPacket packet, boolean real) implements TrafficOutput {}

  /** Every fragment of a message has left at least once. */
  record MessageSent(int message) implements TrafficOutput {}

  /** Every fragment of a message is acknowledged. */
  record MessageAcknowledged(int message) implements TrafficOutput {}

  /** A message was given up; nothing of it is held any more. */
  record MessageFailed(int message, TrafficFault fault) implements TrafficOutput {}
}
