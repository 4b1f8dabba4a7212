package org.peapod.reply;

import java.util.Arrays;
import org.peapod.crypto.Blake3;
import org.peapod.message.FragmentCipher;

/**
 * The public name of a reply key, and so of the SURB that carries it: BLAKE3 of the key, 32 bytes
 * (chapter 2, section 5). It stands in front of every reply and tells nothing about the key.
 */
public final class KeyDigest {
  /** Length in bytes. */
  public static final int LEN = Blake3.DIGEST_LEN;

  private final byte[] bytes;

  private KeyDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest of a reply key of 16 bytes. */
  public static KeyDigest of(byte[] replyKey) {
    return new KeyDigest(FragmentCipher.digest(replyKey));
  }

  /** The digest of 32 bytes, which are copied. */
  public static KeyDigest fromBytes(byte[] digest) {
    if (digest.length != LEN) {
      throw new IllegalArgumentException("a digest has 32 bytes, got " + digest.length);
    }
    return new KeyDigest(digest.clone());
  }

  /** A copy of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyDigest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
