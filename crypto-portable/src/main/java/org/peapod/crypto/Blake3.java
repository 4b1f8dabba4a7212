package org.peapod.crypto;

import org.bouncycastle.crypto.digests.Blake3Digest;

/** BLAKE3 in plain hash mode, 32 bytes. */
public final class Blake3 {
  /** Length of a digest. */
  public static final int DIGEST_LEN = 32;

  private Blake3() {}

  /** The digest of some bytes. */
  public static byte[] hash(byte[] data) {
    Blake3Digest digest = new Blake3Digest(DIGEST_LEN * 8);
    digest.update(data, 0, data.length);
    byte[] out = new byte[DIGEST_LEN];
    digest.doFinal(out, 0);
    return out;
  }
}
