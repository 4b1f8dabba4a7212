package org.peapod.traffic;

/** One fragment that has left and is not acknowledged yet. */
final class PendingAck implements Comparable<PendingAck> {
  private final OutgoingMessage message;
  private final int index;
  private final long order;
  private double deadlineMs = Double.POSITIVE_INFINITY;
  private int repeats;
  private boolean done;

  PendingAck(OutgoingMessage message, int index, long order) {
    this.message = message;
    this.index = index;
    this.order = order;
  }

  OutgoingMessage message() {
    return message;
  }

  int index() {
    return index;
  }

  double deadlineMs() {
    return deadlineMs;
  }

  void deadlineMs(double atMs) {
    deadlineMs = atMs;
  }

  /** Counts one more repetition and tells how many there were. */
  int countRepeat() {
    return ++repeats;
  }

  /** Acknowledged or given up: the packet is not sent again. */
  boolean isDone() {
    return done || message.hasFailed();
  }

  void finish() {
    done = true;
  }

  /** Earlier deadlines first; the order of creation settles ties, so that a run is repeatable. */
  @Override
  public int compareTo(PendingAck other) {
    int byDeadline = Double.compare(deadlineMs, other.deadlineMs);
    return byDeadline != 0 ? byDeadline : Long.compare(order, other.order);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(order);
  }
}
