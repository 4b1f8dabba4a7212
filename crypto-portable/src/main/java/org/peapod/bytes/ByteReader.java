package org.peapod.bytes;

/**
 * Reads big-endian fields from a byte string and never leaves its bounds.
 *
 * <p>Reading past the end does not throw: it gives zeros, and from then on {@link #hasOverrun()} is
 * true. A decoder reads all its fields, then checks {@link #endedExactly()} or {@link
 * #hasOverrun()} once.
 */
public final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int position;
  private boolean overrun;

  /** Reads the whole array, which is not copied. */
  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code len} bytes from {@code off}; the array is not copied. */
  public ByteReader(byte[] bytes, int off, int len) {
    if (off < 0 || len < 0 || off > bytes.length - len) {
      throw new IllegalArgumentException("window outside of the array");
    }
    this.bytes = bytes;
    this.position = off;
    this.end = off + len;
  }

  /** Bytes left. */
  public int remaining() {
    return end - position;
  }

  /** Whether some read went past the end. */
  public boolean hasOverrun() {
    return overrun;
  }

  /** Whether every read was inside and nothing is left. */
  public boolean endedExactly() {
    return !overrun && position == end;
  }

  /** One unsigned byte. */
  public int u8() {
    if (!take(1)) {
      return 0;
    }
    return bytes[position - 1] & 0xff;
  }

  /** Two bytes, unsigned. */
  public int u16() {
    int high = u8();
    return (high << 8) | u8();
  }

  /** Four bytes as they are, in an int whose top bit may be set. */
  public int i32() {
    int high = u16();
    return (high << 16) | u16();
  }

  /** Four bytes, unsigned. */
  public long u32() {
    return i32() & 0xffffffffL;
  }

  /** Eight bytes as they are, in a long whose top bit may be set. */
  public long i64() {
    long high = u32();
    return (high << 32) | u32();
  }

  /** The next {@code len} bytes as a new array; zeros when fewer are left. */
  public byte[] bytes(int len) {
    if (len < 0) {
      throw new IllegalArgumentException("negative length");
    }
    if (!take(len)) {
      return new byte[Math.min(len, 64)];
    }
    byte[] out = new byte[len];
    System.arraycopy(bytes, position - len, out, 0, len);
    return out;
  }

  /** Everything that is left, as a new array. */
  public byte[] rest() {
    return bytes(remaining());
  }

  /** Passes over {@code len} bytes. */
  public void skip(int len) {
    take(len);
  }

  private boolean take(int len) {
    if (overrun || len < 0 || len > remaining()) {
      overrun = true;
      return false;
    }
    position += len;
    return true;
  }
}
