package org.peapod.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replies that are not wholly acknowledged. Who takes them in keeps to the limits. */
final class OpenReplies {
  private final Map<Integer, ReplyMessage> byNumber = new LinkedHashMap<>();
  private long bytes;

  void add(ReplyMessage message) {
    byNumber.put(message.number, message);
    bytes += message.amount;
  }

  void remove(ReplyMessage message) {
    if (byNumber.remove(message.number) != null) {
      bytes -= message.amount;
    }
  }

  /** The reply with this number, or {@code null}. */
  ReplyMessage get(int number) {
    return byNumber.get(number);
  }

  int size() {
    return byNumber.size();
  }

  /** What they hold in memory, in bytes. */
  long bytes() {
    return bytes;
  }

  /** What is to be saved of them, in the order of their taking. */
  List<OpenReply> forms() {
    List<OpenReply> forms = new ArrayList<>(byNumber.size());
    for (ReplyMessage message : byNumber.values()) {
      forms.add(message.open());
    }
    return forms;
  }
}
