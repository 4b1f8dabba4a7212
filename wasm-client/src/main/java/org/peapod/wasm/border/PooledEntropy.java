package org.peapod.wasm.border;

import org.peapod.crypto.Entropy;

/**
 * Draws from the host's generator a block at a time, because a packet needs some thirty small draws
 * and each call across the border costs more than the bytes. Every byte is given out once and
 * overwritten in the block at that moment; nothing is drawn before the first need.
 */
public final class PooledEntropy implements Entropy {
  static final int BLOCK_LEN = 1024;

  private final Entropy source;
  private final byte[] block = new byte[BLOCK_LEN];
  private int used = BLOCK_LEN;

  /** Draws from this generator. */
  public PooledEntropy(Entropy source) {
    this.source = source;
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    if (len > BLOCK_LEN) {
      source.fill(out, off, len);
      return;
    }
    for (int i = 0; i < len; i++) {
      if (used == BLOCK_LEN) {
        source.fill(block, 0, BLOCK_LEN);
        used = 0;
      }
      out[off + i] = block[used];
      block[used++] = 0;
    }
  }
}
