package org.peapod.nodetest;

import java.util.List;

/**
 * What came back of a test.
 *
 * @param sent packets sent
 * @param receivedPackets different packets that came back
 * @param receivedAcks different acknowledgements that came back
 * @param duplicatePackets packets that came back again
 * @param duplicateAcks acknowledgements that came back again
 * @param roundTripsMs how long each of the received packets was on its way, in the order in which
 *     they came; the delays drawn for its hops included
 */
public record NodeTestResult(
    int sent,
    int receivedPackets,
    int receivedAcks,
    int duplicatePackets,
    int duplicateAcks,
    List<Double> roundTripsMs) {

  /**
   * 0 to 100: packets and acknowledgements that came back, less the duplicates, of those expected;
   * the stock tester's formula.
   */
  public double score() {
    int good = receivedPackets + receivedAcks - duplicatePackets - duplicateAcks;
    return sent == 0 ? 0 : 100.0 * Math.max(0, good) / (2.0 * sent);
  }
}
