package org.peapod.reply;

import org.peapod.message.FragmentId;

/** A fragment that was given out and is not acknowledged yet. */
final class Flight {
  final ReplyMessage message;
  final int index;
  final FragmentId id;

  /** The SURB of a packet that has not left yet, so that it could still be put back. */
  StoredSurb unspent;

  /** How often it was given out and not returned. */
  int given;

  /** Whether a packet with it has ever left. */
  boolean hasLeft;

  Flight(ReplyMessage message, int index) {
    this.message = message;
    this.index = index;
    this.id = message.id(index);
  }

  /** The packet has left: the SURB is used up. */
  void spend() {
    if (unspent != null) {
      unspent.surb().wipe();
      unspent = null;
    }
  }
}
