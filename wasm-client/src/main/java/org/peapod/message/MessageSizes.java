package org.peapod.message;

import org.peapod.sphinx.PacketSize;

/**
 * Every length that follows from the size of a data packet, in bytes (chapter 2, section 1).
 *
 * @param plaintextLen what a Sphinx packet carries: ack block and blob
 * @param blobLen what the last gateway hands to the client
 * @param fragmentLen one serialized fragment with its header; P of the chapter
 * @param unlinkedPayloadLen message bytes in a fragment without a link; U
 * @param linkedPayloadLen message bytes in a fragment with a link; L
 */
public record MessageSizes(
    int plaintextLen, int blobLen, int fragmentLen, int unlinkedPayloadLen, int linkedPayloadLen) {
  /** First hop and packet of the acknowledgement, in front of every blob (section 6). */
  public static final int ACK_BLOCK_LEN = 405;

  /** Ephemeral key or reply key digest in front of the encrypted fragment (section 5). */
  public static final int VARIANT_LEN = 32;

  /** The lengths of a size of data packets; acknowledgements carry no fragment. */
  public static MessageSizes of(PacketSize size) {
    if (size == PacketSize.ACK) {
      throw new IllegalArgumentException("ack packets carry no fragment; take a data packet size");
    }
    int blobLen = size.plaintextLen() - ACK_BLOCK_LEN;
    int fragmentLen = blobLen - VARIANT_LEN;
    return new MessageSizes(
        size.plaintextLen(),
        blobLen,
        fragmentLen,
        fragmentLen - Fragment.UNLINKED_HEADER_LEN,
        fragmentLen - Fragment.LINKED_HEADER_LEN);
  }

  /**
   * The size in which a message travels: the secondary one only where it needs fewer packets
   * (section 4.6, whose count is not quite the one of the padding).
   *
   * @param serializedLen length of the serialized message, unpadded
   */
  public static PacketSize choose(int serializedLen, PacketSize primary, PacketSize secondary) {
    return roughCount(serializedLen, secondary) < roughCount(serializedLen, primary)
        ? secondary
        : primary;
  }

  /** How many packets the choice of a size counts for a message (section 4.6). */
  static int roughCount(int serializedLen, PacketSize size) {
    return FragmentCount.required(serializedLen, of(size).fragmentLen() - 1).fragments();
  }
}
