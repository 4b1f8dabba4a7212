package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.crypto.ScalarModL;

/**
 * The product of the sender's initial secret and the blinding factors so far, kept as m with 8·m
 * the scalar (chapter 1, section 5): one multiplication per hop replaces the chain of them.
 *
 * <p>Nothing here branches on m, except where a shape that occurs with probability 2⁻¹²⁶ is
 * reported.
 */
final class RunningScalar {
  /** In m, the bit that is bit 254 of the scalar 8·m: set in every clamped scalar. */
  private static final int TOP_BIT = 251;

  private int[] m;

  RunningScalar(int[] m) {
    this.m = m;
  }

  /** The scalar that X25519 makes of 32 raw bytes. */
  static RunningScalar ofSecret(byte[] secret) {
    byte[] clamped = clamp(secret);
    int[] eightTimes = ScalarModL.decode(clamped);
    int[] m = new int[eightTimes.length];
    for (int i = 0; i < m.length; i++) {
      int above = i + 1 < m.length ? eightTimes[i + 1] << 29 : 0;
      m[i] = eightTimes[i] >>> 3 | above;
    }
    Arrays.fill(clamped, (byte) 0);
    Arrays.fill(eightTimes, 0);
    return new RunningScalar(m);
  }

  /** Multiplies by the scalar that X25519 makes of 32 raw bytes. */
  void multiply(byte[] factor) {
    byte[] clamped = clamp(factor);
    int[] product = ScalarModL.multiply(ScalarModL.decode(clamped), m);
    wipe();
    Arrays.fill(clamped, (byte) 0);
    m = product;
  }

  /** The scalar 8·m, 32 bytes little-endian. */
  byte[] timesEight() {
    return ScalarModL.encode(timesEight(m));
  }

  /**
   * A scalar that X25519's clamping leaves as it is and that gives the same u-coordinate for every
   * key on the curve: 8·m or 8·(l − m). {@code null} in the rare case that neither has the shape.
   */
  byte[] clampShaped() {
    int[] chosen = ScalarModL.select(hasTopBit(m), m, ScalarModL.negate(m));
    byte[] scalar = hasTopBit(chosen) == 0 ? null : ScalarModL.encode(timesEight(chosen));
    Arrays.fill(chosen, 0);
    return scalar;
  }

  void wipe() {
    Arrays.fill(m, 0);
  }

  /** All ones when bit 251 is set and bit 252 is not, else zero. */
  private static int hasTopBit(int[] m) {
    int word = m[TOP_BIT >> 5];
    int bit = word >>> (TOP_BIT & 31) & 1;
    int above = word >>> ((TOP_BIT & 31) + 1) & 1;
    return -(bit & ~above);
  }

  private static int[] timesEight(int[] m) {
    int[] out = new int[m.length];
    for (int i = 0; i < m.length; i++) {
      out[i] = m[i] << 3 | (i > 0 ? m[i - 1] >>> 29 : 0);
    }
    return out;
  }

  private static byte[] clamp(byte[] raw) {
    byte[] out = raw.clone();
    out[0] &= (byte) 248;
    out[31] &= 127;
    out[31] |= 64;
    return out;
  }
}
