package org.peapod.address;

/** Reads one IP text from left to right; every answer is bytes or {@code null}. */
final class IpParser {
  private static final int MAX_TEXT_LEN = 45;

  private final String text;
  private int at;

  private IpParser(String text) {
    this.text = text;
  }

  /** The 4 or 16 bytes of a whole text, or {@code null} when it is no address. */
  static byte[] parse(String text) {
    if (text.length() > MAX_TEXT_LEN) {
      return null;
    }
    IpParser parser = new IpParser(text);
    byte[] bytes = text.indexOf(':') >= 0 ? parser.v6() : parser.v4();
    return parser.at == text.length() ? bytes : null;
  }

  private byte[] v4() {
    byte[] out = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (i > 0 && !skip('.')) {
        return null;
      }
      int octet = octet();
      if (octet < 0) {
        return null;
      }
      out[i] = (byte) octet;
    }
    return out;
  }

  private int octet() {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
    return at == start || leadingZero || value > 255 ? -1 : value;
  }

  /** Groups before a double colon, then, if there is one, the groups behind it. */
  private byte[] v6() {
    byte[] out = new byte[16];
    int head = groups(out, 16);
    if (head < 0 || head == 16) {
      return head == 16 ? out : null;
    }
    if (!skip(':') || !skip(':')) {
      return null;
    }
    byte[] tail = new byte[16];
    int tailLen = groups(tail, 16 - head - 2);
    if (tailLen < 0) {
      return null;
    }
    System.arraycopy(tail, 0, out, 16 - tailLen, tailLen);
    return out;
  }

  /** Reads groups of two bytes up to {@code limit} bytes; how many bytes, −1 for a fault. */
  private int groups(byte[] out, int limit) {
    int len = 0;
    while (len < limit && at < text.length()) {
      int before = at;
      if (len > 0 && (!skip(':') || (at < text.length() && text.charAt(at) == ':'))) {
        at = before;
        return len;
      }
      if (len <= limit - 4 && isDottedNext()) {
        byte[] dotted = v4();
        if (dotted == null || at != text.length()) {
          return -1;
        }
        System.arraycopy(dotted, 0, out, len, 4);
        return len + 4;
      }
      int group = group();
      if (group < 0) {
        at = before;
        return len;
      }
      out[len] = (byte) (group >>> 8);
      out[len + 1] = (byte) group;
      len += 2;
    }
    return len;
  }

  private boolean isDottedNext() {
    int i = at;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i > at && i < text.length() && text.charAt(i) == '.';
  }

  private int group() {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < 4) {
      int digit = hexDigit(text.charAt(at));
      if (digit < 0) {
        break;
      }
      value = value * 16 + digit;
      at++;
    }
    return at == start ? -1 : value;
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int hexDigit(char c) {
    if (isDigit(c)) {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
