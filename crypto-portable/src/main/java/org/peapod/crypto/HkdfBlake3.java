package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * HKDF over HMAC-BLAKE3: the ordinary HMAC construction over BLAKE3 in plain hash mode, block 64,
 * output 32, with empty info (chapter 2, section 5; chapter 3, 3.1). Not BLAKE3's own keyed mode.
 */
public final class HkdfBlake3 {
  private HkdfBlake3() {}

  /**
   * At most 32 bytes from key material.
   *
   * @param salt any length; empty equals 32 zero bytes
   */
  public static byte[] derive(byte[] salt, byte[] keyMaterial, int len) {
    if (len < 0 || len > Blake3.DIGEST_LEN) {
      throw new IllegalArgumentException("at most 32 bytes can be derived, asked for " + len);
    }
    byte[] pseudoRandomKey = hmac(salt, keyMaterial);
    byte[] block = hmac(pseudoRandomKey, new byte[] {1});
    byte[] out = new byte[len];
    System.arraycopy(block, 0, out, 0, len);
    Arrays.fill(pseudoRandomKey, (byte) 0);
    Arrays.fill(block, (byte) 0);
    return out;
  }

  /** HMAC-BLAKE3 of some data, 32 bytes. */
  public static byte[] hmac(byte[] key, byte[] data) {
    HMac mac = new HMac(new Blake3Digest(Blake3.DIGEST_LEN * 8));
    mac.init(new KeyParameter(key));
    mac.update(data, 0, data.length);
    byte[] out = new byte[Blake3.DIGEST_LEN];
    mac.doFinal(out, 0);
    return out;
  }
}
