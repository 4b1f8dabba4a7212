package org.peapod.reply;

import java.util.List;

/**
 * What changed in a store since the changes were last taken, for whoever saves it. Removals are to
 * be applied first: an entry may have been removed and put back. Entries are given by reference and
 * may be overwritten by the next use of the store: they are to be written down at once.
 *
 * @param <K> what names an entry
 * @param <E> an entry, as it is saved
 * @param removed names of entries that an earlier save holds and that must not come back
 * @param added entries that no earlier save holds, in order
 */
public record Changes<K, E>(List<K> removed, List<E> added) {
  /** Whether there is nothing to save. */
  public boolean isEmpty() {
    return removed.isEmpty() && added.isEmpty();
  }
}
