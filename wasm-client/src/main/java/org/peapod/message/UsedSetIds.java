package org.peapod.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of sets whose message was given out or refused: their fragments come again when an
 * acknowledgement was lost (chapter 5, A8). Bounded by number and age.
 */
final class UsedSetIds {
  /**
   * How long an id is remembered. A fragment that was sent again waits for its recipient at the
   * gateway for up to a day, and the sender may have come back from a day's absence to send it.
   */
  static final double MAX_AGE_MS = 172_800_000;

  private final int maxCount;

  /** Id to the time it was used, oldest first. */
  private final Map<Integer, Double> usedMs = new LinkedHashMap<>();

  UsedSetIds(int maxCount) {
    this.maxCount = maxCount;
  }

  boolean contains(int id) {
    return usedMs.containsKey(id);
  }

  void add(double nowMs, int id) {
    usedMs.remove(id);
    if (usedMs.size() >= maxCount) {
      Iterator<Integer> oldest = usedMs.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    usedMs.put(id, nowMs);
  }

  void expire(double nowMs) {
    Iterator<Double> times = usedMs.values().iterator();
    while (times.hasNext() && times.next() + MAX_AGE_MS <= nowMs) {
      times.remove();
    }
  }

  /** All of them, oldest first. */
  List<UsedSet> all() {
    List<UsedSet> out = new ArrayList<>();
    for (Map.Entry<Integer, Double> one : usedMs.entrySet()) {
      out.add(new UsedSet(one.getKey(), one.getValue()));
    }
    return out;
  }

  int size() {
    return usedMs.size();
  }
}
