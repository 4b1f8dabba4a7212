package org.peapod.traffic;

import java.util.HashMap;
import java.util.Map;
import org.peapod.message.FragmentId;

/**
 * Finds the message of an earlier run to which an acknowledgement belongs. The gateway keeps for us
 * what comes while we are away, so many a fragment is acknowledged before it could leave again.
 * Holds one entry per set of the messages that were resumed and have not ended.
 */
final class ResumedSets {
  private final Map<Integer, AddressedMessage> bySet = new HashMap<>();

  void add(AddressedMessage message) {
    for (int id : message.form().setIds()) {
      bySet.put(id, message);
    }
  }

  /** The message whose fragment this is, or {@code null}. */
  AddressedMessage of(FragmentId id) {
    return bySet.get(id.setId());
  }

  /** Forgets a message; no effect on one that was not resumed. */
  void remove(OutgoingMessage message) {
    if (message instanceof AddressedMessage addressed) {
      for (int id : addressed.form().setIds()) {
        if (bySet.get(id) == addressed) {
          bySet.remove(id);
        }
      }
    }
  }
}
