package org.peapod.bytes;

/**
 * UTF-8 without the class library's charset code, whose exception handlers would raise the set of
 * engines that can load the module (architecture.md, facts found by trying).
 */
public final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /** The bytes of a text; a lone surrogate becomes U+FFFD, as in browsers. */
  public static byte[] encode(String text) {
    int len = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = pointAt(text, i);
      len += width(point);
      i += point > 0xffff ? 1 : 0;
    }
    byte[] out = new byte[len];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = pointAt(text, i);
      at = put(out, at, point);
      i += point > 0xffff ? 1 : 0;
    }
    return out;
  }

  /**
   * The text of some bytes; each malformed sequence becomes U+FFFD, cut where browsers cut it (an
   * encoded surrogate gives three).
   */
  public static String decode(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xff;
      int need = continuation(first);
      int valid = validPrefix(bytes, at, need);
      if (need == 0 || valid < need) {
        out.append(first < 0x80 ? (char) first : REPLACEMENT);
        at += first < 0x80 ? 1 : 1 + valid;
        continue;
      }
      appendPoint(out, point(bytes, at, need));
      at += 1 + need;
    }
    return out.toString();
  }

  /** Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong form, no surrogate). */
  public static boolean isValid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xff;
      int need = continuation(first);
      if ((need == 0 && first >= 0x80) || validPrefix(bytes, at, need) < need) {
        return false;
      }
      at += 1 + need;
    }
    return true;
  }

  private static int pointAt(String text, int i) {
    char c = text.charAt(i);
    if (c < 0xd800 || c > 0xdfff) {
      return c;
    }
    if (c < 0xdc00 && i + 1 < text.length()) {
      char low = text.charAt(i + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      }
    }
    return REPLACEMENT;
  }

  private static int width(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  private static int put(byte[] out, int at, int point) {
    int width = width(point);
    if (width == 1) {
      out[at] = (byte) point;
      return at + 1;
    }
    for (int i = width - 1; i > 0; i--) {
      out[at + i] = (byte) (0x80 | ((point >>> (6 * (width - 1 - i))) & 0x3f));
    }
    int lead = 0xf00 >>> width;
    out[at] = (byte) ((lead & 0xff) | (point >>> (6 * (width - 1))));
    return at + width;
  }

  private static int continuation(int first) {
    if (first >= 0xc2 && first <= 0xdf) {
      return 1;
    }
    if (first >= 0xe0 && first <= 0xef) {
      return 2;
    }
    return first >= 0xf0 && first <= 0xf4 ? 3 : 0;
  }

  /** How many of the {@code need} continuation bytes after {@code at} are well-formed. */
  private static int validPrefix(byte[] bytes, int at, int need) {
    for (int i = 1; i <= need; i++) {
      if (at + i >= bytes.length) {
        return i - 1;
      }
      int b = bytes[at + i] & 0xff;
      int low = i == 1 ? lowestSecond(bytes[at] & 0xff) : 0x80;
      int high = i == 1 ? highestSecond(bytes[at] & 0xff) : 0xbf;
      if (b < low || b > high) {
        return i - 1;
      }
    }
    return need;
  }

  private static int lowestSecond(int first) {
    if (first == 0xe0) {
      return 0xa0;
    }
    return first == 0xf0 ? 0x90 : 0x80;
  }

  private static int highestSecond(int first) {
    if (first == 0xed) {
      return 0x9f;
    }
    return first == 0xf4 ? 0x8f : 0xbf;
  }

  private static int point(byte[] bytes, int at, int need) {
    int point = (bytes[at] & 0xff) & (0x3f >>> need);
    for (int i = 1; i <= need; i++) {
      point = (point << 6) | (bytes[at + i] & 0x3f);
    }
    return point;
  }

  private static void appendPoint(StringBuilder out, int point) {
    if (point < 0x10000) {
      out.append((char) point);
      return;
    }
    out.append((char) (0xd800 + ((point - 0x10000) >>> 10)));
    out.append((char) (0xdc00 + ((point - 0x10000) & 0x3ff)));
  }
}
