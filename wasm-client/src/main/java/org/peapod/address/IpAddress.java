package org.peapod.address;

import java.util.Arrays;
import org.peapod.bytes.Result;

/**
 * An IPv4 or IPv6 address: 4 or 16 bytes. Its text is dotted decimal or the canonical form of RFC
 * 5952; an IPv4-mapped IPv6 address stays IPv6.
 */
public final class IpAddress {
  /** Bytes of an IPv4 address. */
  public static final int V4_LEN = 4;

  /** Bytes of an IPv6 address. */
  public static final int V6_LEN = 16;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address of 4 or 16 bytes, which are copied. */
  public static Result<IpAddress> fromBytes(byte[] bytes) {
    if (bytes == null || (bytes.length != V4_LEN && bytes.length != V6_LEN)) {
      return Result.fault(AddressFault.WRONG_LENGTH);
    }
    return Result.ok(new IpAddress(bytes.clone()));
  }

  /**
   * The address of a text: four decimal octets without leading zeros, or IPv6 groups with at most
   * one {@code ::} and perhaps a dotted tail. No brackets, no zone, no blanks.
   */
  public static Result<IpAddress> parse(String text) {
    byte[] parsed = text == null ? null : IpParser.parse(text);
    return parsed == null ? Result.fault(AddressFault.BAD_IP) : Result.ok(new IpAddress(parsed));
  }

  /** Whether this is an IPv6 address. */
  public boolean isV6() {
    return bytes.length == V6_LEN;
  }

  /** A copy of the 4 or 16 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The text as the host of a URL: IPv6 in brackets. */
  public String toUrlHost() {
    return isV6() ? "[" + this + "]" : toString();
  }

  @Override
  public String toString() {
    if (!isV6()) {
      return dotted(0);
    }
    if (isMapped()) {
      return "::ffff:" + dotted(12);
    }
    int runStart = 0;
    int runLen = 0;
    for (int i = 0; i < 8; i++) {
      int len = zeroGroups(i);
      if (len > runLen) {
        runStart = i;
        runLen = len;
      }
    }
    if (runLen < 2) {
      return groups(0, 8);
    }
    return groups(0, runStart) + "::" + groups(runStart + runLen, 8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress && Arrays.equals(bytes, ((IpAddress) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private boolean isMapped() {
    return zeroGroups(0) >= 5 && group(5) == 0xffff;
  }

  private int group(int i) {
    return (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
  }

  private int zeroGroups(int from) {
    int i = from;
    while (i < 8 && group(i) == 0) {
      i++;
    }
    return i - from;
  }

  private String groups(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(i > from ? ":" : "").append(Integer.toHexString(group(i)));
    }
    return out.toString();
  }

  private String dotted(int from) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < from + 4; i++) {
      out.append(i > from ? "." : "").append(bytes[i] & 0xff);
    }
    return out.toString();
  }
}
