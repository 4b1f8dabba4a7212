package org.peapod.mixnet.node;

import java.util.Arrays;
import org.peapod.crypto.X25519;

/** A node's Sphinx key of one rotation, and the packets seen under it. */
final class RotationKey {
  private final long rotationId;
  private final byte[] secret;
  private final byte[] publicKey;
  private final ReplayFilter replays;

  RotationKey(long rotationId, byte[] secret, int replayLimit) {
    this.rotationId = rotationId;
    this.secret = secret.clone();
    this.publicKey = X25519.publicKey(secret);
    this.replays = new ReplayFilter(replayLimit);
  }

  long rotationId() {
    return rotationId;
  }

  /** The 32-byte secret itself, not a copy. */
  byte[] secret() {
    return secret;
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  ReplayFilter replays() {
    return replays;
  }

  /** Whether a packet with this label, 1 odd or 2 even, means this key. */
  boolean matches(int label) {
    return (rotationId & 1) == (label & 1);
  }

  void wipe() {
    Arrays.fill(secret, (byte) 0);
  }
}
