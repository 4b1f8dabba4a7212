package org.peapod.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every message from the moment it is taken until it is acknowledged or given up, by its number;
 * application messages and the exchange of SURBs each within their limits.
 */
final class HeldMessages {
  /** The exchange of SURBs may hold one in so many messages and bytes on top. */
  static final int SURB_SHARE = 4;

  /** But always one message of so many bytes: more than a hundred SURBs. */
  static final long MIN_SURB_BYTES = 64 << 10;

  private final Room application;
  private final Room surbs;

  /** Oldest first. */
  private final Map<Integer, OutgoingMessage> byNumber = new LinkedHashMap<>();

  HeldMessages(TrafficLimits limits) {
    this.application = new Room(limits.messages(), limits.bytes());
    this.surbs =
        new Room(
            1 + limits.messages() / SURB_SHARE,
            Math.max(limits.bytes() / SURB_SHARE, MIN_SURB_BYTES));
  }

  /** Why a message is not taken, or {@code null}; asked before anything is made for it. */
  TrafficFault refusal(int number, MessageKind kind, long bytes) {
    if (byNumber.containsKey(number)) {
      throw new IllegalArgumentException("the unfinished message " + number + " has this number");
    }
    return room(kind).refusal(bytes);
  }

  void add(OutgoingMessage message) {
    byNumber.put(message.number(), message);
    room(message.kind()).messages++;
    room(message.kind()).bytes += message.heldBytes();
  }

  void remove(OutgoingMessage message) {
    byNumber.remove(message.number());
    room(message.kind()).messages--;
    room(message.kind()).bytes -= message.heldBytes();
  }

  /** The message with this number, or {@code null}. */
  OutgoingMessage get(int number) {
    return byNumber.get(number);
  }

  /** What another run needs of the messages to addresses, oldest first. */
  List<QueuedMessage> addressed() {
    List<QueuedMessage> out = new ArrayList<>();
    for (OutgoingMessage message : byNumber.values()) {
      if (message instanceof AddressedMessage addressed) {
        out.add(addressed.form());
      }
    }
    return out;
  }

  int size() {
    return byNumber.size();
  }

  int maxMessages() {
    return application.maxMessages + surbs.maxMessages;
  }

  long bytes() {
    return application.bytes + surbs.bytes;
  }

  long maxBytes() {
    return application.maxBytes + surbs.maxBytes;
  }

  private Room room(MessageKind kind) {
    return kind.isOfApplication() ? application : surbs;
  }

  /** What some messages may hold and hold now. */
  private static final class Room {
    private final int maxMessages;
    private final long maxBytes;
    private int messages;
    private long bytes;

    Room(int maxMessages, long maxBytes) {
      this.maxMessages = maxMessages;
      this.maxBytes = maxBytes;
    }

    TrafficFault refusal(long more) {
      if (more > maxBytes) {
        return TrafficFault.MESSAGE_TOO_LARGE;
      }
      if (messages >= maxMessages) {
        return TrafficFault.TOO_MANY_MESSAGES;
      }
      return bytes + more > maxBytes ? TrafficFault.TOO_MANY_BYTES : null;
    }
  }
}
