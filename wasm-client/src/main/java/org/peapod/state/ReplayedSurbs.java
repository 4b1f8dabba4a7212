package org.peapod.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peapod.address.SenderTag;

/** The unspent SURBs of all senders while changes are applied; the sender seen first goes first. */
final class ReplayedSurbs {
  private final Map<SenderTag, OfSender> senders = new LinkedHashMap<>();
  private int count;

  private static final class OfSender {
    private double lastReceptionWallMs;
    private List<SavedSurb> surbs = new ArrayList<>();
  }

  void add(SavedSurbs received) {
    OfSender sender = senders.get(received.tag());
    if (sender == null) {
      sender = new OfSender();
      senders.put(received.tag(), sender);
    }
    sender.lastReceptionWallMs =
        Math.max(sender.lastReceptionWallMs, received.lastReceptionWallMs());
    sender.surbs.addAll(received.surbs());
    count += received.surbs().size();
    dropOldest();
  }

  /** Forgets every SURB with one of these reply keys, so that none can be spent again. */
  void spend(SenderTag tag, List<byte[]> replyKeys) {
    OfSender sender = senders.get(tag);
    if (sender == null) {
      return;
    }
    Set<ByteKey> spent = new HashSet<>();
    for (byte[] replyKey : replyKeys) {
      spent.add(new ByteKey(replyKey));
    }
    List<SavedSurb> left = new ArrayList<>();
    for (SavedSurb saved : sender.surbs) {
      if (!spent.contains(new ByteKey(saved.surb().replyKey()))) {
        left.add(saved);
      }
    }
    count -= sender.surbs.size() - left.size();
    sender.surbs = left;
  }

  void drop(SenderTag tag) {
    OfSender sender = senders.remove(tag);
    count -= sender == null ? 0 : sender.surbs.size();
  }

  List<SavedSurbs> all() {
    List<SavedSurbs> out = new ArrayList<>();
    for (Map.Entry<SenderTag, OfSender> entry : senders.entrySet()) {
      OfSender sender = entry.getValue();
      out.add(new SavedSurbs(entry.getKey(), sender.lastReceptionWallMs, sender.surbs));
    }
    return out;
  }

  private void dropOldest() {
    while (senders.size() > StateLimits.SURB_TAGS || count > StateLimits.SURBS) {
      SenderTag oldest = senders.keySet().iterator().next();
      List<SavedSurb> surbs = senders.get(oldest).surbs;
      if (senders.size() > StateLimits.SURB_TAGS || surbs.size() <= count - StateLimits.SURBS) {
        drop(oldest);
      } else {
        int excess = count - StateLimits.SURBS;
        senders.get(oldest).surbs = new ArrayList<>(surbs.subList(excess, surbs.size()));
        count -= excess;
      }
    }
  }
}
