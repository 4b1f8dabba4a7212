package org.peapod.reply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peapod.address.SenderTag;
import org.peapod.message.ReplySurb;

/**
 * The SURBs that anonymous senders gave us, per sender tag (chapter 2, section 8.2; chapter 5, A9).
 *
 * <p>A SURB is handed out once: taking it removes it, and the removal stands among the {@linkplain
 * #takeChanges() changes}; a SURB with the key of one that is held is not taken in again. Beyond
 * the limits the oldest SURB of the same sender goes, then the sender silent for longest that has
 * no reply under way; if all have, what arrives is not taken.
 */
public final class ReceivedSurbs {
  /** An empty entry without an open request is kept for this long after the last reception. */
  static final double EMPTY_KEPT_MS = 300_000;

  private final ReplyLimits limits;

  /** The one whose SURBs came or were used longest ago first. */
  private final Map<SenderTag, TagSurbs> tags = new LinkedHashMap<>();

  private final Set<KeyDigest> held = new HashSet<>();
  private final ChangeLog<KeyDigest, StoredSurb> changes = new ChangeLog<>();
  private long refused;

  /** An empty store. */
  public ReceivedSurbs(ReplyLimits limits) {
    this.limits = limits;
  }

  /** Whether a sender can be answered, now or after it has sent more SURBs. */
  public boolean knows(SenderTag tag) {
    return tags.containsKey(tag);
  }

  /** SURBs of a sender that could be used now. */
  public int available(SenderTag tag) {
    TagSurbs entry = tags.get(tag);
    return entry == null ? 0 : entry.available();
  }

  /** SURBs of all senders. */
  public int size() {
    return held.size();
  }

  /** How many SURBs were not taken in, because of a limit or because they were held. */
  public long refused() {
    return refused;
  }

  /** The senders, the one whose SURBs came or were used longest ago first. */
  public List<SenderTag> tags() {
    return new ArrayList<>(tags.keySet());
  }

  /** Fresh SURBs and those asked for: what counts when more are wanted. */
  int freshAndAsked(SenderTag tag) {
    TagSurbs entry = tags.get(tag);
    return entry == null ? 0 : entry.freshCount() + entry.asked;
  }

  int asked(SenderTag tag) {
    TagSurbs entry = tags.get(tag);
    return entry == null ? 0 : entry.asked;
  }

  double lastReceivedMs(SenderTag tag) {
    TagSurbs entry = tags.get(tag);
    return entry == null ? Double.NEGATIVE_INFINITY : entry.lastReceivedMs;
  }

  /** Changes how many SURBs are counted as asked for, not below 0. */
  void addAsked(SenderTag tag, int more) {
    TagSurbs entry = tags.get(tag);
    if (entry != null) {
      entry.asked = Math.max(0, entry.asked + more);
    }
  }

  void setInUse(SenderTag tag, boolean inUse) {
    TagSurbs entry = tags.get(tag);
    if (entry != null) {
      entry.inUse = inUse;
    }
  }

  /** Takes SURBs in, at least one; stale ones that they replace go (chapter 5, A9.5 step 2). */
  void add(double nowMs, double wallMs, SenderTag tag, List<ReplySurb> surbs, int reserve) {
    TagSurbs entry = entry(tag);
    if (entry == null) {
      refused += surbs.size();
      return;
    }
    entry.lastReceivedMs = nowMs;
    entry.lastReceivedWallMs = wallMs;
    for (ReplySurb surb : surbs) {
      StoredSurb stored = new StoredSurb(tag, surb, wallMs, false);
      if (put(entry, stored)) {
        changes.add(stored.digest(), stored);
      } else {
        refused++;
      }
    }
    dropAll(entry.takeReplacedStale(reserve));
  }

  private TagSurbs entry(SenderTag tag) {
    TagSurbs entry = tags.remove(tag);
    if (entry == null) {
      if (tags.size() >= limits.tags() && !evictSilent(tag)) {
        return null;
      }
      entry = new TagSurbs(tag);
    }
    tags.put(tag, entry);
    return entry;
  }

  private boolean put(TagSurbs entry, StoredSurb surb) {
    if (held.contains(surb.digest())) {
      return false;
    }
    if (entry.available() >= limits.surbsPerTag()) {
      drop(entry.takeWorst());
    }
    while (held.size() >= limits.surbs()) {
      if (!evictSilent(entry.tag)) {
        return false;
      }
    }
    held.add(surb.digest());
    entry.append(surb);
    return true;
  }

  /** Forgets the sender silent for longest, but not this one nor one with a reply under way. */
  private boolean evictSilent(SenderTag except) {
    Iterator<TagSurbs> longestSilentFirst = tags.values().iterator();
    while (longestSilentFirst.hasNext()) {
      TagSurbs entry = longestSilentFirst.next();
      if (!entry.inUse && !entry.tag.equals(except)) {
        longestSilentFirst.remove();
        dropAll(entry.all());
        return true;
      }
    }
    return false;
  }

  /** Takes the next SURB out for good; {@code null} when there is none. */
  StoredSurb take(SenderTag tag) {
    TagSurbs entry = tags.get(tag);
    StoredSurb surb = entry == null ? null : entry.take();
    if (surb != null) {
      held.remove(surb.digest());
      changes.remove(surb.digest());
      tags.remove(tag);
      tags.put(tag, entry);
    }
    return surb;
  }

  /** Puts back, to be taken next, what was taken and certainly never left the client. */
  void putBack(StoredSurb surb) {
    TagSurbs entry = tags.get(surb.tag());
    if (entry == null || held.size() >= limits.surbs() || !held.add(surb.digest())) {
      surb.surb().wipe();
      return;
    }
    entry.putBack(surb);
    changes.add(surb.digest(), surb);
  }

  /** Makes fresh SURBs of other rotations stale and tells how many those were. */
  int markStale(SenderTag tag, int currentLabel) {
    TagSurbs entry = tags.get(tag);
    return entry == null ? 0 : entry.markStale(currentLabel);
  }

  /** Drops dead SURBs, and senders of whom nothing is left and nothing expected (A9.8). */
  void expire(double wallMs, SurbCalendar calendar) {
    Iterator<TagSurbs> all = tags.values().iterator();
    while (all.hasNext()) {
      TagSurbs entry = all.next();
      dropAll(entry.takeDead(calendar, wallMs));
      double keptMs = entry.asked == 0 ? EMPTY_KEPT_MS : calendar.epochMs();
      boolean idle = wallMs - entry.lastReceivedWallMs > keptMs;
      if (entry.available() == 0 && idle && !entry.inUse) {
        all.remove();
      }
    }
  }

  private void dropAll(List<StoredSurb> surbs) {
    for (StoredSurb surb : surbs) {
      drop(surb);
    }
  }

  private void drop(StoredSurb surb) {
    held.remove(surb.digest());
    changes.remove(surb.digest());
    surb.surb().wipe();
  }

  /** When SURBs of a known sender came last, Unix milliseconds. */
  public double lastReceivedWallMs(SenderTag tag) {
    return tags.get(tag).lastReceivedWallMs;
  }

  /** The SURBs of a known sender in the order of use, perhaps none, for a whole save. */
  public List<StoredSurb> entries(SenderTag tag) {
    return tags.get(tag).all();
  }

  /** All SURBs by sender, each sender's in the order of use, for a whole save. */
  public List<StoredSurb> entries() {
    List<StoredSurb> all = new ArrayList<>(held.size());
    for (TagSurbs entry : tags.values()) {
      all.addAll(entry.all());
    }
    return all;
  }

  /**
   * Puts saved SURBs back, in the order that {@link #entries()} gave.
   *
   * @param nowMs counts as the last reception of each sender for the timers of requests
   */
  public void restore(double nowMs, List<StoredSurb> saved) {
    for (StoredSurb surb : saved) {
      TagSurbs entry = entry(surb.tag());
      if (entry == null || !put(entry, surb)) {
        refused++;
      } else {
        entry.lastReceivedMs = nowMs;
        entry.lastReceivedWallMs = Math.max(entry.lastReceivedWallMs, surb.receivedWallMs());
      }
    }
  }

  /** Puts a saved sender back, of whom perhaps no SURB is left; to be called before its SURBs. */
  public void restoreSender(double nowMs, SenderTag tag, double lastReceivedWallMs) {
    TagSurbs entry = entry(tag);
    if (entry != null) {
      entry.lastReceivedMs = nowMs;
      entry.lastReceivedWallMs = Math.max(entry.lastReceivedWallMs, lastReceivedWallMs);
    }
  }

  /**
   * What changed since this was last called; a restored SURB is no change. A SURB stands among the
   * removals from the moment at which it is taken: saving these before its packet leaves keeps it
   * from being used twice also after a crash.
   */
  public Changes<KeyDigest, StoredSurb> takeChanges() {
    return changes.take();
  }

  /** Overwrites all SURBs and forgets them. */
  public void wipe() {
    for (TagSurbs entry : tags.values()) {
      for (StoredSurb surb : entry.all()) {
        surb.surb().wipe();
      }
    }
    tags.clear();
    held.clear();
    changes.take();
  }
}
