package org.peapod.mixnet.network;

import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.AesCtr;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.Entropy;

/**
 * Bytes that are the same for the same seed: for simulations and tests that must repeat, never for
 * anything that has to stay secret.
 */
public final class SeededEntropy implements Entropy {
  private static final int BLOCK_LEN = 4096;

  private final byte[] key;
  private byte[] block = new byte[0];
  private int used;
  private long nextBlock;

  /** The stream of a seed. */
  public SeededEntropy(long seed) {
    byte[] digest = Blake3.hash(new ByteWriter(8).u64(seed).finish());
    key = new byte[AesCtr.KEY_LEN];
    System.arraycopy(digest, 0, key, 0, key.length);
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    int done = 0;
    while (done < len) {
      if (used == block.length) {
        // The block's number takes the upper half of the counter, so that no blocks overlap.
        byte[] iv = new ByteWriter(AesCtr.IV_LEN).u64(nextBlock++).u64(0).finish();
        block = AesCtr.apply(key, iv, new byte[BLOCK_LEN], 0, BLOCK_LEN);
        used = 0;
      }
      int part = Math.min(len - done, block.length - used);
      System.arraycopy(block, used, out, off + done, part);
      used += part;
      done += part;
    }
  }
}
