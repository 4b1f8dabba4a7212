package org.peapod.sphinx;

/**
 * The sizes a packet can have, by which nodes tell its kind (chapter 1, section 8). The tag's order
 * is that of introduction, not of size.
 */
public enum PacketSize {
  /** 2048 bytes of plaintext: the size of data and cover packets. */
  REGULAR(1, 2048),
  /** 21 bytes of plaintext: the size of acknowledgements. */
  ACK(2, 21),
  /** 32768 bytes of plaintext. */
  EXTENDED_32(3, 32768),
  /** 8192 bytes of plaintext. */
  EXTENDED_8(4, 8192),
  /** 16384 bytes of plaintext. */
  EXTENDED_16(5, 16384);

  private static final PacketSize[] ALL = values();

  private final int tag;
  private final int plaintextLen;

  PacketSize(int tag, int plaintextLen) {
    this.tag = tag;
    this.plaintextLen = plaintextLen;
  }

  /** The size's number on the wire between nodes. */
  public int tag() {
    return tag;
  }

  /** Bytes of message that fill a packet. */
  public int plaintextLen() {
    return plaintextLen;
  }

  /** Bytes of payload: the message, 16 zero bytes before it, one byte 01 after it. */
  public int payloadLen() {
    return plaintextLen + SphinxGeometry.PAYLOAD_OVERHEAD_LEN;
  }

  /** Bytes of the whole packet. */
  public int packetLen() {
    return SphinxGeometry.HEADER_LEN + payloadLen();
  }

  /** The size of a packet of so many bytes, or {@code null} when there is none. */
  public static PacketSize ofPacketLen(int len) {
    for (PacketSize size : ALL) {
      if (size.packetLen() == len) {
        return size;
      }
    }
    return null;
  }

  /** The size with this tag, or {@code null} when there is none. */
  public static PacketSize ofTag(int tag) {
    for (PacketSize size : ALL) {
      if (size.tag == tag) {
        return size;
      }
    }
    return null;
  }
}
