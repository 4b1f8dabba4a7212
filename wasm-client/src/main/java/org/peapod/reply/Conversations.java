package org.peapod.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.SenderTag;

/** The anonymous senders to whom something is under way; their SURBs are not evicted meanwhile. */
final class Conversations {
  private final ReceivedSurbs surbs;
  private final Map<SenderTag, Conversation> byTag = new LinkedHashMap<>();

  Conversations(ReceivedSurbs surbs) {
    this.surbs = surbs;
  }

  /** The one with this sender; new when there was none. */
  Conversation with(SenderTag tag) {
    Conversation conversation = byTag.get(tag);
    if (conversation == null) {
      conversation = new Conversation(tag);
      byTag.put(tag, conversation);
      surbs.setInUse(tag, true);
    }
    return conversation;
  }

  /** All of them as they are now. */
  List<Conversation> all() {
    return new ArrayList<>(byTag.values());
  }

  /** Whether something waits for SURBs. */
  boolean hasWaiting() {
    for (Conversation conversation : byTag.values()) {
      if (conversation.isWaiting()) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the time of waiting, and forgets a conversation in which nothing is under way. */
  void settle(double nowMs, Conversation conversation) {
    conversation.noteWaiting(nowMs);
    if (conversation.open == 0) {
      byTag.remove(conversation.tag);
      surbs.setInUse(conversation.tag, false);
    }
  }
}
