package org.peapod.traffic;

/**
 * How long an acknowledgement is awaited and how often a packet is sent again (chapter 5, A7).
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
  /**
   * About 160 s at the default delays. The stock client repeats for ever; a sender who never hears
   * that his message is lost is worse off than one who does.
   */
  public static final int DEFAULT_MAX_REPEATS = 100;

  /** The stock values, and an end to repetition. */
  public static final AckConfig DEFAULT = new AckConfig(15, 1.5, 1500, DEFAULT_MAX_REPEATS);

  /** How long the acknowledgement of a packet is awaited. */
  double timeoutMs(double expectedDelayMs) {
    return expectedDelayMs * waitMultiplier + waitAdditionMs;
  }
}
