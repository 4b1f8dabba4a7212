package org.peapod.topology;

import java.util.Objects;

/**
 * The head of a node page (chapter 4, 4.4.2).
 *
 * @param noUpdates whether this is the answer without nodes for callers who know the epoch
 * @param interval the calendar of a fresh answer, or {@code null}
 * @param topology rotation, epoch and age
 */
record PageMetadata(boolean noUpdates, Interval interval, TopologyMetadata topology) {

  /** Whether two pages are of the same moment; their ages may differ. */
  boolean agreesWith(PageMetadata other) {
    return noUpdates == other.noUpdates
        && Objects.equals(interval, other.interval)
        && topology.absoluteEpochId() == other.topology.absoluteEpochId()
        && topology.rotationId() == other.topology.rotationId();
  }
}
