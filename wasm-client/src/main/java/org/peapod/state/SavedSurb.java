package org.peapod.state;

import org.peapod.message.ReplySurb;

/**
 * One SURB that we may still spend (chapter 5, A9.1).
 *
 * @param surb reply key, SURB and rotation label; by reference
 * @param receivedWallMs when it came, Unix milliseconds; the fraction is not stored
 * @param stale whether the key rotation it was made for is over
 */
public record SavedSurb(ReplySurb surb, double receivedWallMs, boolean stale) {
  /** Refuses what cannot be stored. */
  public SavedSurb {
    if (surb == null) {
      throw new IllegalArgumentException("needs a SURB");
    }
    StateLimits.requireTime(receivedWallMs);
  }

  /** Names the type only. */
  @Override
  public String toString() {
    return "SavedSurb";
  }
}
