package org.peapod.crypto;

/** Plain Ed25519 (RFC 8032): 32-byte seed, 32-byte public key, 64-byte signature. */
public final class Ed25519 {
  /** Length of a seed and of a public key. */
  public static final int KEY_LEN = 32;

  /** Length of a signature. */
  public static final int SIGNATURE_LEN = 64;

  private Ed25519() {}

  /** The public key of a seed. */
  public static byte[] publicKey(byte[] seed) {
    byte[] out = new byte[KEY_LEN];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, out, 0);
    return out;
  }

  /** The signature of a message under a seed whose public key is given. */
  public static byte[] sign(byte[] seed, byte[] publicKey, byte[] message) {
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

  /** Whether 32 bytes are a point of the curve (chapter 2, 2.1). */
  public static boolean isPoint(byte[] publicKey) {
    return publicKey.length == KEY_LEN
        && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(publicKey, 0);
  }
}
