package org.peapod.traffic;

import org.peapod.address.ClientAddress;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.sphinx.PacketSize;

/**
 * A message to an address. Its padded form is held once; each fragment is cut out of it when its
 * packet is built, also when it is sent again.
 */
final class AddressedMessage extends OutgoingMessage {
  private final ClientAddress recipient;
  private final Fragmenter fragments;
  private final PacketFactory factory;
  private int nextIndex;

  AddressedMessage(
      int number,
      MessageKind kind,
      PacketSize size,
      ClientAddress recipient,
      Fragmenter fragments,
      long heldBytes,
      PacketFactory factory) {
    super(number, kind, size, fragments.count(), heldBytes);
    this.recipient = recipient;
    this.fragments = fragments;
    this.factory = factory;
  }

  @Override
  boolean hasNext() {
    return nextIndex < fragments.count();
  }

  @Override
  PendingFragment next() {
    int index = nextIndex++;
    FragmentId id = fragments.id(index);
    return new PendingFragment(
        this,
        id,
        topology -> factory.fragment(topology, fragments.fragment(index), id, recipient, size()));
  }

  @Override
  boolean needsRenewal() {
    return false;
  }

  @Override
  int waiting() {
    return fragments.count() - nextIndex;
  }
}
