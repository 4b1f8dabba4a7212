package org.peapod.traffic;

import org.peapod.message.FragmentCount;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;

/**
 * A message to an address. Its serialized form is held once; each fragment is cut out of it when
 * its packet is built, also when it is sent again.
 */
final class AddressedMessage extends OutgoingMessage {
  private final QueuedMessage form;
  private final Fragmenter fragments;
  private final PacketFactory factory;

  /** The first fragment that may still leave for the first time in this run. */
  private int nextIndex;

  private int waiting;
  private boolean released;

  /**
   * A message of this run or an earlier one; what is acknowledged already does not leave.
   *
   * @param fragments those of {@code form}
   */
  AddressedMessage(
      MessageKind kind,
      QueuedMessage form,
      Fragmenter fragments,
      long heldBytes,
      PacketFactory factory) {
    super(form.number(), kind, form.size(), fragments.count(), heldBytes);
    this.form = form;
    this.fragments = fragments;
    this.factory = factory;
    this.waiting = fragments.count();
    for (boolean done : form.acknowledged()) {
      if (done) {
        waiting--;
        countLeft();
        countAcknowledged();
      }
    }
    passOverAcknowledged();
  }

  /** Its packets may leave from now on; false when that was said before. */
  boolean release() {
    boolean first = !released;
    released = true;
    return first;
  }

  /** What another run needs of it; its list of acknowledgements is the one in use. */
  QueuedMessage form() {
    return form;
  }

  @Override
  boolean hasNext() {
    return nextIndex < fragments.count();
  }

  @Override
  PendingFragment next() {
    int index = nextIndex++;
    waiting--;
    passOverAcknowledged();
    FragmentId id = fragments.id(index);
    return new PendingFragment(
        this,
        id,
        topology ->
            factory.fragment(
                topology, fragments.fragment(index), id, form.recipient(), form.size()),
        0);
  }

  @Override
  boolean needsRenewal() {
    return false;
  }

  @Override
  int waiting() {
    return waiting;
  }

  /** The place of a fragment in the message, from 0; negative when it is of another message. */
  int indexOf(FragmentId id) {
    int[] setIds = form.setIds();
    for (int set = 0; set < setIds.length; set++) {
      int index = set * FragmentCount.MAX_PER_SET + id.position() - 1;
      if (setIds[set] == id.setId()) {
        return index < total() ? index : -1;
      }
    }
    return -1;
  }

  /** Whether a fragment has not left in this run and is not acknowledged. */
  boolean isWaiting(int index) {
    return index >= nextIndex && !form.acknowledged()[index];
  }

  /** Notes that a fragment has arrived; one that waits to leave need not leave any more. */
  void acknowledge(int index) {
    boolean waited = isWaiting(index);
    form.acknowledged()[index] = true;
    countAcknowledged();
    if (waited) {
      waiting--;
      passOverAcknowledged();
    }
  }

  private void passOverAcknowledged() {
    while (nextIndex < fragments.count() && form.acknowledged()[nextIndex]) {
      nextIndex++;
    }
  }
}
