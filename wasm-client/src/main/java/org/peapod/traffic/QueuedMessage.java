package org.peapod.traffic;

import org.peapod.address.ClientAddress;
import org.peapod.sphinx.PacketSize;

/**
 * A message to an address that is not wholly acknowledged, with all that another run of the client
 * needs to go on with it: from the same payload and set ids come the same fragments, which the
 * recipient puts together with those that it has (chapter 2, 4.2; chapter 5, A7).
 *
 * @param number names the message in outputs
 * @param recipient to whom it goes
 * @param size of its packets
 * @param payload the serialized {@link org.peapod.message.NymMessage}, not padded; by reference
 * @param setIds one per set of fragments; by reference
 * @param acknowledged one entry per fragment, in the order of the message; by reference, and
 *     changes as acknowledgements come
 */
public record QueuedMessage(
    int number,
    ClientAddress recipient,
    PacketSize size,
    byte[] payload,
    int[] setIds,
    boolean[] acknowledged) {
  /** Names number and fragments only. */
  @Override
  public String toString() {
    return "QueuedMessage[" + number + ", " + acknowledged.length + " fragments]";
  }
}
