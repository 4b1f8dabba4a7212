package org.peapod.vectors;

/** Decimal integers of the files of known answers, as little-endian bytes. */
public final class Decimal {
  private Decimal() {}

  /** The number's {@code len} bytes; one that does not fit is a mistake in a test. */
  public static byte[] decode(String text, int len) {
    byte[] out = new byte[len];
    for (int i = 0; i < text.length(); i++) {
      int carry = text.charAt(i) - '0';
      for (int j = 0; j < len; j++) {
        carry += 10 * (out[j] & 0xff);
        out[j] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        throw new IllegalArgumentException("more than " + len + " bytes: " + text);
      }
    }
    return out;
  }
}
