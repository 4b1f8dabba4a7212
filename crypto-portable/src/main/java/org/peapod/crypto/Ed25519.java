package org.peapod.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/** Plain Ed25519 (RFC 8032): 32-byte seed, 32-byte public key, 64-byte signature. */
public final class Ed25519 {
  /** Length of a seed and of a public key. */
  public static final int KEY_LEN = 32;

  /** Length of a signature. */
  public static final int SIGNATURE_LEN = 64;

  /** The constant d of the curve's equation −x² + y² = 1 + d·x²·y², little-endian. */
  private static final byte[] CURVE_D = {
    (byte) 0xa3,
    0x78,
    0x59,
    0x13,
    (byte) 0xca,
    0x4d,
    (byte) 0xeb,
    0x75,
    (byte) 0xab,
    (byte) 0xd8,
    0x41,
    0x41,
    0x4d,
    0x0a,
    0x70,
    0x00,
    (byte) 0x98,
    (byte) 0xe8,
    0x79,
    0x77,
    0x79,
    0x40,
    (byte) 0xc7,
    (byte) 0x8c,
    0x73,
    (byte) 0xfe,
    0x6f,
    0x2b,
    (byte) 0xee,
    0x6c,
    0x03,
    0x52
  };

  private Ed25519() {}

  /** The public key of a seed. */
  public static byte[] publicKey(byte[] seed) {
    requireLength("a seed", seed);
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, out, 0);
    return out;
  }

  /** The signature of a message under a seed whose public key is given. */
  public static byte[] sign(byte[] seed, byte[] publicKey, byte[] message) {
    requireLength("a seed", seed);
    requireLength("a public key", publicKey);
    byte[] out = new byte[SIGNATURE_LEN];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, publicKey, 0, message, 0, message.length, out, 0);
    return out;
  }

  /** Whether a signature is right; false as well for lengths that cannot be. */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != KEY_LEN || signature.length != SIGNATURE_LEN) {
      return false;
    }
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature, 0, publicKey, 0, message, 0, message.length);
  }

  /**
   * Whether 32 bytes decompress to a point of the curve (chapter 2, 2.1), as leniently as the
   * network: a y of p or more is reduced, the sign bit beside x = 0 and points of small order pass.
   */
  public static boolean isPoint(byte[] publicKey) {
    if (publicKey.length != KEY_LEN) {
      return false;
    }
    int[] ySquared = X25519Field.create();
    int[] numerator = X25519Field.create();
    int[] denominator = X25519Field.create();
    int[] x = X25519Field.create();
    X25519Field.decode255(publicKey, 0, ySquared, 0);
    X25519Field.sqr(ySquared, ySquared);
    X25519Field.copy(ySquared, 0, numerator, 0);
    X25519Field.subOne(numerator);
    X25519Field.decode255(CURVE_D, 0, denominator, 0);
    X25519Field.mul(denominator, ySquared, denominator);
    X25519Field.addOne(denominator);
    return X25519Field.sqrtRatioVar(numerator, denominator, x);
  }

  private static void requireLength(String what, byte[] key) {
    if (key.length != KEY_LEN) {
      throw new IllegalArgumentException(what + " has 32 bytes, got " + key.length);
    }
  }
}
