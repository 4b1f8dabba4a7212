package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.crypto.Blake2bMac;
import org.peapod.crypto.ChaCha20;

/**
 * LIONESS, the permutation of the whole payload that each hop adds or removes: a change anywhere in
 * the block changes all of it (chapter 1, 3.6).
 */
final class Lioness {
  /** The left part; a block is longer than that. */
  static final int LEFT_LEN = 32;

  private static final int K1 = 0;
  private static final int K2 = K1 + ChaCha20.KEY_LEN;
  private static final int K3 = K2 + Blake2bMac.KEY_LEN;
  private static final int K4 = K3 + ChaCha20.KEY_LEN;

  private Lioness() {}

  /** Adds a layer to {@code len} bytes from {@code off}, in place; the key has 192 bytes. */
  static void encrypt(byte[] key, byte[] block, int off, int len) {
    checkBlock(block, off, len);
    streamRight(key, K1, block, off, len);
    hashLeft(key, K2, block, off, len);
    streamRight(key, K3, block, off, len);
    hashLeft(key, K4, block, off, len);
  }

  /** Removes a layer from {@code len} bytes from {@code off}, in place. */
  static void decrypt(byte[] key, byte[] block, int off, int len) {
    checkBlock(block, off, len);
    hashLeft(key, K4, block, off, len);
    streamRight(key, K3, block, off, len);
    hashLeft(key, K2, block, off, len);
    streamRight(key, K1, block, off, len);
  }

  private static void checkBlock(byte[] block, int off, int len) {
    if (len <= LEFT_LEN || off < 0 || off > block.length - len) {
      throw new IllegalArgumentException(
          "a payload has more than 32 bytes inside of its array, got " + len);
    }
  }

  private static void streamRight(byte[] key, int keyOff, byte[] block, int off, int len) {
    byte[] streamKey = new byte[LEFT_LEN];
    for (int i = 0; i < LEFT_LEN; i++) {
      streamKey[i] = (byte) (block[off + i] ^ key[keyOff + i]);
    }
    ChaCha20.apply(streamKey, block, off + LEFT_LEN, len - LEFT_LEN);
    Arrays.fill(streamKey, (byte) 0);
  }

  private static void hashLeft(byte[] key, int keyOff, byte[] block, int off, int len) {
    byte[] hash = Blake2bMac.digest(key, keyOff, block, off + LEFT_LEN, len - LEFT_LEN);
    for (int i = 0; i < LEFT_LEN; i++) {
      block[off + i] ^= hash[i];
    }
  }
}
