package org.peapod.crypto;

/**
 * Arithmetic modulo l = 2²⁵² + 27742317777372353535851937790883648493, the prime order of the
 * points that X25519 keys are (chapter 1, section 5). The time taken does not depend on values.
 *
 * <p>A number is eight 32-bit words, least significant first. Results are below l; operands may be
 * any 256-bit number.
 */
public final class ScalarModL {
  /** Length of an encoded number, little-endian. */
  public static final int ENCODED_LEN = 32;

  private static final int WORDS = 8;
  private static final long MASK = 0xffffffffL;

  private static final int[] L = {
    0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000
  };

  /** 2⁵¹² mod l: brings a number into Montgomery's form. */
  private static final int[] R_SQUARED = {
    0x449c0f01, 0xa40611e3, 0x68859347, 0xd00e1ba7, 0x17f5be65, 0xceec73d2, 0x7c309a3d, 0x0399411b
  };

  /** −1/l mod 2³². */
  private static final int L_FACTOR = 0x12547e1b;

  private static final int[] ONE = {1, 0, 0, 0, 0, 0, 0, 0};

  private ScalarModL() {}

  /** The number that 32 bytes encode, as it is. */
  public static int[] decode(byte[] bytes) {
    if (bytes.length != ENCODED_LEN) {
      throw new IllegalArgumentException("a scalar has 32 bytes, got " + bytes.length);
    }
    int[] out = new int[WORDS];
    for (int i = 0; i < ENCODED_LEN; i++) {
      out[i >> 2] |= (bytes[i] & 0xff) << (8 * (i & 3));
    }
    return out;
  }

  /** The 32 bytes of a number. */
  public static byte[] encode(int[] number) {
    byte[] out = new byte[ENCODED_LEN];
    for (int i = 0; i < ENCODED_LEN; i++) {
      out[i] = (byte) (number[i >> 2] >>> (8 * (i & 3)));
    }
    return out;
  }

  /** The remainder of a number. */
  public static int[] reduce(int[] a) {
    return multiply(a, ONE);
  }

  /** The product of two numbers. */
  public static int[] multiply(int[] a, int[] b) {
    return montgomery(montgomery(a, R_SQUARED), b);
  }

  /** l − {@code a}, for an {@code a} of at most l. */
  public static int[] negate(int[] a) {
    int[] out = new int[WORDS];
    subtract(L, a, out);
    return out;
  }

  /** {@code a} where the mask is all ones, {@code b} where it is zero, without a branch. */
  public static int[] select(int mask, int[] a, int[] b) {
    int[] out = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      out[i] = (a[i] & mask) | (b[i] & ~mask);
    }
    return out;
  }

  /** a·b/2²⁵⁶ mod l, if a·b is below 2²⁵⁶·l: one word of a after the other. */
  private static int[] montgomery(int[] a, int[] b) {
    int[] sum = new int[WORDS + 2];
    for (int i = 0; i < WORDS; i++) {
      addProduct(sum, a[i], b);
      addProduct(sum, sum[0] * L_FACTOR, L);
      System.arraycopy(sum, 1, sum, 0, WORDS + 1);
      sum[WORDS + 1] = 0;
    }
    int[] reduced = new int[WORDS];
    int borrow = subtract(sum, L, reduced);
    return select(borrow, sum, reduced);
  }

  /** Adds word · number; the partial sums fill an unsigned 64-bit word exactly. */
  private static void addProduct(int[] sum, int word, int[] number) {
    long factor = word & MASK;
    long carry = 0;
    for (int i = 0; i < WORDS; i++) {
      carry += factor * (number[i] & MASK) + (sum[i] & MASK);
      sum[i] = (int) carry;
      carry >>>= 32;
    }
    carry += sum[WORDS] & MASK;
    sum[WORDS] = (int) carry;
    sum[WORDS + 1] += (int) (carry >>> 32);
  }

  /** out = a − b mod 2²⁵⁶; all ones when b was larger, else zero. */
  private static int subtract(int[] a, int[] b, int[] out) {
    long carry = 0;
    for (int i = 0; i < WORDS; i++) {
      carry += (a[i] & MASK) - (b[i] & MASK);
      out[i] = (int) carry;
      carry >>= 32;
    }
    return (int) carry;
  }
}
