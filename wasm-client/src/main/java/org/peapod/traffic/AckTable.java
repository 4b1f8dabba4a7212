package org.peapod.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.peapod.message.FragmentId;

/**
 * Packets that have left and whose acknowledgement is awaited, with their timers (chapter 5, A7).
 * Holds at most the number given; the caller asks {@link #isFull()} before it lets a packet leave.
 */
final class AckTable {
  /** Timeout = expected delay × this + {@link #WAIT_ADDITION_MS}. */
  static final double WAIT_MULTIPLIER = 1.5;

  /** Added to every timeout: network and computing time, which the delays do not hold. */
  static final double WAIT_ADDITION_MS = 1500;

  private final int limit;
  private final Map<FragmentId, PendingAck> byId = new HashMap<>();
  private final PriorityQueue<PendingAck> timers = new PriorityQueue<>();
  private long created;

  AckTable(int limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return byId.size() >= limit;
  }

  int size() {
    return byId.size();
  }

  /** The entry of a fragment that leaves for the first time. */
  PendingAck add(OutgoingMessage message, int index) {
    PendingAck pending = new PendingAck(message, index, created++);
    byId.put(message.id(index), pending);
    return pending;
  }

  /** Starts or restarts the timer of a packet that leaves now. */
  void startTimer(PendingAck pending, double nowMs, double expectedDelayMs) {
    pending.deadlineMs(nowMs + expectedDelayMs * WAIT_MULTIPLIER + WAIT_ADDITION_MS);
    timers.add(pending);
  }

  /** Takes out the entry of an acknowledged fragment; {@code null} when nothing waits for it. */
  PendingAck acknowledge(FragmentId id) {
    PendingAck pending = byId.remove(id);
    if (pending != null) {
      pending.finish();
      timers.remove(pending);
    }
    return pending;
  }

  /** Takes out all entries of a message that was given up. */
  void forget(OutgoingMessage message) {
    for (int index = 0; index < message.next(); index++) {
      acknowledge(message.id(index));
    }
  }

  /** The next entry whose timer has run out, or {@code null}; its timer is off afterwards. */
  PendingAck takeExpired(double nowMs) {
    PendingAck first = timers.peek();
    return first != null && first.deadlineMs() <= nowMs ? timers.poll() : null;
  }

  double deadlineMs() {
    PendingAck first = timers.peek();
    return first == null ? Double.POSITIVE_INFINITY : first.deadlineMs();
  }
}
