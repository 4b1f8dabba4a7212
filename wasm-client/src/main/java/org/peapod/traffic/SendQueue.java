package org.peapod.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which packet of one size leaves next. Five lanes take strict turns, empty ones passed over:
 * packets to be sent again, requests for SURBs, additional SURBs, young messages, grown messages.
 * Within a lane each message gives one packet in turn.
 *
 * <p>A message is young for its first {@link #YOUNG_PACKETS} packets. So a short one overtakes any
 * number of long transfers, these still get every second packet of the application, and no lane
 * ever gets less than a fifth: where the stock client draws lots (chapter 5, A3), the wait here has
 * an upper bound. None of it shows outside: it decides which packet takes a place in the stream,
 * never whether or when there is one.
 *
 * <p>Holds what {@link TrafficLimits} allows: messages directly, packets to be sent again because
 * each is one of the unacknowledged.
 */
final class SendQueue {
  /** So many packets of a message go ahead of the longer ones. */
  static final int YOUNG_PACKETS = 16;

  private static final int AGAIN = 0;
  private static final int SURB_REQUESTS = 1;
  private static final int ADDITIONAL_SURBS = 2;
  private static final int YOUNG = 3;
  private static final int GROWN = 4;
  private static final int LANES = 5;

  private final Set<PendingFragment> again = new LinkedHashSet<>();
  private final List<ArrayDeque<OutgoingMessage>> messages = new ArrayList<>();
  private int turn = GROWN;

  SendQueue() {
    for (int lane = 0; lane < LANES; lane++) {
      messages.add(new ArrayDeque<>());
    }
  }

  /** Lines up a message that has packets which never left; no effect on one in line. */
  void add(OutgoingMessage message) {
    if (message.hasNext() && !message.isQueued()) {
      message.queued(true);
      messages.get(laneOf(message)).add(message);
    }
  }

  /** Lines up a packet that has left before. */
  void addAgain(PendingFragment fragment) {
    again.add(fragment);
  }

  /** Takes a packet out that need not be sent again. */
  void removeAgain(PendingFragment fragment) {
    again.remove(fragment);
  }

  /** Takes a message out whose packets are not to leave. */
  void remove(OutgoingMessage message) {
    for (ArrayDeque<OutgoingMessage> lane : messages) {
      lane.remove(message);
    }
    message.queued(false);
  }

  /** Packets that wait for their turn. */
  int waiting() {
    int packets = again.size();
    for (ArrayDeque<OutgoingMessage> lane : messages) {
      for (OutgoingMessage message : lane) {
        packets += message.waiting();
      }
    }
    return packets;
  }

  /** Whether {@link #take} would give a packet. */
  boolean hasTurn(boolean mayStartData, boolean mayStartSurbs) {
    for (int lane = 0; lane < LANES; lane++) {
      if (hasTurn(lane, mayStartData, mayStartSurbs)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The packet that has its turn, or {@code null}.
   *
   * @param mayStartData whether packets of application messages may leave for the first time
   * @param mayStartSurbs whether those of the exchange of SURBs may
   */
  PendingFragment take(boolean mayStartData, boolean mayStartSurbs) {
    for (int i = 0; i < LANES; i++) {
      turn = (turn + 1) % LANES;
      if (hasTurn(turn, mayStartData, mayStartSurbs)) {
        return turn == AGAIN ? takeAgain() : takeNew(messages.get(turn));
      }
    }
    return null;
  }

  private boolean hasTurn(int lane, boolean mayStartData, boolean mayStartSurbs) {
    if (lane == AGAIN) {
      return firstAgain() != null;
    }
    boolean mayStart = lane == YOUNG || lane == GROWN ? mayStartData : mayStartSurbs;
    return mayStart && !messages.get(lane).isEmpty();
  }

  private PendingFragment takeAgain() {
    PendingFragment first = firstAgain();
    again.remove(first);
    return first;
  }

  /**
   * Passes over what belongs to an ended message, which can be only if two fragments drew the same
   * identifier and the table of the unacknowledged lost sight of one.
   */
  private PendingFragment firstAgain() {
    while (!again.isEmpty()) {
      PendingFragment first = again.iterator().next();
      if (!first.message().hasEnded()) {
        return first;
      }
      again.remove(first);
    }
    return null;
  }

  private PendingFragment takeNew(ArrayDeque<OutgoingMessage> lane) {
    OutgoingMessage message = lane.poll();
    PendingFragment fragment = message.next();
    message.queued(false);
    add(message);
    return fragment;
  }

  private static int laneOf(OutgoingMessage message) {
    switch (message.kind()) {
      case SURB_REQUEST:
        return SURB_REQUESTS;
      case ADDITIONAL_SURBS:
        return ADDITIONAL_SURBS;
      default:
        return message.left() < YOUNG_PACKETS - 1 ? YOUNG : GROWN;
    }
  }
}
