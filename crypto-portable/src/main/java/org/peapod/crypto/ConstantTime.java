package org.peapod.crypto;

import org.bouncycastle.util.Arrays;

/** Comparison whose time does not depend on where two byte strings differ. */
public final class ConstantTime {
  private ConstantTime() {}

  /** Whether two byte strings are equal; only their lengths may show in the time taken. */
  public static boolean equal(byte[] a, byte[] b) {
    return Arrays.constantTimeAreEqual(a, b);
  }

  /** The same for {@code len} bytes of each. */
  public static boolean equal(byte[] a, int aOff, byte[] b, int bOff, int len) {
    return Arrays.constantTimeAreEqual(len, a, aOff, b, bOff);
  }

  /** Whether all bytes are zero. */
  public static boolean isZero(byte[] a) {
    int or = 0;
    for (byte b : a) {
      or |= b;
    }
    return or == 0;
  }
}
