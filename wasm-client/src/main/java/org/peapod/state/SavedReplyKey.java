package org.peapod.state;

import java.util.Arrays;
import org.peapod.address.SenderTag;

/**
 * The key of one SURB that we gave out and that nobody has used yet (chapter 5, A9.1).
 *
 * @param digest BLAKE3 of the key, 32 bytes: what a reply names it by
 * @param key 16 bytes; by reference
 * @param tag the tag under which the SURB's receiver knows us: tells from whom a reply comes
 * @param madeWallMs when it was made, Unix milliseconds; the fraction is not stored
 */
public record SavedReplyKey(byte[] digest, byte[] key, SenderTag tag, double madeWallMs) {
  static final int DIGEST_LEN = 32;
  static final int KEY_LEN = 16;

  /** Refuses what cannot be stored. */
  public SavedReplyKey {
    StateLimits.requireLen("the digest of a reply key", digest, DIGEST_LEN);
    StateLimits.requireLen("a reply key", key, KEY_LEN);
    if (tag == null) {
      throw new IllegalArgumentException("needs a sender tag");
    }
    StateLimits.requireTime(madeWallMs);
  }

  /** Overwrites the key. */
  public void wipe() {
    Arrays.fill(key, (byte) 0);
  }

  /** Names the type only. */
  @Override
  public String toString() {
    return "SavedReplyKey";
  }
}
