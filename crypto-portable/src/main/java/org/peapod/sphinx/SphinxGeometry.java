package org.peapod.sphinx;

/** Every size of the Sphinx packet, in bytes (chapter 1, sections 1, 6 and 8). */
public final class SphinxGeometry {
  /** Most hops that a header can carry; a number of hops, not of bytes. */
  public static final int MAX_HOPS = 5;

  /** A node's address: kind, port, IP address, zeros. */
  public static final int ADDRESS_LEN = 32;

  /** A destination: the identity key of the client that the packet is for. */
  public static final int DESTINATION_LEN = 32;

  /** The identifier beside the destination; Nym writes zeros and ignores it. */
  public static final int IDENTIFIER_LEN = 16;

  /** A public key, a secret, a shared secret, a blinding factor. */
  public static final int KEY_LEN = 32;

  /** The value by which a node recognises a packet that it has seen. */
  public static final int REPLAY_TAG_LEN = 32;

  /** The header's MAC and the key of it. */
  public static final int MAC_LEN = 16;

  /** The key of the header's keystream. */
  public static final int STREAM_KEY_LEN = 16;

  /** The seed of a hop's payload key (version 259). */
  public static final int PAYLOAD_SEED_LEN = 16;

  /** A hop's payload key. */
  public static final int PAYLOAD_KEY_LEN = 192;

  /** All that is derived from one shared secret. */
  public static final int EXPANDED_SECRET_LEN = 288;

  /** Where the blinding factor lies in the expanded secret. */
  static final int BLINDING_OFFSET = 224;

  /** Where the replay tag lies in the expanded secret. */
  static final int REPLAY_TAG_OFFSET = 256;

  /** One hop's slot in the routing information: meta information and a MAC. */
  public static final int SLOT_LEN = 60;

  /** What a forward hop is told, without the MAC: flag, version, address, delay. */
  static final int META_LEN = 44;

  /** What the final hop is told: flag, version, destination, identifier. */
  static final int FINAL_META_LEN = 52;

  /** The encrypted routing information of the whole route. */
  public static final int ROUTING_LEN = SLOT_LEN * MAX_HOPS;

  /** The keystream of one hop: routing information and the slot that shifts in. */
  public static final int KEYSTREAM_LEN = ROUTING_LEN + SLOT_LEN;

  /** Where the MAC lies in a packet. */
  static final int MAC_OFFSET = KEY_LEN;

  /** Where the routing information lies in a packet. */
  static final int ROUTING_OFFSET = MAC_OFFSET + MAC_LEN;

  /** The header: group element, MAC, routing information. */
  public static final int HEADER_LEN = ROUTING_OFFSET + ROUTING_LEN;

  /** Zero bytes before a message. */
  static final int PAYLOAD_ZEROS_LEN = 16;

  /** What the payload holds besides the message: 16 zero bytes and a one. */
  public static final int PAYLOAD_OVERHEAD_LEN = PAYLOAD_ZEROS_LEN + 1;

  /** The shortest byte string that is read as a packet. */
  public static final int MIN_PACKET_LEN = HEADER_LEN + PAYLOAD_OVERHEAD_LEN;

  private SphinxGeometry() {}

  /** The random bytes behind the final hop's block, for a route of so many hops. */
  static int paddingLen(int hops) {
    return ROUTING_LEN - SLOT_LEN * (hops - 1) - FINAL_META_LEN;
  }
}
