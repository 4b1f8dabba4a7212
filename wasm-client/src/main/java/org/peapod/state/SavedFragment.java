package org.peapod.state;

import org.peapod.address.SenderTag;

/**
 * A fragment of a message received in part. Its gateway has acknowledged it, so nobody will send it
 * again.
 *
 * @param setId the set it belongs to, 1 … 2^31 − 1
 * @param receivedWallMs when it came, Unix milliseconds; the fraction is not stored
 * @param cameTo the tag of the SURB that it came on, {@code null} for our open address
 * @param bytes header and payload, decrypted, 1 to 65,535 bytes; by reference
 */
public record SavedFragment(int setId, double receivedWallMs, SenderTag cameTo, byte[] bytes) {
  /** Refuses what cannot be stored. */
  public SavedFragment {
    if (setId < 1 || bytes.length < 1 || bytes.length > StateLimits.FRAGMENT_LEN) {
      throw new IllegalArgumentException("needs a set id of 1 or more and 1 to 65535 bytes");
    }
    StateLimits.requireTime(receivedWallMs);
  }

  /** Names the set only. */
  @Override
  public String toString() {
    return "SavedFragment[" + setId + "]";
  }
}
