package org.peapod.reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.peapod.address.SenderTag;

/** The SURBs of one sender, and what was asked of it (chapter 2, section 8.2). */
final class TagSurbs {
  final SenderTag tag;
  private final ArrayDeque<StoredSurb> fresh = new ArrayDeque<>();
  private final ArrayDeque<StoredSurb> stale = new ArrayDeque<>();

  /** SURBs asked for that have not come. */
  int asked;

  /** Monotonic time of the last reception, or of the restart that restored this. */
  double lastReceivedMs;

  /** Wall time of the last reception. */
  double lastReceivedWallMs;

  /** Whether a reply waits or is unacknowledged: this is not evicted then. */
  boolean inUse;

  TagSurbs(SenderTag tag) {
    this.tag = tag;
  }

  int available() {
    return fresh.size() + stale.size();
  }

  int freshCount() {
    return fresh.size();
  }

  void append(StoredSurb surb) {
    (surb.isStale() ? stale : fresh).addLast(surb);
  }

  void putBack(StoredSurb surb) {
    (surb.isStale() ? stale : fresh).addFirst(surb);
  }

  /** Fresh before stale, the oldest first; {@code null} when there is none. */
  StoredSurb take() {
    return fresh.isEmpty() ? stale.pollFirst() : fresh.pollFirst();
  }

  /** The one that is of least use: stale before fresh, the oldest first. */
  StoredSurb takeWorst() {
    return stale.isEmpty() ? fresh.pollFirst() : stale.pollFirst();
  }

  /** Takes out as many stale ones as there are fresh ones beyond the reserve. */
  List<StoredSurb> takeReplacedStale(int reserve) {
    List<StoredSurb> taken = new ArrayList<>();
    int count = Math.min(stale.size(), fresh.size() - reserve);
    for (int i = 0; i < count; i++) {
      taken.add(stale.pollFirst());
    }
    return taken;
  }

  /** Makes the fresh ones of other labels stale and tells how many those were. */
  int markStale(int currentLabel) {
    int marked = 0;
    for (int left = fresh.size(); left > 0; left--) {
      StoredSurb surb = fresh.pollFirst();
      if (surb.surb().keyRotation() != currentLabel) {
        surb.becomeStale();
        marked++;
      }
      append(surb);
    }
    return marked;
  }

  /** Takes out those whose keys are gone from the nodes. */
  List<StoredSurb> takeDead(SurbCalendar calendar, double wallMs) {
    List<StoredSurb> dead = new ArrayList<>();
    takeDead(fresh, calendar, wallMs, dead);
    takeDead(stale, calendar, wallMs, dead);
    return dead;
  }

  private static void takeDead(
      ArrayDeque<StoredSurb> from, SurbCalendar calendar, double wallMs, List<StoredSurb> dead) {
    Iterator<StoredSurb> all = from.iterator();
    while (all.hasNext()) {
      StoredSurb surb = all.next();
      if (calendar.isDead(surb.surb().keyRotation(), surb.receivedWallMs(), wallMs)) {
        all.remove();
        dead.add(surb);
      }
    }
  }

  /** Fresh ones first, each list in the order of use. */
  List<StoredSurb> all() {
    List<StoredSurb> all = new ArrayList<>(fresh);
    all.addAll(stale);
    return all;
  }
}
