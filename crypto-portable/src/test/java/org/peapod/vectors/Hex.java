package org.peapod.vectors;

/** Hexadecimal, the notation of the files of known answers. */
public final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  /** The bytes of a text in lower or upper case; anything else is a mistake in a test. */
  public static byte[] decode(String text) {
    if (text == null || text.length() % 2 != 0) {
      throw new IllegalArgumentException("not hexadecimal: " + text);
    }
    byte[] out = new byte[text.length() / 2];
    for (int i = 0; i < out.length; i++) {
      int high = Character.digit(text.charAt(2 * i), 16);
      int low = Character.digit(text.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("not hexadecimal: " + text);
      }
      out[i] = (byte) (high << 4 | low);
    }
    return out;
  }

  /** The text of some bytes, in lower case. */
  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      out.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return out.toString();
  }
}
