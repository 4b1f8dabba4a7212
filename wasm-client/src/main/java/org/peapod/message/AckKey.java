package org.peapod.message;

import java.util.Arrays;
import org.peapod.crypto.AesCtr;
import org.peapod.crypto.Entropy;

/**
 * The secret with which a client hides from gateways which fragment an acknowledgement is for; long
 * lived, 16 bytes (chapter 2, section 6).
 */
public final class AckKey {
  /** Length of the key. */
  public static final int LEN = AesCtr.KEY_LEN;

  private final byte[] key;

  private AckKey(byte[] key) {
    this.key = key;
  }

  /** A fresh key. */
  public static AckKey generate(Entropy entropy) {
    return new AckKey(entropy.bytes(LEN));
  }

  /** A stored key of 16 bytes; copied. */
  public static AckKey fromBytes(byte[] key) {
    if (key.length != LEN) {
      throw new IllegalArgumentException("an ack key has 16 bytes, got " + key.length);
    }
    return new AckKey(key.clone());
  }

  /** A copy, for the store. */
  public byte[] toBytes() {
    return key.clone();
  }

  /** Overwrites the key; it cannot be used afterwards. */
  public void wipe() {
    Arrays.fill(key, (byte) 0);
  }

  byte[] apply(byte[] iv, byte[] data, int off, int len) {
    return AesCtr.apply(key, iv, data, off, len);
  }
}
