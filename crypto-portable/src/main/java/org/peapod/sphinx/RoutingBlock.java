package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;

/** The plain routing information that one hop finds (chapter 1, section 6). */
final class RoutingBlock {
  /** Flag of a hop that sends the packet on. */
  static final int FORWARD = 1;

  /** Flag of the last hop. */
  static final int FINAL = 2;

  static final int VERSION_OFFSET = 2;
  static final int ADDRESS_OFFSET = 4;
  static final int DELAY_OFFSET = ADDRESS_OFFSET + SphinxGeometry.ADDRESS_LEN;
  static final int IDENTIFIER_OFFSET = ADDRESS_OFFSET + SphinxGeometry.DESTINATION_LEN;

  private RoutingBlock() {}

  /** The block of the last hop without the filler: 300 bytes less 60 per hop before it. */
  static byte[] last(HeaderPlan plan) {
    return new ByteWriter(SphinxGeometry.FINAL_META_LEN + plan.padding().length)
        .u8(FINAL)
        .u8(0)
        .u16(plan.version())
        .bytes(plan.destination())
        .bytes(plan.identifier())
        .bytes(plan.padding())
        .finish();
  }

  /**
   * The block of a hop before the last, 300 bytes.
   *
   * @param hop index of the hop that will read it
   * @param mac the next hop's MAC
   * @param routing the next hop's encrypted routing information, of which 240 bytes fit
   */
  static byte[] forward(HeaderPlan plan, int hop, byte[] mac, byte[] routing) {
    return new ByteWriter(SphinxGeometry.ROUTING_LEN)
        .u8(FORWARD)
        .u8(0)
        .u16(plan.version())
        .bytes(plan.route().get(hop + 1).addressBytes())
        .u64(plan.delaysNanos()[hop])
        .bytes(mac)
        .bytes(routing, 0, SphinxGeometry.ROUTING_LEN - SphinxGeometry.SLOT_LEN)
        .finish();
  }

  /** Encrypts or decrypts a block in place. */
  static void applyKeystream(byte[] block, byte[] keystream) {
    for (int i = 0; i < block.length; i++) {
      block[i] ^= keystream[i];
    }
  }

  /** An encrypted last block with the filler behind it, 300 bytes. */
  static byte[] withFiller(byte[] last, byte[] filler) {
    byte[] routing = Arrays.copyOf(last, last.length + filler.length);
    System.arraycopy(filler, 0, routing, last.length, filler.length);
    return routing;
  }
}
