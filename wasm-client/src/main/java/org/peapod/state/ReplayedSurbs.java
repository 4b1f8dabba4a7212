package org.peapod.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentCipher;

/** The unspent SURBs of all senders while changes are applied; the sender seen first goes first. */
final class ReplayedSurbs {
  private final Map<SenderTag, OfSender> senders = new LinkedHashMap<>();

  /** Whose each SURB is, by the digest of its reply key. */
  private final Map<ByteKey, OfSender> owners = new HashMap<>();

  private static final class OfSender {
    private double lastReceptionWallMs;
    private final Map<ByteKey, SavedSurb> surbs = new LinkedHashMap<>();
  }

  void add(SavedSurbs received) {
    OfSender sender = senders.get(received.tag());
    if (sender == null) {
      sender = new OfSender();
      senders.put(received.tag(), sender);
    }
    sender.lastReceptionWallMs =
        Math.max(sender.lastReceptionWallMs, received.lastReceptionWallMs());
    for (SavedSurb saved : received.surbs()) {
      ByteKey digest = digestOf(saved);
      if (owners.put(digest, sender) == null) {
        sender.surbs.put(digest, saved);
      }
    }
    dropOldest();
  }

  /** Forgets the SURB whose reply key has this digest, so that it cannot be spent again. */
  void spend(byte[] digest) {
    ByteKey name = new ByteKey(digest);
    OfSender owner = owners.remove(name);
    if (owner != null) {
      owner.surbs.remove(name);
    }
  }

  List<SavedSurbs> all() {
    List<SavedSurbs> out = new ArrayList<>();
    for (Map.Entry<SenderTag, OfSender> entry : senders.entrySet()) {
      OfSender sender = entry.getValue();
      List<SavedSurb> surbs = StateReplay.listOf(sender.surbs);
      out.add(new SavedSurbs(entry.getKey(), sender.lastReceptionWallMs, surbs));
    }
    return out;
  }

  private void dropOldest() {
    while (senders.size() > StateLimits.SURB_TAGS || owners.size() > StateLimits.SURBS) {
      SenderTag oldest = senders.keySet().iterator().next();
      OfSender sender = senders.get(oldest);
      Iterator<ByteKey> surbs = sender.surbs.keySet().iterator();
      boolean goesWhole = senders.size() > StateLimits.SURB_TAGS;
      while (surbs.hasNext() && (goesWhole || owners.size() > StateLimits.SURBS)) {
        owners.remove(surbs.next());
        surbs.remove();
      }
      if (sender.surbs.isEmpty()) {
        senders.remove(oldest);
      }
    }
  }

  private static ByteKey digestOf(SavedSurb saved) {
    return new ByteKey(FragmentCipher.digest(saved.surb().replyKey()));
  }
}
