package org.peapod.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentCipher;
import org.peapod.message.ReplySurb;

/**
 * The keys of the SURBs that we gave out and that no reply has used yet (chapter 2, section 8.1).
 *
 * <p>A key is given out once: the first reply with its digest takes it away for good, and the
 * removal stands among the {@linkplain #takeChanges() changes}. Holds at most the number given;
 * beyond that the oldest key goes, and a reply under it can no longer be read.
 */
public final class ReplyKeys {
  private final int limit;
  private final Map<KeyDigest, ReplyKeyEntry> entries = new LinkedHashMap<>();
  private final ChangeLog<KeyDigest, ReplyKeyEntry> changes = new ChangeLog<>();

  /** An empty store for at most so many keys. */
  public ReplyKeys(int limit) {
    this.limit = limit;
  }

  /** Enters the key of a SURB that is about to be given to the recipient who knows us by a tag. */
  public void add(double wallMs, SenderTag tag, ReplySurb surb) {
    byte[] key = surb.replyKey();
    ReplyKeyEntry entry = new ReplyKeyEntry(KeyDigest.of(key), key, tag, wallMs);
    if (put(entry)) {
      changes.add(entry.digest(), entry);
    }
  }

  private boolean put(ReplyKeyEntry entry) {
    if (entries.containsKey(entry.digest())) {
      return false;
    }
    if (entries.size() >= limit) {
      Iterator<ReplyKeyEntry> oldest = entries.values().iterator();
      ReplyKeyEntry gone = oldest.next();
      oldest.remove();
      drop(gone);
    }
    entries.put(entry.digest(), entry);
    return true;
  }

  /**
   * Decrypts a blob that is a reply to us, and spends its key.
   *
   * @param blob at least 32 bytes
   * @return {@code null} when no key that is left belongs to it, so that it is no reply
   */
  public OpenedReply open(byte[] blob) {
    ReplyKeyEntry entry = take(KeyDigest.fromBytes(FragmentCipher.variant(blob)));
    if (entry == null) {
      return null;
    }
    byte[] fragment = FragmentCipher.openReply(blob, entry.key());
    Arrays.fill(entry.key(), (byte) 0);
    return new OpenedReply(entry.tag(), fragment);
  }

  /** Takes a key out; {@code null} when there is none, also because it was taken before. */
  public ReplyKeyEntry take(KeyDigest digest) {
    ReplyKeyEntry entry = entries.remove(digest);
    if (entry != null) {
      changes.remove(digest);
    }
    return entry;
  }

  /** Drops the keys that are older than this; those from a future of the wall clock stay. */
  public void expire(double wallMs, double maxAgeMs) {
    Iterator<ReplyKeyEntry> all = entries.values().iterator();
    while (all.hasNext()) {
      ReplyKeyEntry entry = all.next();
      if (wallMs - entry.madeWallMs() > maxAgeMs) {
        all.remove();
        drop(entry);
      }
    }
  }

  private void drop(ReplyKeyEntry entry) {
    changes.remove(entry.digest());
    Arrays.fill(entry.key(), (byte) 0);
  }

  /** How many keys are held. */
  public int size() {
    return entries.size();
  }

  /** All keys, oldest first, for a whole save. */
  public List<ReplyKeyEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** Puts saved keys back; those beyond the limit push out the ones before. */
  public void restore(List<ReplyKeyEntry> saved) {
    for (ReplyKeyEntry entry : saved) {
      put(entry);
    }
  }

  /** What changed since this was last called; a restored entry is no change. */
  public Changes<KeyDigest, ReplyKeyEntry> takeChanges() {
    return changes.take();
  }

  /** Overwrites all keys and forgets them. */
  public void wipe() {
    for (ReplyKeyEntry entry : entries.values()) {
      Arrays.fill(entry.key(), (byte) 0);
    }
    entries.clear();
    changes.take();
  }
}
