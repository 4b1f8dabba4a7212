package org.peapod.traffic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;

/**
 * A message whose packets somebody else hands in, one by one and in any order, as he can afford
 * them: each packet of a reply costs a SURB. Holds at most one entry per packet of the message.
 */
final class SuppliedMessage extends OutgoingMessage {
  private final Map<FragmentId, PendingFragment> supplied = new HashMap<>();
  private final ArrayDeque<PendingFragment> ready = new ArrayDeque<>();

  SuppliedMessage(int number, MessageKind kind, PacketSize size, int total, long heldBytes) {
    super(number, kind, size, total, heldBytes);
  }

  /** The entry of a fragment that was handed in before; {@code null} for a new one. */
  PendingFragment known(FragmentId id) {
    return supplied.get(id);
  }

  /** Whether one more fragment would be more than the message has. */
  boolean isComplete() {
    return supplied.size() == total();
  }

  /** Lines up a fragment that has never left: a new one, or one that could not be built before. */
  void supply(FragmentId id, PacketSource source, int repeats) {
    PendingFragment fragment = supplied.get(id);
    if (fragment == null) {
      fragment = new PendingFragment(this, id, source, repeats);
      supplied.put(id, fragment);
    } else {
      fragment.renew(source);
    }
    ready.add(fragment);
  }

  @Override
  boolean hasNext() {
    return !ready.isEmpty();
  }

  @Override
  PendingFragment next() {
    return ready.poll();
  }

  @Override
  boolean needsRenewal() {
    return true;
  }

  @Override
  int waiting() {
    return ready.size();
  }
}
