package org.peapod.reply;

import java.util.ArrayList;
import java.util.List;
import org.peapod.message.ReplySurb;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.Topology;

/**
 * Notices that the network has changed its keys. SURBs are refreshed at the second check after
 * that, when peers can be expected to have noticed, too (chapter 5, A9.8).
 */
final class RotationWatch {
  private static final long NONE = -1;

  /** Between two checks when the calendar is unknown: an eighth of an hour. */
  private static final double DEFAULT_CHECK_MS = 450_000;

  private long rotationId = NONE;
  private int label;
  private SurbCalendar calendar;
  private boolean changed;
  private boolean due;

  /** A topology is in use; the first counts as a change when SURBs were kept from before. */
  void seen(Topology topology, KeyRotationInfo info, boolean hasOldSurbs) {
    boolean first = rotationId == NONE;
    if (first ? hasOldSurbs : rotationId != topology.rotationId()) {
      changed = true;
    }
    rotationId = topology.rotationId();
    label = topology.rotationLabel();
    calendar = info == null ? null : new SurbCalendar(info, topology.metadata());
  }

  /** At every check: whether to refresh now. */
  boolean takeDue() {
    boolean now = due;
    due = changed;
    changed = false;
    return now;
  }

  /** Those of the SURBs that have just come of which it is not known that they are dead. */
  List<ReplySurb> alive(List<ReplySurb> surbs, double wallMs) {
    List<ReplySurb> alive = new ArrayList<>(surbs.size());
    for (ReplySurb surb : surbs) {
      if (calendar != null && calendar.isDeadOnArrival(surb.keyRotation(), wallMs)) {
        surb.wipe();
      } else {
        alive.add(surb);
      }
    }
    return alive;
  }

  int label() {
    return label;
  }

  /** The calendar, or {@code null} when it is unknown. */
  SurbCalendar calendar() {
    return calendar;
  }

  double checkEveryMs() {
    return calendar == null ? DEFAULT_CHECK_MS : calendar.checkEveryMs();
  }
}
