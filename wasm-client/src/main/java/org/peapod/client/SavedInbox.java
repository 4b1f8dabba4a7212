package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.message.HeldFragment;
import org.peapod.message.Reassembler;
import org.peapod.message.UsedSet;
import org.peapod.reply.FragmentOrigins;
import org.peapod.state.SavedFragment;
import org.peapod.state.SavedSetId;
import org.peapod.state.StateLimits;

/**
 * What has come in, between the form in which it is worked on and the form in which it is saved.
 */
final class SavedInbox {
  private SavedInbox() {}

  /** The sets whose messages were given out, oldest first. */
  static List<SavedSetId> usedSets(Now now, Reassembler reassembler) {
    List<SavedSetId> saved = new ArrayList<>();
    for (UsedSet set : reassembler.usedSets()) {
      saved.add(new SavedSetId(set.id(), wallMs(now, set.usedMs())));
    }
    return saved;
  }

  /** The newest fragments of unfinished messages, as many as there is room for. */
  static List<SavedFragment> fragments(Now now, Reassembler reassembler, FragmentOrigins origins) {
    List<SavedFragment> saved = new ArrayList<>();
    for (HeldFragment held : reassembler.heldFragments()) {
      double receivedWallMs = wallMs(now, held.receivedMs());
      saved.add(
          new SavedFragment(
              held.setId(), receivedWallMs, origins.originOf(held.setId()), held.bytes()));
    }
    int excess = Math.max(0, saved.size() - StateLimits.FRAGMENTS);
    return saved.subList(excess, saved.size());
  }

  /** Fills a reassembler that is empty. */
  static void restore(
      Now now,
      List<SavedSetId> used,
      List<SavedFragment> fragments,
      Reassembler reassembler,
      FragmentOrigins origins) {
    List<UsedSet> sets = new ArrayList<>(used.size());
    for (SavedSetId one : used) {
      sets.add(new UsedSet(one.id(), monoMs(now, one.usedWallMs())));
    }
    reassembler.restoreUsed(sets);
    for (SavedFragment one : fragments) {
      origins.restore(one.setId(), one.cameTo());
      reassembler.restoreFragment(monoMs(now, one.receivedWallMs()), one.bytes());
    }
  }

  /** A time of this run as Unix milliseconds. */
  static double wallMs(Now now, double monoMs) {
    return Math.max(0, now.wallMs() - (now.monoMs() - monoMs));
  }

  /** A time of an earlier run on this run's clock; what lies ahead of the wall clock is now. */
  private static double monoMs(Now now, double wallMs) {
    return now.monoMs() - Math.max(0, now.wallMs() - wallMs);
  }
}
