package org.peapod.client;

/**
 * The main stream and the packets in it (chapter 5, A14 {@code traffic}).
 *
 * @param packetDelayMeanMs mean delay per hop of data packets
 * @param mainStreamMeanMs mean gap between packets of the main stream
 * @param mainStreamPoisson false sends real packets at once and no cover from this stream
 * @param extendedPackets whether long messages may go in extended packets of 32 kB
 * @param maximumRetransmissions per packet, or {@link #NO_MAXIMUM} for what each kind allows
 */
public record TrafficSettings(
    double packetDelayMeanMs,
    double mainStreamMeanMs,
    boolean mainStreamPoisson,
    boolean extendedPackets,
    int maximumRetransmissions) {
  /** Stands for no maximum of one's own. */
  public static final int NO_MAXIMUM = -1;

  /** What every other client does; to differ is to be told apart. */
  public static final TrafficSettings DEFAULT =
      new TrafficSettings(15, 20, true, false, NO_MAXIMUM);
}
