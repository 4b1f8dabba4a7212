package org.peapod.traffic;

import org.peapod.sphinx.Delays;

/** How long a packet and its acknowledgement are under way, as far as delays tell (A7). */
public final class ExpectedDelay {
  private static final int MIX_HOPS = 3;

  private ExpectedDelay() {}

  /**
   * Of a packet whose delays we drew.
   *
   * @param delays one per hop, in nanoseconds
   * @param ackDelays those of its acknowledgement
   */
  public static double ofPacket(long[] delays, long[] ackDelays) {
    return Delays.forwardMs(delays) + Delays.forwardMs(ackDelays);
  }

  /**
   * Of a packet on a reply SURB, whose maker drew the delays: we take them for average ones.
   *
   * @param packetDelayMeanMs our own mean, of which only whole milliseconds count
   * @param ackDelays those of its acknowledgement, in nanoseconds
   */
  public static double ofReply(double packetDelayMeanMs, long[] ackDelays) {
    return MIX_HOPS * Math.floor(packetDelayMeanMs) + Delays.forwardMs(ackDelays);
  }
}
