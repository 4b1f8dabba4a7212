package org.peapod.reply;

import org.peapod.address.SenderTag;
import org.peapod.sphinx.PacketSize;

/**
 * A reply that is not wholly acknowledged, as it is saved.
 *
 * @param number names it in the outputs
 * @param size of its packets
 * @param padded the serialized and padded message; by reference
 * @param setIds of its fragments, in order: with the same ids the recipient knows what it has got
 * @param acknowledged per fragment, in order
 */
public record OpenReply(
    int number,
    SenderTag tag,
    PacketSize size,
    byte[] padded,
    int[] setIds,
    boolean[] acknowledged) {}
