package org.peapod.crypto;

/**
 * The X25519 function of RFC 7748 (chapter 1, 3.1): secrets are 32 raw bytes, clamped at each use;
 * public keys 32 bytes little-endian, bit 255 ignored. An all-zero result is not refused here.
 */
public final class X25519 {
  /** Length of secrets, public keys and results. */
  public static final int KEY_LEN = 32;

  private X25519() {}

  /** The public key of a secret. */
  public static byte[] publicKey(byte[] secret) {
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(secret, 0, out, 0);
    return out;
  }

  /** The shared value of a secret and a public key. */
  public static byte[] agree(byte[] secret, byte[] publicKey) {
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(secret, 0, publicKey, 0, out, 0);
    return out;
  }
}
