package org.peapod.sphinx;

/** One node of a route: where it is and the Sphinx key that it has at present. */
public final class SphinxHop {
  private final byte[] address;
  private final byte[] publicKey;

  /**
   * A hop; both arrays are copied.
   *
   * @param address 32 bytes, zero padded (chapter 1, section 6)
   * @param publicKey 32 bytes, X25519; whether it is a sound key is the directory reader's to check
   */
  public SphinxHop(byte[] address, byte[] publicKey) {
    if (address.length != SphinxGeometry.ADDRESS_LEN) {
      throw new IllegalArgumentException("a hop's address has 32 bytes, got " + address.length);
    }
    if (publicKey.length != SphinxGeometry.KEY_LEN) {
      throw new IllegalArgumentException("a hop's key has 32 bytes, got " + publicKey.length);
    }
    this.address = address.clone();
    this.publicKey = publicKey.clone();
  }

  /** The address, 32 bytes, as a copy. */
  public byte[] address() {
    return address.clone();
  }

  /** The public key, 32 bytes, as a copy. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The address itself, for this package, which does not write to it. */
  byte[] addressBytes() {
    return address;
  }

  /** The public key itself, for this package, which does not write to it. */
  byte[] publicKeyBytes() {
    return publicKey;
  }
}
