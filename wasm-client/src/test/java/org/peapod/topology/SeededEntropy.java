package org.peapod.topology;

import org.peapod.crypto.Entropy;

/** Bytes that depend on nothing but a seed (splitmix64), so that a run can be repeated. */
final class SeededEntropy implements Entropy {
  private long state;

  SeededEntropy(long seed) {
    this.state = seed;
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    for (int i = 0; i < len; i++) {
      state += 0x9e3779b97f4a7c15L;
      long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      out[off + i] = (byte) (z >>> 40);
    }
  }
}
