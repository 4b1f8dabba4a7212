package org.peapod.bytes;

/** Base64, standard alphabet with padding (RFC 4648 section 4; used by chapter 3, 3.6). */
public final class Base64 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64() {}

  /** The text of some bytes. */
  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length + 2) / 3 * 4);
    for (int i = 0; i < bytes.length; i += 3) {
      int left = bytes.length - i;
      int group =
          ((bytes[i] & 0xff) << 16)
              | (left > 1 ? (bytes[i + 1] & 0xff) << 8 : 0)
              | (left > 2 ? bytes[i + 2] & 0xff : 0);
      out.append(ALPHABET.charAt(group >>> 18));
      out.append(ALPHABET.charAt((group >>> 12) & 63));
      out.append(left > 1 ? ALPHABET.charAt((group >>> 6) & 63) : '=');
      out.append(left > 2 ? ALPHABET.charAt(group & 63) : '=');
    }
    return out.toString();
  }

  /** The bytes of a text, or {@code null} when it is not canonical padded base64. */
  public static byte[] decode(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      return null;
    }
    int padding = 0;
    while (padding < 2 && padding < length && text.charAt(length - 1 - padding) == '=') {
      padding++;
    }
    byte[] out = new byte[length / 4 * 3 - padding];
    for (int i = 0; i < length; i += 4) {
      int group = group(text, i, length - padding);
      if (group < 0 || !put(group, out, i / 4 * 3)) {
        return null;
      }
    }
    return out;
  }

  /** The 24 bits of four digits, those from {@code end} on being padding; −1 for no digit. */
  private static int group(String text, int from, int end) {
    int group = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i >= end ? 0 : ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      group = (group << 6) | digit;
    }
    return group;
  }

  /** Writes what of three bytes has room; the rest must be zero, else the text has two forms. */
  private static boolean put(int group, byte[] out, int at) {
    for (int i = 0; i < 3; i++) {
      int b = (group >>> (16 - 8 * i)) & 0xff;
      if (at + i < out.length) {
        out[at + i] = (byte) b;
      } else if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
