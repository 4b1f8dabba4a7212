package org.peapod.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869). */
public final class HkdfSha256 {
  private HkdfSha256() {}

  /** {@code len} bytes from key material; an empty salt equals 32 zero bytes. */
  public static byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int len) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(keyMaterial, salt, info));
    byte[] out = new byte[len];
    hkdf.generateBytes(out, 0, len);
    return out;
  }
}
