package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.SenderTag;
import org.peapod.reply.KeyDigest;
import org.peapod.reply.ReplyKeyEntry;
import org.peapod.reply.ReplyStores;
import org.peapod.reply.SenderTagEntry;
import org.peapod.reply.StoredSurb;
import org.peapod.state.SavedReplyKey;
import org.peapod.state.SavedSenderTag;
import org.peapod.state.SavedState;
import org.peapod.state.SavedSurb;
import org.peapod.state.SavedSurbs;

/**
 * The stores of replies between the form in which they work and the form in which they are saved.
 */
final class SavedReplies {
  private SavedReplies() {}

  /** What the stores hold; secrets by reference. */
  static SavedState.Replies save(ReplyStores stores) {
    List<SavedReplyKey> keys = new ArrayList<>(stores.keys().size());
    for (ReplyKeyEntry entry : stores.keys().entries()) {
      keys.add(StoreChanges.saved(entry));
    }
    List<SavedSenderTag> tags = new ArrayList<>(stores.tags().size());
    for (SenderTagEntry entry : stores.tags().entries()) {
      tags.add(StoreChanges.saved(entry));
    }
    List<SavedSurbs> surbs = new ArrayList<>();
    for (SenderTag tag : stores.surbs().tags()) {
      surbs.add(surbsOf(stores, tag));
    }
    return new SavedState.Replies(keys, surbs, tags);
  }

  private static SavedSurbs surbsOf(ReplyStores stores, SenderTag tag) {
    List<SavedSurb> surbs = new ArrayList<>();
    for (StoredSurb surb : stores.surbs().entries(tag)) {
      surbs.add(StoreChanges.saved(surb));
    }
    return new SavedSurbs(tag, stores.surbs().lastReceivedWallMs(tag), surbs);
  }

  /** Fills stores that are empty with what an earlier run held; secrets by reference. */
  static void restore(double nowMs, SavedState.Replies saved, ReplyStores stores) {
    List<ReplyKeyEntry> keys = new ArrayList<>(saved.keys().size());
    for (SavedReplyKey one : saved.keys()) {
      KeyDigest digest = KeyDigest.fromBytes(one.digest());
      keys.add(new ReplyKeyEntry(digest, one.key(), one.tag(), one.madeWallMs()));
    }
    stores.keys().restore(keys);
    List<SenderTagEntry> tags = new ArrayList<>(saved.tags().size());
    for (SavedSenderTag one : saved.tags()) {
      tags.add(new SenderTagEntry(one.recipient(), one.tag()));
    }
    stores.tags().restore(tags);
    for (SavedSurbs ofOne : saved.surbs()) {
      stores.surbs().restoreSender(nowMs, ofOne.tag(), ofOne.lastReceptionWallMs());
      List<StoredSurb> surbs = new ArrayList<>(ofOne.surbs().size());
      for (SavedSurb one : ofOne.surbs()) {
        surbs.add(new StoredSurb(ofOne.tag(), one.surb(), one.receivedWallMs(), one.stale()));
      }
      stores.surbs().restore(nowMs, surbs);
    }
  }
}
