package org.peapod.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.reply.Changes;
import org.peapod.reply.KeyDigest;
import org.peapod.reply.ReplyKeyEntry;
import org.peapod.reply.ReplyStores;
import org.peapod.reply.SenderTagEntry;
import org.peapod.reply.StoredSurb;
import org.peapod.state.SavedReplyKey;
import org.peapod.state.SavedSenderTag;
import org.peapod.state.SavedSurb;
import org.peapod.state.SavedSurbs;
import org.peapod.state.StateEvent;
import org.peapod.state.StateLimits;

/** What the stores of replies changed, as records of the journal; removals come first. */
final class StoreChanges {
  private StoreChanges() {}

  /** Adds what changed since the last call. */
  static void take(ReplyStores stores, List<StateEvent> into) {
    tags(stores.tags().takeChanges(), into);
    keys(stores.keys().takeChanges(), into);
    surbs(stores.surbs().takeChanges(), into);
  }

  private static void tags(Changes<ClientAddress, SenderTagEntry> changes, List<StateEvent> into) {
    for (ClientAddress gone : changes.removed()) {
      into.add(new StateEvent.SenderTagForgotten(gone));
    }
    for (SenderTagEntry made : changes.added()) {
      into.add(new StateEvent.SenderTagMade(saved(made)));
    }
  }

  private static void keys(Changes<KeyDigest, ReplyKeyEntry> changes, List<StateEvent> into) {
    for (List<byte[]> some : inRecords(bytes(changes.removed()))) {
      into.add(new StateEvent.ReplyKeysUsed(some));
    }
    List<SavedReplyKey> added = new ArrayList<>(changes.added().size());
    for (ReplyKeyEntry entry : changes.added()) {
      added.add(saved(entry));
    }
    for (List<SavedReplyKey> some : inRecords(added)) {
      into.add(new StateEvent.ReplyKeysMade(some));
    }
  }

  private static void surbs(Changes<KeyDigest, StoredSurb> changes, List<StateEvent> into) {
    for (List<byte[]> some : inRecords(bytes(changes.removed()))) {
      into.add(new StateEvent.SurbsSpent(some));
    }
    Map<SenderTag, List<SavedSurb>> added = new LinkedHashMap<>();
    Map<SenderTag, Double> lastMs = new LinkedHashMap<>();
    for (StoredSurb surb : changes.added()) {
      added.computeIfAbsent(surb.tag(), tag -> new ArrayList<>()).add(saved(surb));
      lastMs.merge(surb.tag(), surb.receivedWallMs(), Math::max);
    }
    for (Map.Entry<SenderTag, List<SavedSurb>> ofOne : added.entrySet()) {
      for (List<SavedSurb> some : inRecords(ofOne.getValue())) {
        SavedSurbs saved = new SavedSurbs(ofOne.getKey(), lastMs.get(ofOne.getKey()), some);
        into.add(new StateEvent.SurbsReceived(saved));
      }
    }
  }

  private static List<byte[]> bytes(List<KeyDigest> digests) {
    List<byte[]> out = new ArrayList<>(digests.size());
    for (KeyDigest digest : digests) {
      out.add(digest.toBytes());
    }
    return out;
  }

  /** In parts that one record has room for. */
  private static <T> List<List<T>> inRecords(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += StateLimits.PER_RECORD) {
      parts.add(all.subList(from, Math.min(all.size(), from + StateLimits.PER_RECORD)));
    }
    return parts;
  }

  static SavedSenderTag saved(SenderTagEntry entry) {
    return new SavedSenderTag(entry.recipient(), entry.tag());
  }

  static SavedReplyKey saved(ReplyKeyEntry entry) {
    return new SavedReplyKey(
        entry.digest().toBytes(), entry.key(), entry.tag(), entry.madeWallMs());
  }

  static SavedSurb saved(StoredSurb surb) {
    return new SavedSurb(surb.surb(), surb.receivedWallMs(), surb.isStale());
  }
}
