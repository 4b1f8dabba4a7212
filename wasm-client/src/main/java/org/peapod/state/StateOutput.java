package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.Utf8;

/** Writes big-endian fields into a byte string that grows; wipes what it outgrows. */
final class StateOutput {
  private byte[] bytes;
  private int len;

  StateOutput(int expectedLen) {
    this.bytes = new byte[Math.max(16, expectedLen)];
  }

  int len() {
    return len;
  }

  StateOutput u8(int value) {
    reserve(1);
    bytes[len++] = (byte) value;
    return this;
  }

  StateOutput u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  StateOutput u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  StateOutput u64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  StateOutput bytes(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, len, value.length);
    len += value.length;
    return this;
  }

  /** Whole milliseconds in 8 bytes. */
  StateOutput time(double wallMs) {
    return u64((long) wallMs);
  }

  /** Length in 2 bytes, then UTF-8. */
  StateOutput text(String text) {
    byte[] utf8 = Utf8.encode(text);
    return u16(utf8.length).bytes(utf8);
  }

  /** Puts the length of what was written since {@code start} into the 4 bytes before it. */
  void closeLength(int start) {
    int value = len - start;
    for (int i = 0; i < 4; i++) {
      bytes[start - 1 - i] = (byte) (value >>> (8 * i));
    }
  }

  /** What was written; the writer is of no use afterwards. */
  byte[] finish() {
    byte[] out = bytes;
    if (len < bytes.length) {
      out = Arrays.copyOf(bytes, len);
      Arrays.fill(bytes, (byte) 0);
    }
    bytes = new byte[0];
    return out;
  }

  private void reserve(int more) {
    if (more > Integer.MAX_VALUE - 16 - len) {
      throw new IllegalStateException("a saved state has less than 2 GiB, this one needs more");
    }
    if (more > bytes.length - len) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16);
      byte[] larger = Arrays.copyOf(bytes, Math.max(len + more, doubled));
      Arrays.fill(bytes, (byte) 0);
      bytes = larger;
    }
  }
}
