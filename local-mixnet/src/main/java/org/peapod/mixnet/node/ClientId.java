package org.peapod.mixnet.node;

import java.util.Arrays;
import org.peapod.crypto.Ed25519;

/** A client's 32-byte ed25519 identity as the key of a table; any 32 bytes, a point or not. */
final class ClientId {
  private final byte[] bytes;

  ClientId(byte[] bytes) {
    if (bytes.length != Ed25519.KEY_LEN) {
      throw new IllegalArgumentException("an identity has 32 bytes, got " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** The 32 bytes. */
  byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientId && Arrays.equals(bytes, ((ClientId) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
