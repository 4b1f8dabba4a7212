package org.peapod.mixnet.node;

import org.peapod.address.NodeAddress;

/**
 * Packets waiting for their time, the earliest first and equal times in the order of arrival; a
 * binary heap of bounded size.
 */
final class DelayQueue {
  /** One packet that waits. */
  record Waiting(double dueMs, long order, NodeAddress to, FramedPacket packet) {
    private boolean isBefore(Waiting other) {
      return dueMs < other.dueMs || (dueMs == other.dueMs && order < other.order);
    }
  }

  private final int limit;
  private Waiting[] heap = new Waiting[16];
  private int count;
  private long arrivals;

  DelayQueue(int limit) {
    this.limit = limit;
  }

  /** Adds a packet; false when there is no room. */
  boolean add(double dueMs, NodeAddress to, FramedPacket packet) {
    if (count >= limit) {
      return false;
    }
    if (count == heap.length) {
      Waiting[] larger = new Waiting[count * 2];
      System.arraycopy(heap, 0, larger, 0, count);
      heap = larger;
    }
    heap[count] = new Waiting(dueMs, arrivals++, to, packet);
    siftUp(count++);
    return true;
  }

  /** When the earliest packet is due; positive infinity when there is none. */
  double nextDueMs() {
    return count == 0 ? Double.POSITIVE_INFINITY : heap[0].dueMs;
  }

  /** Takes the earliest packet if it is due by now, else {@code null}. */
  Waiting pollDue(double nowMs) {
    if (count == 0 || heap[0].dueMs > nowMs) {
      return null;
    }
    final Waiting first = heap[0];
    count--;
    heap[0] = heap[count];
    heap[count] = null;
    siftDown();
    return first;
  }

  /** Forgets everything. */
  void clear() {
    heap = new Waiting[16];
    count = 0;
  }

  int size() {
    return count;
  }

  private void siftUp(int from) {
    int at = from;
    while (at > 0 && heap[at].isBefore(heap[(at - 1) / 2])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void siftDown() {
    int at = 0;
    while (2 * at + 1 < count) {
      int child = 2 * at + 1;
      if (child + 1 < count && heap[child + 1].isBefore(heap[child])) {
        child++;
      }
      if (!heap[child].isBefore(heap[at])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    Waiting held = heap[a];
    heap[a] = heap[b];
    heap[b] = held;
  }
}
