package org.peapod.crypto;

import org.bouncycastle.crypto.BlockCipher;

/** Counter mode over a block cipher that has its key; the whole block counts, big-endian. */
final class CounterMode {
  private CounterMode() {}

  /** Encrypts or decrypts {@code len} bytes from {@code off} into the start of {@code out}. */
  static void apply(
      BlockCipher cipher, byte[] firstBlock, byte[] in, int off, int len, byte[] out) {
    byte[] counter = firstBlock.clone();
    byte[] keystream = new byte[counter.length];
    for (int at = 0; at < len; at += keystream.length) {
      cipher.processBlock(counter, 0, keystream, 0);
      int part = Math.min(keystream.length, len - at);
      for (int i = 0; i < part; i++) {
        out[at + i] = (byte) (in[off + at + i] ^ keystream[i]);
      }
      increment(counter);
    }
  }

  private static void increment(byte[] counter) {
    int at = counter.length - 1;
    while (at >= 0 && ++counter[at] == 0) {
      at--;
    }
  }
}
