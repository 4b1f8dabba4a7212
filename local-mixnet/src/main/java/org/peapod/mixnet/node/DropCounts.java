package org.peapod.mixnet.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peapod.bytes.Fault;

/** How many packets were dropped for each reason; bounded by the number of reasons. */
public final class DropCounts {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** Counts one drop. */
  void count(Fault reason) {
    Long before = counts.get(reason.name());
    counts.put(reason.name(), before == null ? 1 : before + 1);
  }

  /** Drops for this reason. */
  public long of(Fault reason) {
    Long found = counts.get(reason.name());
    return found == null ? 0 : found;
  }

  /** Drops for any reason. */
  public long total() {
    long sum = 0;
    for (long count : counts.values()) {
      sum += count;
    }
    return sum;
  }

  /** Adds these counts to a map from a reason's name to a count. */
  public void addTo(Map<String, Long> sums) {
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      Long before = sums.get(entry.getKey());
      sums.put(entry.getKey(), entry.getValue() + (before == null ? 0 : before));
    }
  }
}
