package org.peapod.message;

/** The forms that the bytes of a node address can have (chapter 2, 2.3). */
final class FirstHop {
  /** Form byte 4, port, IPv4 address. */
  static final int IPV4_LEN = 7;

  /** Form byte 6, port, IPv6 address. */
  static final int IPV6_LEN = 19;

  private FirstHop() {}

  /** The length of the address at {@code off}, or 0 when its form is neither 4 nor 6. */
  static int lenAt(byte[] bytes, int off) {
    if (off >= bytes.length) {
      return 0;
    }
    if (bytes[off] == 4) {
      return IPV4_LEN;
    }
    return bytes[off] == 6 ? IPV6_LEN : 0;
  }

  /** Whether the {@code room} bytes that there are from {@code off} begin with an address. */
  static boolean isValid(byte[] bytes, int off, int room) {
    int len = lenAt(bytes, off);
    return len > 0 && len <= room;
  }

  /** The caller's mistake of giving anything but exactly one unpadded address. */
  static void require(byte[] unpadded) {
    if (lenAt(unpadded, 0) != unpadded.length || unpadded.length == 0) {
      throw new IllegalArgumentException("a first hop is 7 bytes of form 4 or 19 of form 6");
    }
  }
}
