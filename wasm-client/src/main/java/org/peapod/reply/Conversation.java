package org.peapod.reply;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.peapod.address.SenderTag;

/** What is under way to one anonymous sender, and what waits for SURBs. */
final class Conversation {
  private static final double NOT_WAITING = Double.POSITIVE_INFINITY;

  final SenderTag tag;

  /** Replies with fragments that never left; they take turns. */
  final ArrayDeque<ReplyMessage> messages = new ArrayDeque<>();

  /** Fragments to be sent again as soon as there are SURBs, in the order of their loss. */
  final Set<Flight> again = new LinkedHashSet<>();

  /** Replies and requests not wholly acknowledged. */
  int open;

  /** Requests not acknowledged. */
  int requests;

  /** Requests repeated since SURBs came last. */
  int rerequests;

  /** Since when something has waited without a break. */
  private double waitingSinceMs = NOT_WAITING;

  Conversation(SenderTag tag) {
    this.tag = tag;
  }

  /** Fragments that wait for SURBs. */
  int waiting() {
    int fragments = again.size();
    for (ReplyMessage message : messages) {
      fragments += message.notStarted();
    }
    return fragments;
  }

  /** Notices that something has begun or ceased to wait. */
  void noteWaiting(double nowMs) {
    if (waiting() == 0) {
      waitingSinceMs = NOT_WAITING;
      rerequests = 0;
    } else if (!isWaiting()) {
      waitingSinceMs = nowMs;
    }
  }

  boolean isWaiting() {
    return waitingSinceMs != NOT_WAITING;
  }

  /** Since when something has waited; positive infinity when nothing does. */
  double waitingSinceMs() {
    return waitingSinceMs;
  }

  /** The next fragment to be sent again, or else for the first time; {@code null} when none. */
  Flight next() {
    if (!again.isEmpty()) {
      Flight flight = again.iterator().next();
      again.remove(flight);
      return flight;
    }
    ReplyMessage message = messages.poll();
    if (message == null) {
      return null;
    }
    Flight flight = new Flight(message, message.startNext());
    if (message.notStarted() > 0) {
      messages.add(message);
    }
    return flight;
  }
}
