package org.peapod.state;

import java.util.List;
import org.peapod.address.SenderTag;

/**
 * The SURBs of one anonymous sender, in the order in which they are to be spent.
 *
 * @param tag the sender
 * @param lastReceptionWallMs when SURBs last came, Unix milliseconds; the fraction is not stored
 * @param surbs the unspent ones; may be empty
 */
public record SavedSurbs(SenderTag tag, double lastReceptionWallMs, List<SavedSurb> surbs) {
  /** Refuses what cannot be stored. */
  public SavedSurbs {
    if (tag == null) {
      throw new IllegalArgumentException("needs a sender tag");
    }
    StateLimits.requireTime(lastReceptionWallMs);
    surbs = List.copyOf(surbs);
  }
}
