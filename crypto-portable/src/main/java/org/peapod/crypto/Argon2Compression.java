package org.peapod.crypto;

import java.util.Arrays;

/**
 * Argon2's mixing of two blocks of 1,024 bytes into one (RFC 9106, sections 3.5 and 3.6).
 *
 * <p>A 64-bit word is two ints, the low one first: the JavaScript build has no 64-bit integers of
 * its own and took more than twice as long with {@code long}.
 */
final class Argon2Compression {
  private final int[] sum = new int[Argon2Memory.INTS];
  private final int[] mixed = new int[Argon2Memory.INTS];

  /**
   * Mixes two blocks into a third, which may be one of them; {@code onto} adds to what is there.
   */
  void run(int[] x, int xAt, int[] y, int yAt, int[] out, int outAt, boolean onto) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = x[xAt + i] ^ y[yAt + i];
      mixed[i] = sum[i];
    }
    for (int row = 0; row < 8; row++) {
      permute(32 * row, 4);
    }
    for (int column = 0; column < 8; column++) {
      permute(4 * column, 32);
    }
    for (int i = 0; i < sum.length; i++) {
      int old = onto ? out[outAt + i] : 0;
      out[outAt + i] = old ^ sum[i] ^ mixed[i];
    }
  }

  /** Forgets the last blocks. */
  void wipe() {
    Arrays.fill(sum, 0);
    Arrays.fill(mixed, 0);
  }

  /** One round over eight pairs of words that lie {@code step} ints apart. */
  private void permute(int at, int step) {
    for (int i = 0; i < 2; i++) {
      int a = at + 2 * i;
      mix(a, a + 2 * step, a + 4 * step, a + 6 * step);
      mix(a + step, a + 3 * step, a + 5 * step, a + 7 * step);
    }
    int odd = at + 2;
    mix(at, odd + 2 * step, at + 5 * step, odd + 7 * step);
    mix(odd, at + 3 * step, odd + 5 * step, at + 6 * step);
    mix(at + step, odd + 3 * step, at + 4 * step, odd + 6 * step);
    mix(odd + step, at + 2 * step, odd + 4 * step, at + 7 * step);
  }

  // kernel: RFC 9106, section 3.6, GB: each line is one 32-bit half of an addition or a rotation.
  private void mix(int ia, int ib, int ic, int id) {
    int aLow = mixed[ia];
    int aHigh = mixed[ia + 1];
    int bLow = mixed[ib];
    int bHigh = mixed[ib + 1];
    int cLow = mixed[ic];
    int cHigh = mixed[ic + 1];
    int dLow = mixed[id + 1] ^ (aHigh += bHigh + overflow(aLow, bLow));
    int dHigh = mixed[id] ^ (aLow = blend(aLow, bLow));
    cHigh += dHigh + overflow(cLow, dLow);
    cLow = blend(cLow, dLow);
    bLow ^= cLow;
    bHigh ^= cHigh;
    int low = bLow >>> 24 | bHigh << 8;
    bHigh = bHigh >>> 24 | bLow << 8;
    bLow = low;
    aHigh += bHigh + overflow(aLow, bLow);
    aLow = blend(aLow, bLow);
    dLow ^= aLow;
    dHigh ^= aHigh;
    low = dLow >>> 16 | dHigh << 16;
    dHigh = dHigh >>> 16 | dLow << 16;
    dLow = low;
    cHigh += dHigh + overflow(cLow, dLow);
    cLow = blend(cLow, dLow);
    bLow ^= cLow;
    bHigh ^= cHigh;
    mixed[ia] = aLow;
    mixed[ia + 1] = aHigh;
    mixed[ib] = bLow << 1 | bHigh >>> 31;
    mixed[ib + 1] = bHigh << 1 | bLow >>> 31;
    mixed[ic] = cLow;
    mixed[ic + 1] = cHigh;
    mixed[id] = dLow;
    mixed[id + 1] = dHigh;
  }

  /** The low half of x + y + 2·x·y. */
  private static int blend(int x, int y) {
    return x + y + 2 * x * y;
  }

  /** The high half of x + y + 2·x·y, for unsigned x and y, from four products of 16-bit halves. */
  private static int overflow(int x, int y) {
    int xLow = x & 0xffff;
    int xHigh = x >>> 16;
    int yLow = y & 0xffff;
    int yHigh = y >>> 16;
    int middle = xHigh * yLow + (xLow * yLow >>> 16);
    int other = xLow * yHigh + (middle & 0xffff);
    int high = xHigh * yHigh + (middle >>> 16) + (other >>> 16);
    int product = x * y;
    int sum = x + y;
    int twice = product << 1;
    return (high << 1) + (product >>> 31) + carry(x, y, sum) + carry(sum, twice, sum + twice);
  }

  /** What an addition of unsigned numbers carries out of its 32 bits. */
  private static int carry(int x, int y, int sum) {
    return (x & y | (x | y) & ~sum) >>> 31;
  }
}
