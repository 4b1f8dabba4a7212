package org.peapod.bytes;

/** Writes big-endian fields into a byte string of a length fixed beforehand. */
public final class ByteWriter {
  private final byte[] bytes;
  private int position;

  /** A writer of exactly {@code len} bytes. */
  public ByteWriter(int len) {
    this.bytes = new byte[len];
  }

  /** One byte; only the low 8 bits count. */
  public ByteWriter u8(int value) {
    require(1);
    bytes[position++] = (byte) value;
    return this;
  }

  /** Two bytes; only the low 16 bits count. */
  public ByteWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /** Four bytes. */
  public ByteWriter u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  /** Eight bytes. */
  public ByteWriter u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  /** All bytes of {@code value}. */
  public ByteWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  /** {@code len} bytes of {@code value} from {@code off}. */
  public ByteWriter bytes(byte[] value, int off, int len) {
    require(len);
    System.arraycopy(value, off, bytes, position, len);
    position += len;
    return this;
  }

  /** {@code len} zero bytes. */
  public ByteWriter zeros(int len) {
    require(len);
    position += len;
    return this;
  }

  /** The finished byte string; a bug if it is not full. */
  public byte[] finish() {
    if (position != bytes.length) {
      throw new IllegalStateException("wrote " + position + " of " + bytes.length + " bytes");
    }
    return bytes;
  }

  /** Checked here because the JavaScript build would silently write nowhere. */
  private void require(int len) {
    if (len < 0 || len > bytes.length - position) {
      throw new IllegalStateException(
          "no room for " + len + " more bytes after " + position + " of " + bytes.length);
    }
  }
}
