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
   * is on the curve and not of low order. About the price of one field inversion.
   */
  public static boolean isOrdinary(byte[] publicKey) {
    return publicKey.length == X25519.KEY_LEN
        && !X25519.isLowOrder(publicKey)
        && isOnCurve(publicKey);
  }

  /** Whether u³ + Au² + u is a square. */
  private static boolean isOnCurve(byte[] publicKey) {
    int[] u = X25519Field.create();
    X25519Field.decode255(publicKey, u);
    int[] one = X25519Field.create();
    X25519Field.one(one);
    int[] square = X25519Field.create();
    X25519Field.sqr(u, square);
    int[] sum = X25519Field.create();
    X25519Field.mul(u, A, sum);
    X25519Field.add(sum, square, sum);
    X25519Field.add(sum, one, sum);
    X25519Field.carry(sum);
    X25519Field.mul(sum, u, sum);
    return X25519Field.sqrtRatioVar(sum, one, square);
  }
}
