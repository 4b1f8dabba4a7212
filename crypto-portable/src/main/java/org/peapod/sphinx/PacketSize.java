package org.peapod.sphinx;

/**
 * The five packet lengths of the network; any other length is no packet (chapter 2, section 1).
 *
 * <p>All lengths are bytes and follow from the plaintext: 17 bytes more make the payload, 348 more
 * the packet. The tags are in order of introduction, not of size.
 */
public enum PacketSize {
  /** The default of data and cover. */
  REGULAR(1, 2048),
  /** Acknowledgements. */
  ACK(2, 21),
  /** 32 KiB of plaintext. */
  EXTENDED_32(3, 32768),
  /** 8 KiB of plaintext. */
  EXTENDED_8(4, 8192),
  /** 16 KiB of plaintext. */
  EXTENDED_16(5, 16384);

  private static final int HEADER_LEN = 348;
  private static final int PAYLOAD_OVERHEAD = 17;

  private final int tag;
  private final int plaintextLen;

  PacketSize(int tag, int plaintextLen) {
    this.tag = tag;
    this.plaintextLen = plaintextLen;
  }

  /** The size with exactly this packet length, or {@code null} when there is none. */
  public static PacketSize ofPacketLen(int packetLen) {
    for (PacketSize size : values()) {
      if (size.packetLen() == packetLen) {
        return size;
      }
    }
    return null;
  }

  /** The byte that stands for the size between nodes (chapter 2, 9.2). */
  public int tag() {
    return tag;
  }

  /** Header and payload. */
  public int packetLen() {
    return HEADER_LEN + payloadLen();
  }

  /** The encrypted part behind the header. */
  public int payloadLen() {
    return PAYLOAD_OVERHEAD + plaintextLen;
  }

  /** What one packet carries. */
  public int plaintextLen() {
    return plaintextLen;
  }
}
