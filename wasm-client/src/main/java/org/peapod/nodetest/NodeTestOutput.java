package org.peapod.nodetest;

import org.peapod.traffic.OutgoingPacket;

/** What a test wants done or has found. */
public sealed interface NodeTestOutput {
  /** Hand this packet to our gateway. */
  record Packet(OutgoingPacket packet) implements NodeTestOutput {}

  /** The test is over; nothing follows. */
  record Finished(NodeTestResult result) implements NodeTestOutput {}
}
