package org.peapod.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets given out and sets received in part, while changes are applied. */
final class ReplayedSets {
  private final Map<Integer, SavedSetId> used = new LinkedHashMap<>();
  private final Map<Integer, List<SavedFragment>> open = new LinkedHashMap<>();
  private int fragments;

  void use(SavedSetId set) {
    forget(open.remove(set.id()));
    used.remove(set.id());
    used.put(set.id(), set);
    StateReplay.dropOldest(used, StateLimits.USED_SET_IDS);
  }

  void keep(SavedFragment fragment) {
    if (used.containsKey(fragment.setId())) {
      return;
    }
    List<SavedFragment> set = open.get(fragment.setId());
    if (set == null) {
      set = new ArrayList<>();
      open.put(fragment.setId(), set);
    }
    set.add(fragment);
    fragments++;
    while (fragments > StateLimits.FRAGMENTS) {
      Iterator<List<SavedFragment>> sets = open.values().iterator();
      forget(sets.next());
      sets.remove();
    }
  }

  List<SavedSetId> used() {
    return StateReplay.listOf(used);
  }

  /** Set after set, each in the order of reception. */
  List<SavedFragment> fragments() {
    List<SavedFragment> out = new ArrayList<>(fragments);
    open.values().forEach(out::addAll);
    return out;
  }

  private void forget(List<SavedFragment> set) {
    fragments -= set == null ? 0 : set.size();
  }
}
