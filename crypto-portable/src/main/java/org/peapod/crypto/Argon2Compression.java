package org.peapod.crypto;

import java.util.Arrays;

/** Argon2's mixing of two blocks of 1,024 bytes into one (RFC 9106, sections 3.5 and 3.6). */
final class Argon2Compression {
  private static final long LOW = 0xffffffffL;

  private final long[] sum = new long[Argon2Memory.WORDS];
  private final long[] mixed = new long[Argon2Memory.WORDS];

  /**
   * Mixes two blocks into a third, which may be one of them; {@code onto} adds to what is there.
   */
  void run(long[] x, int xAt, long[] y, int yAt, long[] out, int outAt, boolean onto) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = x[xAt + i] ^ y[yAt + i];
      mixed[i] = sum[i];
    }
    for (int row = 0; row < 8; row++) {
      permute(16 * row, 2);
    }
    for (int column = 0; column < 8; column++) {
      permute(2 * column, 16);
    }
    for (int i = 0; i < sum.length; i++) {
      long old = onto ? out[outAt + i] : 0;
      out[outAt + i] = old ^ sum[i] ^ mixed[i];
    }
  }

  /** Forgets the last blocks. */
  void wipe() {
    Arrays.fill(sum, 0);
    Arrays.fill(mixed, 0);
  }

  /** One round over eight pairs of words that lie {@code step} apart. */
  private void permute(int at, int step) {
    for (int i = 0; i < 2; i++) {
      int a = at + i;
      mix(a, a + 2 * step, a + 4 * step, a + 6 * step);
      mix(a + step, a + 3 * step, a + 5 * step, a + 7 * step);
    }
    int odd = at + 1;
    mix(at, odd + 2 * step, at + 5 * step, odd + 7 * step);
    mix(odd, at + 3 * step, odd + 5 * step, at + 6 * step);
    mix(at + step, odd + 3 * step, at + 4 * step, odd + 6 * step);
    mix(odd + step, at + 2 * step, odd + 4 * step, at + 7 * step);
  }

  private void mix(int ia, int ib, int ic, int id) {
    long a = mixed[ia];
    long b = mixed[ib];
    long c = mixed[ic];
    long d = mixed[id];
    a = blend(a, b);
    d = Long.rotateRight(d ^ a, 32);
    c = blend(c, d);
    b = Long.rotateRight(b ^ c, 24);
    a = blend(a, b);
    d = Long.rotateRight(d ^ a, 16);
    c = blend(c, d);
    b = Long.rotateRight(b ^ c, 63);
    mixed[ia] = a;
    mixed[ib] = b;
    mixed[ic] = c;
    mixed[id] = d;
  }

  private static long blend(long x, long y) {
    return x + y + 2 * (x & LOW) * (y & LOW);
  }
}
