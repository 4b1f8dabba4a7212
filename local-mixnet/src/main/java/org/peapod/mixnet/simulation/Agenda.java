package org.peapod.mixnet.simulation;

import java.util.PriorityQueue;

/** What happens when; what is entered first happens first among equals. */
final class Agenda {
  private static final class Entry implements Comparable<Entry> {
    private final double atMs;
    private final long order;
    private final Runnable action;

    Entry(double atMs, long order, Runnable action) {
      this.atMs = atMs;
      this.order = order;
      this.action = action;
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Double.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long entered;
  private double nowMs;

  double nowMs() {
    return nowMs;
  }

  /** Enters an action; one in the past happens now. */
  void at(double atMs, Runnable action) {
    entries.add(new Entry(Math.max(atMs, nowMs), entered++, action));
  }

  /** Does the next action if it is due by {@code limitMs}; else moves the time there. */
  boolean step(double limitMs) {
    Entry next = entries.peek();
    if (next == null || next.atMs > limitMs) {
      nowMs = Math.max(nowMs, limitMs);
      return false;
    }
    entries.poll();
    nowMs = next.atMs;
    next.action.run();
    return true;
  }
}
