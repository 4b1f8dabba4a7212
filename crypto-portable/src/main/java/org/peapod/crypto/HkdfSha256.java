package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HKDF with SHA-256 (RFC 5869). */
public final class HkdfSha256 {
  private static final int BLOCK_LEN = 32;
  private static final int MAX_LEN = 255 * BLOCK_LEN;

  private HkdfSha256() {}

  /** {@code len} bytes from key material; an empty salt equals 32 zero bytes. */
  public static byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int len) {
    if (len < 0 || len > MAX_LEN) {
      throw new IllegalArgumentException("0 to 8160 bytes can be derived, asked for " + len);
    }
    HMac mac = new HMac(new SHA256Digest());
    byte[] block = new byte[BLOCK_LEN];
    mac.init(new KeyParameter(salt));
    mac.update(keyMaterial, 0, keyMaterial.length);
    mac.doFinal(block, 0);
    mac.init(new KeyParameter(block));
    byte[] out = new byte[len];
    for (int at = 0; at < len; at += BLOCK_LEN) {
      mac.update(block, 0, at == 0 ? 0 : BLOCK_LEN);
      mac.update(info, 0, info.length);
      mac.update((byte) (at / BLOCK_LEN + 1));
      mac.doFinal(block, 0);
      System.arraycopy(block, 0, out, at, Math.min(BLOCK_LEN, len - at));
    }
    Arrays.fill(block, (byte) 0);
    return out;
  }
}
