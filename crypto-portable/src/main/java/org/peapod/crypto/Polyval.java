package org.peapod.crypto;

import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables4kGCMMultiplier;

/**
 * POLYVAL over a plaintext with empty additional data, by way of GHASH (RFC 8452, section 3 and
 * appendix A): the two differ by the order of the bytes and one multiplication of the key by x.
 */
final class Polyval {
  private static final int BLOCK_LEN = 16;

  private Polyval() {}

  /** The sum over the padded plaintext and the length block; the key is the first 16 bytes. */
  static byte[] sum(byte[] key, byte[] plaintext) {
    GCMMultiplier multiplier = new Tables4kGCMMultiplier();
    multiplier.init(timesX(reversed(key)));
    byte[] sum = new byte[BLOCK_LEN];
    for (int at = 0; at < plaintext.length; at += BLOCK_LEN) {
      add(sum, plaintext, at, Math.min(BLOCK_LEN, plaintext.length - at));
      multiplier.multiplyH(sum);
    }
    byte[] lengths = new byte[BLOCK_LEN];
    long bits = 8L * plaintext.length;
    for (int i = 0; i < 8; i++) {
      lengths[8 + i] = (byte) (bits >>> (8 * i));
    }
    add(sum, lengths, 0, BLOCK_LEN);
    multiplier.multiplyH(sum);
    return reversed(sum);
  }

  private static void add(byte[] sum, byte[] data, int off, int len) {
    for (int i = 0; i < len; i++) {
      sum[BLOCK_LEN - 1 - i] ^= data[off + i];
    }
  }

  private static byte[] reversed(byte[] block) {
    byte[] out = new byte[BLOCK_LEN];
    for (int i = 0; i < BLOCK_LEN; i++) {
      out[i] = block[BLOCK_LEN - 1 - i];
    }
    return out;
  }

  /** One step to the right in GHASH's bit order, reduced without a branch. */
  private static byte[] timesX(byte[] block) {
    int carry = 0;
    for (int i = 0; i < BLOCK_LEN; i++) {
      int b = block[i] & 0xff;
      block[i] = (byte) (b >>> 1 | carry << 7);
      carry = b & 1;
    }
    block[0] ^= (byte) (0xe1 & -carry);
    return block;
  }
}
