package org.peapod.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Tells honest X25519 public keys from strange ones. A key that a node made by multiplying the base
 * point lies on Curve25519 itself (not on its twist) and is not one of the few points of order 1,
 * 2, 4 or 8. Everything here is public, so time may depend on the key.
 */
public final class X25519Point {
  private static final int A = 486662;

  private X25519Point() {}

  /**
   * Whether 32 bytes (little-endian, bit 255 ignored, reduced) are the u-coordinate of a point that
   * is on the curve and not of low order. About the price of two field inversions.
   */
  public static boolean isOrdinary(byte[] publicKey) {
    if (publicKey.length != X25519.KEY_LEN) {
      return false;
    }
    int[] u = X25519Field.create();
    X25519Field.decode255(publicKey, u);
    return isOnCurve(u) && !isLowOrder(u);
  }

  /** Whether u³ + Au² + u is a square. */
  private static boolean isOnCurve(int[] u) {
    int[] one = X25519Field.create();
    X25519Field.one(one);
    int[] root = X25519Field.create();
    return X25519Field.sqrtRatioVar(times(u, quadratic(u, one)), one, root);
  }

  /** Three doublings x : z → (x² − z²)² : 4xz(x² + Axz + z²) end at infinity. */
  private static boolean isLowOrder(int[] u) {
    int[] x = u;
    int[] z = X25519Field.create();
    X25519Field.one(z);
    for (int i = 0; i < 3; i++) {
      int[] difference = X25519Field.create();
      X25519Field.sub(times(x, x), times(z, z), difference);
      X25519Field.carry(difference);
      int[] product = times(times(x, z), quadratic(x, z));
      X25519Field.mul(product, 4, product);
      x = times(difference, difference);
      z = product;
    }
    X25519Field.normalize(z);
    return X25519Field.isZeroVar(z);
  }

  /** x² + Axz + z². */
  private static int[] quadratic(int[] x, int[] z) {
    int[] middle = times(x, z);
    X25519Field.mul(middle, A, middle);
    int[] sum = X25519Field.create();
    X25519Field.add(times(x, x), times(z, z), sum);
    X25519Field.add(sum, middle, sum);
    X25519Field.carry(sum);
    return sum;
  }

  private static int[] times(int[] a, int[] b) {
    int[] out = X25519Field.create();
    X25519Field.mul(a, b, out);
    return out;
  }
}
