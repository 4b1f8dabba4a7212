package org.peapod.sphinx;

/**
 * The bytes that shift into the routing information hop by hop: the sender must know what they will
 * have become at the last hop, since its MAC covers them (chapter 1, section 6, step 2).
 */
final class Filler {
  private Filler() {}

  /** The filler of a route, 60 bytes for every hop but the last; one keystream per hop. */
  static byte[] of(byte[][] keystreams) {
    int len = SphinxGeometry.SLOT_LEN * (keystreams.length - 1);
    byte[] filler = new byte[len];
    for (int hop = 0; hop < keystreams.length - 1; hop++) {
      int known = SphinxGeometry.SLOT_LEN * (hop + 1);
      int from = SphinxGeometry.KEYSTREAM_LEN - known;
      for (int i = 0; i < known; i++) {
        filler[i] ^= keystreams[hop][from + i];
      }
    }
    return filler;
  }
}
