package org.peapod.traffic;

import java.util.ArrayDeque;

/**
 * Which packet leaves next. Every message is a lane, the packets to be sent again are one more, and
 * the lanes take turns: a short message behind a long one leaves within a few packets. The sizes
 * are bounded by {@link TrafficLimits}: messages directly, packets to be sent again because each is
 * one of the unacknowledged.
 */
final class SendQueue {
  private final ArrayDeque<OutgoingMessage> messages = new ArrayDeque<>();
  private final ArrayDeque<PendingAck> again = new ArrayDeque<>();
  private boolean againHasTurn;

  /**
   * The packet that has its turn.
   *
   * @param index which fragment of the message
   * @param again its entry when it has left before, else {@code null}
   */
  record Turn(OutgoingMessage message, int index, PendingAck again) {}

  void add(OutgoingMessage message) {
    messages.add(message);
  }

  void addAgain(PendingAck pending) {
    again.add(pending);
  }

  void remove(OutgoingMessage message) {
    messages.remove(message);
  }

  /** Packets that wait; those of failed messages do not count. */
  int waiting() {
    int packets = again.size();
    for (OutgoingMessage message : messages) {
      packets += message.waiting();
    }
    return packets;
  }

  /** Whether {@link #take} would give a turn. */
  boolean hasTurn(boolean mayStartNew) {
    dropFinished();
    return !again.isEmpty() || (mayStartNew && !messages.isEmpty());
  }

  /** The next turn, or {@code null}; without {@code mayStartNew} only packets that left before. */
  Turn take(boolean mayStartNew) {
    if (!hasTurn(mayStartNew)) {
      return null;
    }
    boolean canRepeat = !again.isEmpty();
    boolean canStart = mayStartNew && !messages.isEmpty();
    boolean repeat = canRepeat && (againHasTurn || !canStart);
    againHasTurn = !repeat;
    if (repeat) {
      PendingAck pending = again.poll();
      return new Turn(pending.message(), pending.index(), pending);
    }
    OutgoingMessage message = messages.poll();
    messages.add(message);
    return new Turn(message, message.next(), null);
  }

  private void dropFinished() {
    while (!again.isEmpty() && again.peek().isDone()) {
      again.poll();
    }
    while (!messages.isEmpty() && messages.peek().waiting() == 0) {
      messages.poll();
    }
  }
}
