package org.peapod.client;

/**
 * The loop cover stream (chapter 5, A14 {@code coverTraffic}).
 *
 * @param loopCover false switches the stream off
 * @param loopCoverMeanMs mean gap between its packets
 * @param primarySizeRatio share of regular packets in all cover when extended packets are in use, 0
 *     to 1
 */
public record CoverSettings(boolean loopCover, double loopCoverMeanMs, double primarySizeRatio) {
  /** What every other client does. */
  public static final CoverSettings DEFAULT = new CoverSettings(true, 200, 0.7);
}
