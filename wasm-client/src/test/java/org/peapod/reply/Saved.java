package org.peapod.reply;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is on the disk: the changes of the stores, applied in the order in which they were taken.
 */
final class Saved {
  final Map<KeyDigest, StoredSurb> surbs = new LinkedHashMap<>();
  final Map<KeyDigest, ReplyKeyEntry> keys = new LinkedHashMap<>();

  void save(ReceivedSurbs received, ReplyKeys given) {
    Changes<KeyDigest, StoredSurb> ofSurbs = received.takeChanges();
    ofSurbs.removed().forEach(surbs::remove);
    ofSurbs.added().forEach(surb -> surbs.put(surb.digest(), surb));
    Changes<KeyDigest, ReplyKeyEntry> ofKeys = given.takeChanges();
    ofKeys.removed().forEach(keys::remove);
    ofKeys.added().forEach(entry -> keys.put(entry.digest(), entry));
  }
}
