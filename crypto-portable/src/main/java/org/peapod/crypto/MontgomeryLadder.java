package org.peapod.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Multiplication of a point of Curve25519 or its twist, given by its u-coordinate, with any 256-bit
 * integer, without clamping (RFC 7748, section 5; chapter 1, section 5). The point at infinity is
 * written as zero.
 *
 * <p>Needed for the legacy Sphinx versions only; {@link X25519} is faster. The steps do not depend
 * on the integer.
 */
public final class MontgomeryLadder {
  private static final int A_PLUS_2_OVER_4 = 121666;

  private final int[] u = X25519Field.create();
  private final int[] x2 = X25519Field.create();
  private final int[] z2 = X25519Field.create();
  private final int[] x3 = X25519Field.create();
  private final int[] z3 = X25519Field.create();
  private final int[] t1 = X25519Field.create();
  private final int[] t2 = X25519Field.create();

  private MontgomeryLadder(byte[] encodedU) {
    X25519Field.decode255(encodedU, 0, u, 0);
    X25519Field.one(x2);
    X25519Field.copy(u, 0, x3, 0);
    X25519Field.one(z3);
  }

  /**
   * The u-coordinate of the product, 32 bytes.
   *
   * @param integer 32 bytes, little-endian
   * @param encodedU 32 bytes, little-endian, bit 255 ignored
   */
  public static byte[] multiply(byte[] integer, byte[] encodedU) {
    if (integer.length != X25519.KEY_LEN || encodedU.length != X25519.KEY_LEN) {
      throw new IllegalArgumentException("an integer and a coordinate have 32 bytes each");
    }
    MontgomeryLadder ladder = new MontgomeryLadder(encodedU);
    int swap = 0;
    for (int i = 255; i >= 0; i--) {
      int bit = (integer[i >> 3] >>> (i & 7)) & 1;
      ladder.swap(swap ^ bit);
      swap = bit;
      ladder.step();
    }
    ladder.swap(swap);
    return ladder.result();
  }

  private void swap(int swap) {
    X25519Field.cswap(swap, x2, x3);
    X25519Field.cswap(swap, z2, z3);
  }

  /** Doubles the second point and adds it to the third; their difference is u. */
  private void step() {
    X25519Field.apm(x3, z3, t1, x3);
    X25519Field.apm(x2, z2, z3, x2);
    X25519Field.mul(t1, x2, t1);
    X25519Field.mul(x3, z3, x3);
    X25519Field.sqr(z3, z3);
    X25519Field.sqr(x2, x2);
    X25519Field.sub(z3, x2, t2);
    X25519Field.mul(t2, A_PLUS_2_OVER_4, z2);
    X25519Field.add(z2, x2, z2);
    X25519Field.mul(z2, t2, z2);
    X25519Field.mul(x2, z3, x2);
    X25519Field.apm(t1, x3, x3, z3);
    X25519Field.sqr(x3, x3);
    X25519Field.sqr(z3, z3);
    X25519Field.mul(z3, u, z3);
  }

  private byte[] result() {
    byte[] out = new byte[X25519.KEY_LEN];
    X25519Field.inv(z2, z2);
    X25519Field.mul(x2, z2, x2);
    X25519Field.normalize(x2);
    X25519Field.encode(x2, out, 0);
    return out;
  }
}
