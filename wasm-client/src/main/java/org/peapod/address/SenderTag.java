package org.peapod.address;

import java.util.Arrays;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * The name of an anonymous sender towards one recipient: 16 random bytes, as text in base58
 * (chapter 2, section 2.2). It says nothing about who the sender is.
 */
public final class SenderTag {
  /** Length in bytes. */
  public static final int LEN = 16;

  private final byte[] bytes;

  private SenderTag(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A fresh random tag. */
  public static SenderTag random(Entropy entropy) {
    return new SenderTag(entropy.bytes(LEN));
  }

  /** The tag of 16 bytes, which are copied. */
  public static Result<SenderTag> fromBytes(byte[] bytes) {
    return bytes == null || bytes.length != LEN
        ? Result.fault(AddressFault.WRONG_LENGTH)
        : Result.ok(new SenderTag(bytes.clone()));
  }

  /** The tag of a base58 text. */
  public static Result<SenderTag> parse(String text) {
    byte[] decoded = text == null ? null : Base58.decode(text, LEN);
    return decoded == null ? Result.fault(AddressFault.BAD_BASE58) : fromBytes(decoded);
  }

  /** A copy of the 16 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The base58 form. */
  @Override
  public String toString() {
    return Base58.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SenderTag && Arrays.equals(bytes, ((SenderTag) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
