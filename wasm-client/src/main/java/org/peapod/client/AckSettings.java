package org.peapod.client;

/**
 * Acknowledgements and how long they are waited for: expected delay × multiplier + addition
 * (chapter 5, A7 and A14 {@code acknowledgements}).
 *
 * @param delayMeanMs mean delay per hop of acknowledgements
 * @param waitMultiplier of the expected delay, at least 1
 * @param waitAdditionMs added to it
 */
public record AckSettings(double delayMeanMs, double waitMultiplier, double waitAdditionMs) {
  /** What every other client does. */
  public static final AckSettings DEFAULT = new AckSettings(15, 1.5, 1500);
}
