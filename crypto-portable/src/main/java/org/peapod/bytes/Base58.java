package org.peapod.bytes;

/** Base58 with the Bitcoin alphabet and no checksum (chapter 2, section 2; chapter 3, 3.1). */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private Base58() {}

  /** The text of some bytes; each leading zero byte becomes a leading {@code 1}. */
  public static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    byte[] digits = new byte[bytes.length * 2];
    int count = 0;
    for (int i = zeros; i < bytes.length; i++) {
      int carry = bytes[i] & 0xff;
      for (int j = 0; j < count || carry != 0; j++) {
        carry += j < count ? digits[j] << 8 : 0;
        digits[j] = (byte) (carry % 58);
        carry /= 58;
        count = Math.max(count, j + 1);
      }
    }
    StringBuilder out = new StringBuilder(zeros + count);
    for (int i = 0; i < zeros; i++) {
      out.append('1');
    }
    for (int i = count - 1; i >= 0; i--) {
      out.append(ALPHABET.charAt(digits[i]));
    }
    return out.toString();
  }

  /**
   * The bytes of a text, or {@code null} when it holds a foreign character or does not give exactly
   * {@code len} bytes.
   */
  public static byte[] decode(String text, int len) {
    if (text.length() > 2 * len + 1) {
      return null;
    }
    byte[] little = new byte[len];
    int count = 0;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      zeros += digit == 0 && zeros == i ? 1 : 0;
      count = digit < 0 ? -1 : append(little, count, digit);
      if (count < 0) {
        return null;
      }
    }
    if (zeros + count != len) {
      return null;
    }
    byte[] out = new byte[len];
    for (int i = 0; i < count; i++) {
      out[len - 1 - i] = little[i];
    }
    return out;
  }

  /** little = 58 · little + digit; the new number of bytes used, −1 when they do not suffice. */
  private static int append(byte[] little, int used, int digit) {
    int count = used;
    int carry = digit;
    for (int j = 0; j < count || carry != 0; j++) {
      if (j >= little.length) {
        return -1;
      }
      carry += j < count ? (little[j] & 0xff) * 58 : 0;
      little[j] = (byte) carry;
      carry >>>= 8;
      count = Math.max(count, j + 1);
    }
    return count;
  }
}
