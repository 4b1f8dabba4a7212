package org.peapod.state;

/**
 * A stored state that was read.
 *
 * @param state snapshot and journal together
 * @param key opens and seals it; by reference
 * @param save number of the snapshot
 * @param savedWallMs when the snapshot was made, Unix milliseconds
 * @param journalRecords records applied to it
 * @param hasTornRecord whether a last record, cut short, was dropped: the client ended while the
 *     host wrote
 */
public record OpenedState(
    SavedState state,
    StateKey key,
    long save,
    double savedWallMs,
    int journalRecords,
    boolean hasTornRecord) {
  /** What saves this client from now on; begin with a snapshot. */
  public StateWriter writer() {
    return StateWriter.after(key, save);
  }
}
