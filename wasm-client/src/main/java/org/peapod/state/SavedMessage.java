package org.peapod.state;

import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentCount;
import org.peapod.sphinx.PacketSize;

/**
 * A message of ours that is not wholly acknowledged: enough to make the same fragments again, which
 * the recipient needs to put old and new ones together (chapter 2, 4.2; chapter 5, A7).
 *
 * @param number what the application knows it by
 * @param recipient to whom it goes
 * @param size of its packets
 * @param queuedWallMs when it was given to us, Unix milliseconds; the fraction is not stored
 * @param payload the serialized {@link org.peapod.message.NymMessage}, not padded, at least one
 *     byte; by reference
 * @param setIds one per set of fragments, each at least 1; by reference
 * @param acknowledged one entry per fragment, in the order of the message; by reference
 */
public record SavedMessage(
    int number,
    Recipient recipient,
    PacketSize size,
    double queuedWallMs,
    byte[] payload,
    int[] setIds,
    boolean[] acknowledged) {
  /** Whom a message is for. */
  public sealed interface Recipient {
    /** A client whose address we know. */
    record ToAddress(ClientAddress address) implements Recipient {}

    /** An anonymous sender, reached by spending its SURBs. */
    record ToTag(SenderTag tag) implements Recipient {}
  }

  /** Refuses what cannot be stored. */
  public SavedMessage {
    StateLimits.requireTime(queuedWallMs);
    StateLimits.requireAtMost("bytes of a message", payload.length, StateLimits.MESSAGE_LEN);
    if (recipient == null
        || size == null
        || payload.length == 0
        || !fit(setIds.length, acknowledged.length)) {
      throw new IllegalArgumentException(
          "needs a recipient, a size, a byte or more, and 1 to 255 fragments per set id");
    }
    for (int id : setIds) {
      if (id < 1) {
        throw new IllegalArgumentException("a set id is 1 to 2^31 - 1, got " + id);
      }
    }
  }

  /** Whether so many fragments make so many sets, all but the last full. */
  static boolean fit(int sets, int fragments) {
    return sets >= 1
        && sets <= StateLimits.SETS_PER_MESSAGE
        && fragments <= sets * FragmentCount.MAX_PER_SET
        && fragments > (sets - 1) * FragmentCount.MAX_PER_SET;
  }

  /** The same with a list of its own of what is acknowledged. */
  SavedMessage withOwnAcknowledged() {
    return new SavedMessage(
        number, recipient, size, queuedWallMs, payload, setIds, acknowledged.clone());
  }

  /** Names number and fragments only. */
  @Override
  public String toString() {
    return "SavedMessage[" + number + ", " + acknowledged.length + " fragments]";
  }
}
