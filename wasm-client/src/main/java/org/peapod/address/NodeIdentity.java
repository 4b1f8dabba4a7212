package org.peapod.address;

import java.util.Arrays;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.crypto.Ed25519;

/**
 * The ed25519 public key that names a client, a mix node or a gateway: 32 bytes that are a point of
 * the curve (chapter 2, section 2.1). Equal exactly when the bytes are.
 */
public final class NodeIdentity {
  /** Length in bytes. */
  public static final int LEN = 32;

  private final byte[] bytes;

  private NodeIdentity(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The identity of 32 bytes, which are copied. */
  public static Result<NodeIdentity> fromBytes(byte[] bytes) {
    if (bytes == null || bytes.length != LEN) {
      return Result.fault(AddressFault.WRONG_LENGTH);
    }
    byte[] own = bytes.clone();
    return Ed25519.isPoint(own)
        ? Result.ok(new NodeIdentity(own))
        : Result.fault(AddressFault.NOT_A_POINT);
  }

  /** The identity of a base58 text; blanks are not trimmed. */
  public static Result<NodeIdentity> parse(String text) {
    byte[] decoded = text == null ? null : Base58.decode(text, LEN);
    return decoded == null ? Result.fault(AddressFault.BAD_BASE58) : fromBytes(decoded);
  }

  /** A copy of the 32 bytes. */
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
    return other instanceof NodeIdentity && Arrays.equals(bytes, ((NodeIdentity) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
