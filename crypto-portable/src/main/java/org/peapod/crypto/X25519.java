package org.peapod.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * The X25519 function of RFC 7748 (chapter 1, 3.1): secrets are 32 raw bytes, clamped at each use;
 * public keys 32 bytes little-endian, bit 255 ignored. An all-zero result is not refused here.
 */
public final class X25519 {
  /** Length of secrets, public keys and results. */
  public static final int KEY_LEN = 32;

  /** The u-coordinates of the points of order 8, all of them on the curve. */
  private static final byte[][] ORDER_8 = {
    {
      (byte) 0xe0,
      (byte) 0xeb,
      0x7a,
      0x7c,
      0x3b,
      0x41,
      (byte) 0xb8,
      (byte) 0xae,
      0x16,
      0x56,
      (byte) 0xe3,
      (byte) 0xfa,
      (byte) 0xf1,
      (byte) 0x9f,
      (byte) 0xc4,
      0x6a,
      (byte) 0xda,
      0x09,
      (byte) 0x8d,
      (byte) 0xeb,
      (byte) 0x9c,
      0x32,
      (byte) 0xb1,
      (byte) 0xfd,
      (byte) 0x86,
      0x62,
      0x05,
      0x16,
      0x5f,
      0x49,
      (byte) 0xb8,
      0x00
    },
    {
      0x5f,
      (byte) 0x9c,
      (byte) 0x95,
      (byte) 0xbc,
      (byte) 0xa3,
      0x50,
      (byte) 0x8c,
      0x24,
      (byte) 0xb1,
      (byte) 0xd0,
      (byte) 0xb1,
      0x55,
      (byte) 0x9c,
      (byte) 0x83,
      (byte) 0xef,
      0x5b,
      0x04,
      0x44,
      0x5c,
      (byte) 0xc4,
      0x58,
      0x1c,
      (byte) 0x8e,
      (byte) 0x86,
      (byte) 0xd8,
      0x22,
      0x4e,
      (byte) 0xdd,
      (byte) 0xd0,
      (byte) 0x9f,
      0x11,
      0x57
    }
  };

  private X25519() {}

  /** The public key of a secret. */
  public static byte[] publicKey(byte[] secret) {
    requireLength("a secret", secret);
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(secret, 0, out, 0);
    return out;
  }

  /** The shared value of a secret and a public key. */
  public static byte[] agree(byte[] secret, byte[] publicKey) {
    requireLength("a secret", secret);
    requireLength("a public key", publicKey);
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(secret, 0, publicKey, 0, out, 0);
    return out;
  }

  /**
   * Whether a public key is a point of order 1, 2, 4 or 8 of the curve or its twist, in whatever
   * encoding: then every secret agrees with it on zero. No honest node has such a key.
   */
  public static boolean isLowOrder(byte[] publicKey) {
    requireLength("a public key", publicKey);
    int[] u = X25519Field.create();
    X25519Field.decode255(publicKey, 0, u, 0);
    X25519Field.normalize(u);
    byte[] canonical = new byte[KEY_LEN];
    X25519Field.encode(u, canonical, 0);
    if (ConstantTime.equal(canonical, ORDER_8[0]) || ConstantTime.equal(canonical, ORDER_8[1])) {
      return true;
    }
    int[] minusOne = X25519Field.create();
    X25519Field.copy(u, 0, minusOne, 0);
    X25519Field.addOne(minusOne);
    X25519Field.normalize(minusOne);
    return X25519Field.isZeroVar(u) || X25519Field.isOneVar(u) || X25519Field.isZeroVar(minusOne);
  }

  private static void requireLength(String what, byte[] key) {
    if (key.length != KEY_LEN) {
      throw new IllegalArgumentException(what + " has 32 bytes, got " + key.length);
    }
  }
}
