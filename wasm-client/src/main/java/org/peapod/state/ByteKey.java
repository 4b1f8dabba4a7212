package org.peapod.state;

import java.util.Arrays;

/** A byte string as the key of a map; not copied. */
final class ByteKey {
  private final byte[] bytes;

  ByteKey(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteKey && Arrays.equals(bytes, ((ByteKey) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
