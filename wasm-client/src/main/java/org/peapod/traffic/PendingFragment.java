package org.peapod.traffic;

import org.peapod.message.FragmentId;

/** One fragment on its way: waiting for its turn, or left and not acknowledged yet. */
final class PendingFragment implements Comparable<PendingFragment> {
  private final OutgoingMessage message;
  private final FragmentId id;
  private PacketSource source;
  private double deadlineMs = Double.POSITIVE_INFINITY;
  private long order;
  private int repeats;
  private boolean awaitsSource;
  private boolean left;

  /**
   * A fragment that waits for its turn.
   *
   * @param repeats how often it was sent again before it came here
   */
  PendingFragment(OutgoingMessage message, FragmentId id, PacketSource source, int repeats) {
    this.message = message;
    this.id = id;
    this.source = source;
    this.repeats = repeats;
  }

  OutgoingMessage message() {
    return message;
  }

  FragmentId id() {
    return id;
  }

  /** Where its packet comes from; {@code null} when that is spent. */
  PacketSource source() {
    return source;
  }

  /** Lets go of a source that gives no second packet. */
  void spend() {
    source = null;
  }

  /** From now on a new source is welcome. */
  void awaitSource() {
    source = null;
    awaitsSource = true;
  }

  boolean awaitsSource() {
    return awaitsSource;
  }

  void renew(PacketSource next) {
    source = next;
    awaitsSource = false;
  }

  double deadlineMs() {
    return deadlineMs;
  }

  /**
   * Sets the timer.
   *
   * @param number settles ties between deadlines, so that a run is repeatable
   */
  void deadline(double atMs, long number) {
    deadlineMs = atMs;
    order = number;
  }

  boolean hasLeft() {
    return left;
  }

  void markLeft() {
    left = true;
  }

  /** How often it was sent again. */
  int repeats() {
    return repeats;
  }

  /** Counts one more repetition and tells how many there were. */
  int countRepeat() {
    return ++repeats;
  }

  /** Acknowledged or given up: the packet is not sent again. */
  void finish() {
    source = null;
    awaitsSource = false;
  }

  /** Earlier deadlines first, then the one whose timer was started first. */
  @Override
  public int compareTo(PendingFragment other) {
    int byDeadline = Double.compare(deadlineMs, other.deadlineMs);
    return byDeadline != 0 ? byDeadline : Long.compare(order, other.order);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
