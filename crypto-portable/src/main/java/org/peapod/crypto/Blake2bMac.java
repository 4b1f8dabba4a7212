package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b in its keyed mode: 64-byte key, 32-byte digest (RFC 7693; chapter 1, 3.6). */
public final class Blake2bMac {
  /** Length of a key. */
  public static final int KEY_LEN = 64;

  /** Length of a digest, a parameter of the function and not a cut of a longer one. */
  public static final int DIGEST_LEN = 32;

  private Blake2bMac() {}

  /**
   * The digest of {@code len} bytes of {@code data} from {@code off}.
   *
   * @param keys holds the key of 64 bytes from {@code keyOff}
   */
  public static byte[] digest(byte[] keys, int keyOff, byte[] data, int off, int len) {
    if (keyOff < 0 || keyOff > keys.length - KEY_LEN) {
      throw new IllegalArgumentException("the key's 64 bytes must lie inside of the array");
    }
    byte[] key = Arrays.copyOfRange(keys, keyOff, keyOff + KEY_LEN);
    Blake2bDigest digest = new Blake2bDigest(key, DIGEST_LEN, null, null);
    digest.update(data, off, len);
    byte[] out = new byte[DIGEST_LEN];
    digest.doFinal(out, 0);
    digest.clearKey();
    Arrays.fill(key, (byte) 0);
    return out;
  }
}
