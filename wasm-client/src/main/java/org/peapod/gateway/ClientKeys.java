package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.crypto.Ed25519;

/**
 * The client's Ed25519 identity: only signatures and the public key leave it, and for the store the
 * seed.
 */
public final class ClientKeys {
  private final byte[] seed;
  private final byte[] publicKey;

  private ClientKeys(byte[] seed) {
    this.seed = seed;
    this.publicKey = Ed25519.publicKey(seed);
  }

  /** The keys of a 32-byte seed, which is copied. */
  public static ClientKeys fromSeed(byte[] seed) {
    if (seed.length != GatewayProtocol.KEY_LEN) {
      throw new IllegalArgumentException("an identity seed has 32 bytes, got " + seed.length);
    }
    return new ClientKeys(seed.clone());
  }

  /** A copy of the seed, for the store. */
  public byte[] seed() {
    return seed.clone();
  }

  /** The public key, 32 bytes; this is the client's address at its gateway. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The signature of a message, 64 bytes. */
  public byte[] sign(byte[] message) {
    return Ed25519.sign(seed, publicKey, message);
  }

  /** Overwrites the seed; nothing can be signed afterwards. */
  public void wipe() {
    Arrays.fill(seed, (byte) 0);
  }
}
