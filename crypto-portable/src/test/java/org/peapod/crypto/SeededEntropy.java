package org.peapod.crypto;

/** Repeatable bytes for tests: BLAKE3 of a seed and a counter. */
public final class SeededEntropy implements Entropy {
  private final byte[] input = new byte[16];
  private byte[] block = new byte[0];
  private int at;
  private long counter;

  /** A stream of its own for every seed. */
  public SeededEntropy(long seed) {
    write(seed, 0);
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    for (int i = 0; i < len; i++) {
      if (at == block.length) {
        write(counter++, 8);
        block = Blake3.hash(input);
        at = 0;
      }
      out[off + i] = block[at++];
    }
  }

  private void write(long value, int from) {
    for (int i = 0; i < 8; i++) {
      input[from + i] = (byte) (value >>> (8 * i));
    }
  }
}
