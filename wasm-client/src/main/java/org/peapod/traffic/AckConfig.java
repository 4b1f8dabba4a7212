package org.peapod.traffic;

/**
 * How long an acknowledgement is awaited at least and how often a packet is sent again (chapter 5,
 * A7).
 *
 * @param delayMeanMs mean delay per hop of acknowledgements; default 15
 * @param waitMultiplier timeout = expected delay × this + the addition; default 1.5
 * @param waitAdditionMs covers network and computing time, which the delays do not hold; default
 *     1,500
 * @param maxRepeats a packet is sent again at most this often, whatever its kind allows; default
 *     {@link #DEFAULT_MAX_REPEATS}
 */
public record AckConfig(
    double delayMeanMs, double waitMultiplier, double waitAdditionMs, int maxRepeats) {
  /** The wait is doubled with each repetition, but not more often than this: to 13 s by default. */
  static final int MAX_DOUBLINGS = 3;

  /** The doubled wait ends here. */
  static final double MAX_BACKED_OFF_MS = 60_000;

  /**
   * About three minutes at the default delays. The stock client repeats for ever; a sender who
   * never hears that his message is lost is worse off than one who does.
   */
  public static final int DEFAULT_MAX_REPEATS = 16;

  /** The stock values, and an end to repetition. */
  public static final AckConfig DEFAULT = new AckConfig(15, 1.5, 1500, DEFAULT_MAX_REPEATS);

  /**
   * How long the acknowledgement of a packet is awaited. A repetition costs the network nothing,
   * because it takes the place of a cover packet as every real packet does; the growing wait leaves
   * more of these places to other messages when a recipient's gateway is slow or gone.
   *
   * @param additionMs what is added now, at least {@link #waitAdditionMs}
   * @param repeats how often the fragment was sent before
   */
  double timeoutMs(double expectedDelayMs, double additionMs, int repeats) {
    double once = expectedDelayMs * waitMultiplier + additionMs;
    double backedOff = once * (1 << Math.min(repeats, MAX_DOUBLINGS));
    return Math.max(once, Math.min(backedOff, MAX_BACKED_OFF_MS));
  }
}
