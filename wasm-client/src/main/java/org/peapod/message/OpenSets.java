package org.peapod.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sets of unfinished messages, in bounded memory: where it is full the set that has waited
 * longest gives way.
 */
final class OpenSets {
  private final int maxSets;
  private final int maxBytes;

  /** By id, the one touched longest ago first. */
  private final Map<Integer, FragmentSet> byId = new LinkedHashMap<>();

  private long heldBytes;
  private long evicted;

  OpenSets(int maxSets, int maxBytes) {
    this.maxSets = maxSets;
    this.maxBytes = maxBytes;
  }

  /** The set with this id, or {@code null}. */
  FragmentSet get(int id) {
    return byId.get(id);
  }

  /** The set with this id if all its fragments are here, or {@code null}. */
  FragmentSet complete(int id) {
    FragmentSet set = byId.get(id);
    return set != null && set.isComplete() ? set : null;
  }

  /** All sets that are complete now, the one touched longest ago first. */
  List<FragmentSet> complete() {
    List<FragmentSet> out = new ArrayList<>();
    for (FragmentSet set : byId.values()) {
      if (set.isComplete()) {
        out.add(set);
      }
    }
    return out;
  }

  /**
   * Stores a fragment that fits its set and has not arrived before.
   *
   * @return its set; {@code null}, and nothing done, when there can be no room for it
   */
  FragmentSet put(double nowMs, Fragment fragment, byte[] payload) {
    FragmentSet set = byId.get(fragment.setId());
    long cost = (long) payload.length + FragmentSet.FRAGMENT_OVERHEAD;
    if (!makeRoom(fragment, set, cost)) {
      return null;
    }
    if (set == null) {
      set = new FragmentSet(fragment);
      heldBytes += set.heldBytes();
    }
    set.put(fragment, payload);
    heldBytes += cost;
    touch(nowMs, set);
    return set;
  }

  /** A set was heard of, so that it waits anew. */
  void touch(double nowMs, FragmentSet set) {
    set.touchedMs = nowMs;
    byId.remove(set.id);
    byId.put(set.id, set);
  }

  void remove(FragmentSet set) {
    byId.remove(set.id);
    heldBytes -= set.heldBytes();
  }

  /** Forgets the sets touched at this time or before. */
  void expire(double untilMs) {
    Iterator<FragmentSet> sets = byId.values().iterator();
    while (sets.hasNext()) {
      FragmentSet oldest = sets.next();
      if (oldest.touchedMs > untilMs) {
        break;
      }
      heldBytes -= oldest.heldBytes();
      sets.remove();
    }
  }

  /** Every fragment, set after set, the set touched longest ago first. */
  List<HeldFragment> fragments() {
    List<HeldFragment> out = new ArrayList<>();
    for (FragmentSet set : byId.values()) {
      for (int position = 1; position <= set.total; position++) {
        if (set.has(position)) {
          out.add(new HeldFragment(set.id, set.touchedMs, set.serialized(position)));
        }
      }
    }
    return out;
  }

  int size() {
    return byId.size();
  }

  long heldBytes() {
    return heldBytes;
  }

  long evicted() {
    return evicted;
  }

  /** Makes older sets give way; false, and nothing done, when that would not help. */
  private boolean makeRoom(Fragment fragment, FragmentSet known, long payloadCost) {
    long cost = payloadCost + (known == null ? FragmentSet.emptyCost(fragment.total()) : 0);
    long own = known == null ? 0 : known.heldBytes();
    if (own + cost > maxBytes) {
      return false;
    }
    Iterator<FragmentSet> oldest = byId.values().iterator();
    while (heldBytes + cost > maxBytes || (known == null && byId.size() >= maxSets)) {
      FragmentSet victim = oldest.next();
      if (victim != known) {
        heldBytes -= victim.heldBytes();
        evicted++;
        oldest.remove();
      }
    }
    return true;
  }
}
