package org.peapod.traffic;

/**
 * The streams and the delays of what they send (chapter 5, A2, A5).
 *
 * @param mainMeanMs mean gap between packets of the main stream; default 20
 * @param loopCoverMeanMs mean gap between packets of the loop cover stream; default 200
 * @param packetDelayMeanMs mean delay per hop of data and cover packets; default 15
 * @param mainPoisson false: real packets leave at once, without cover from the main stream, so that
 *     whoever watches the line sees when the application talks and how much
 * @param loopCover false: no loop cover stream
 */
public record StreamConfig(
    double mainMeanMs,
    double loopCoverMeanMs,
    double packetDelayMeanMs,
    boolean mainPoisson,
    boolean loopCover) {
  /** The stock values. */
  public static final StreamConfig DEFAULT = new StreamConfig(20, 200, 15, true, true);
}
