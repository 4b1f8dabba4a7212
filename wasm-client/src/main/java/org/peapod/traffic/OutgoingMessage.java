package org.peapod.traffic;

import org.peapod.sphinx.PacketSize;

/** A message on its way: which of its packets have left and which are acknowledged. */
abstract class OutgoingMessage {
  private final int number;
  private final MessageKind kind;
  private final PacketSize size;
  private final int total;
  private final long heldBytes;
  private int left;
  private int acknowledged;
  private boolean queued;
  private boolean ended;

  OutgoingMessage(int number, MessageKind kind, PacketSize size, int total, long heldBytes) {
    this.number = number;
    this.kind = kind;
    this.size = size;
    this.total = total;
    this.heldBytes = heldBytes;
  }

  /** Whether {@link #next} gives a packet now. */
  abstract boolean hasNext();

  /** Takes the next fragment that has never left. */
  abstract PendingFragment next();

  /** Whether a packet can be sent again only when its owner hands in a new source. */
  abstract boolean needsRenewal();

  /** Packets that could leave now for the first time. */
  abstract int waiting();

  final int number() {
    return number;
  }

  final MessageKind kind() {
    return kind;
  }

  final PacketSize size() {
    return size;
  }

  final int total() {
    return total;
  }

  final long heldBytes() {
    return heldBytes;
  }

  final int left() {
    return left;
  }

  final int acknowledged() {
    return acknowledged;
  }

  final void countLeft() {
    left++;
  }

  final void countAcknowledged() {
    acknowledged++;
  }

  final boolean hasAllLeft() {
    return left == total;
  }

  final boolean isAcknowledged() {
    return acknowledged == total;
  }

  /** Whether it stands in a lane. */
  final boolean isQueued() {
    return queued;
  }

  final void queued(boolean inLane) {
    queued = inLane;
  }

  /** Acknowledged, failed or cancelled. */
  final boolean hasEnded() {
    return ended;
  }

  final void end() {
    ended = true;
  }
}
