package org.peapod.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.peapod.message.FragmentId;

/**
 * Fragments that have left and whose acknowledgement is awaited, with their timers (chapter 5, A7).
 * Holds at most the number given; the caller asks {@link #hasRoom} before it lets a packet leave.
 */
final class AckTable {
  /** One in so many places is kept for messages that ask for SURBs or bring them. */
  static final int SURB_SHARE = 8;

  private final int limit;
  private final AckConfig config;
  private final RoundTrips roundTrips;
  private final Map<FragmentId, PendingFragment> byId = new LinkedHashMap<>();
  private final PriorityQueue<PendingFragment> timers = new PriorityQueue<>();
  private long started;

  AckTable(int limit, AckConfig config, RoundTrips roundTrips) {
    this.limit = limit;
    this.config = config;
    this.roundTrips = roundTrips;
  }

  /**
   * Whether one more fragment may leave. The last eighth is closed to application data: a transfer
   * that waits for replies must not keep out the SURBs that the replies need.
   */
  boolean hasRoom(boolean forApplication) {
    return byId.size() < (forApplication ? limit - limit / SURB_SHARE : limit);
  }

  int size() {
    return byId.size();
  }

  /** Starts or restarts the timer of a packet that leaves now. */
  void left(PendingFragment fragment, double nowMs, double expectedDelayMs) {
    byId.put(fragment.id(), fragment);
    double additionMs = roundTrips.additionMs(config.waitAdditionMs());
    double timeoutMs = config.timeoutMs(expectedDelayMs, additionMs, fragment.repeats());
    fragment.deadline(nowMs + timeoutMs, started++);
    timers.add(fragment);
  }

  /** Takes out an acknowledged fragment; {@code null} when nothing waits for it. */
  PendingFragment acknowledge(FragmentId id) {
    PendingFragment fragment = byId.remove(id);
    if (fragment != null) {
      fragment.finish();
      timers.remove(fragment);
    }
    return fragment;
  }

  /** Takes out all fragments of a message that has ended and gives them to the caller. */
  List<PendingFragment> forget(OutgoingMessage message) {
    List<PendingFragment> forgotten = new ArrayList<>();
    for (PendingFragment fragment : byId.values()) {
      if (fragment.message() == message) {
        forgotten.add(fragment);
      }
    }
    for (PendingFragment fragment : forgotten) {
      acknowledge(fragment.id());
    }
    return forgotten;
  }

  /**
   * Stops the timer of a fragment that was never sent again.
   *
   * @return the fragment; {@code null} when it was sent again, or its timer does not run
   */
  PendingFragment takeFirstSending(FragmentId id) {
    PendingFragment fragment = byId.get(id);
    boolean first = fragment != null && fragment.repeats() == 0;
    return first && timers.remove(fragment) ? fragment : null;
  }

  /** The next fragment whose timer has run out, or {@code null}; its timer is off afterwards. */
  PendingFragment takeExpired(double nowMs) {
    PendingFragment first = timers.peek();
    return first != null && first.deadlineMs() <= nowMs ? timers.poll() : null;
  }

  double deadlineMs() {
    PendingFragment first = timers.peek();
    return first == null ? Double.POSITIVE_INFINITY : first.deadlineMs();
  }
}
