package org.peapod.state;

/**
 * The id of a set whose message was given out: its fragments come again when an acknowledgement was
 * lost (chapter 5, A8).
 *
 * @param id 1 … 2^31 − 1
 * @param usedWallMs when the message was given out, Unix milliseconds; the fraction is not stored
 */
public record SavedSetId(int id, double usedWallMs) {
  /** Refuses what cannot be stored. */
  public SavedSetId {
    if (id < 1) {
      throw new IllegalArgumentException("a set id is 1 to 2^31 - 1, got " + id);
    }
    StateLimits.requireTime(usedWallMs);
  }
}
