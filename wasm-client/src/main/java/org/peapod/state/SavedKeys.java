package org.peapod.state;

import java.util.Arrays;

/**
 * The long-term secrets of a client (chapter 5, A10 step 1). Held by reference, never shown.
 *
 * @param identitySeed Ed25519 seed, 32 bytes
 * @param encryptionSecret X25519 secret, 32 bytes
 * @param ackKey key of the acknowledgements, 16 bytes
 */
public record SavedKeys(byte[] identitySeed, byte[] encryptionSecret, byte[] ackKey) {
  static final int SEED_LEN = 32;
  static final int SECRET_LEN = 32;
  static final int ACK_KEY_LEN = 16;

  /** Refuses other lengths. */
  public SavedKeys {
    StateLimits.requireLen("an identity seed", identitySeed, SEED_LEN);
    StateLimits.requireLen("an encryption secret", encryptionSecret, SECRET_LEN);
    StateLimits.requireLen("an ack key", ackKey, ACK_KEY_LEN);
  }

  /** Overwrites all three. */
  public void wipe() {
    Arrays.fill(identitySeed, (byte) 0);
    Arrays.fill(encryptionSecret, (byte) 0);
    Arrays.fill(ackKey, (byte) 0);
  }

  /** Names the type only. */
  @Override
  public String toString() {
    return "SavedKeys";
  }
}
