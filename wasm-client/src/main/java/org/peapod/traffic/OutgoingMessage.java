package org.peapod.traffic;

import org.peapod.address.ClientAddress;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.sphinx.PacketSize;

/** A message on its way: which fragments have left and which are acknowledged. */
final class OutgoingMessage {
  private final int number;
  private final ClientAddress recipient;
  private final PacketSize size;
  private final Fragmenter fragments;
  private final int heldBytes;
  private int left;
  private int acknowledged;
  private boolean failed;

  OutgoingMessage(
      int number, ClientAddress recipient, PacketSize size, Fragmenter fragments, int heldBytes) {
    this.number = number;
    this.recipient = recipient;
    this.size = size;
    this.fragments = fragments;
    this.heldBytes = heldBytes;
  }

  int number() {
    return number;
  }

  ClientAddress recipient() {
    return recipient;
  }

  PacketSize size() {
    return size;
  }

  int heldBytes() {
    return heldBytes;
  }

  byte[] fragment(int index) {
    return fragments.fragment(index);
  }

  FragmentId id(int index) {
    return fragments.id(index);
  }

  /** The next fragment that has never left. */
  int next() {
    return left;
  }

  void hasLeft() {
    left++;
  }

  void hasBeenAcknowledged() {
    acknowledged++;
  }

  boolean hasAllLeft() {
    return left == fragments.count();
  }

  boolean isAcknowledged() {
    return acknowledged == fragments.count();
  }

  int waiting() {
    return failed ? 0 : fragments.count() - left;
  }

  void fail() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }
}
