package org.peapod.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC-SHA256, 32 bytes. */
public final class HmacSha256 {
  /** Length of a tag. */
  public static final int TAG_LEN = 32;

  private HmacSha256() {}

  /** The tag of {@code len} bytes of {@code data} from {@code off}. */
  public static byte[] tag(byte[] key, byte[] data, int off, int len) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key));
    mac.update(data, off, len);
    byte[] out = new byte[TAG_LEN];
    mac.doFinal(out, 0);
    return out;
  }
}
