package org.peapod.reply;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Entropy;

/**
 * Our name towards each recipient of anonymous messages (chapter 2, section 2.2): random, made on
 * first use, the same ever after, and another one for every recipient, so that recipients cannot
 * tell that they know the same sender. Beyond the limit the recipient not written to for longest is
 * forgotten; it would see a new tag.
 */
public final class SenderTags {
  private final int limit;
  private final Entropy entropy;

  /** Longest unused first. */
  private final Map<ClientAddress, SenderTag> tags = new LinkedHashMap<>();

  private final ChangeLog<ClientAddress, SenderTagEntry> changes = new ChangeLog<>();

  /** No tags yet, and at most so many. */
  public SenderTags(int limit, Entropy entropy) {
    this.limit = limit;
    this.entropy = entropy;
  }

  /** The tag for a recipient, made now if there is none. */
  public SenderTag forRecipient(ClientAddress recipient) {
    SenderTag tag = tags.remove(recipient);
    if (tag == null) {
      tag = SenderTag.random(entropy);
      changes.add(recipient, new SenderTagEntry(recipient, tag));
    }
    put(recipient, tag);
    return tag;
  }

  /** The tag under which a recipient knows us, or {@code null} when we never wrote to it. */
  public SenderTag known(ClientAddress recipient) {
    return tags.get(recipient);
  }

  /** The recipient who knows us by this tag, or {@code null}. */
  public ClientAddress recipient(SenderTag tag) {
    for (Map.Entry<ClientAddress, SenderTag> entry : tags.entrySet()) {
      if (entry.getValue().equals(tag)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private void put(ClientAddress recipient, SenderTag tag) {
    if (tags.size() >= limit) {
      Iterator<ClientAddress> oldest = tags.keySet().iterator();
      ClientAddress gone = oldest.next();
      oldest.remove();
      changes.remove(gone);
    }
    tags.put(recipient, tag);
  }

  /** How many recipients know us by a tag. */
  public int size() {
    return tags.size();
  }

  /** All tags, longest unused first, for a whole save. */
  public List<SenderTagEntry> entries() {
    List<SenderTagEntry> all = new ArrayList<>(tags.size());
    for (Map.Entry<ClientAddress, SenderTag> entry : tags.entrySet()) {
      all.add(new SenderTagEntry(entry.getKey(), entry.getValue()));
    }
    return all;
  }

  /** Puts saved tags back; a recipient that has one keeps it. */
  public void restore(List<SenderTagEntry> saved) {
    for (SenderTagEntry entry : saved) {
      if (!tags.containsKey(entry.recipient())) {
        put(entry.recipient(), entry.tag());
      }
    }
  }

  /** What changed since this was last called; a restored entry is no change. */
  public Changes<ClientAddress, SenderTagEntry> takeChanges() {
    return changes.take();
  }
}
