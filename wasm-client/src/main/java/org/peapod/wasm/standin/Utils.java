package org.peapod.wasm.standin;

import org.bouncycastle.crypto.CryptoServiceProperties;
import org.bouncycastle.crypto.CryptoServicePurpose;
import org.bouncycastle.crypto.Digest;

/**
 * What digests tell {@link CryptoServicesRegistrar} about themselves: nothing, as it permits all.
 */
public final class Utils {
  private Utils() {}

  /** Nothing. */
  public static CryptoServiceProperties getDefaultProperties(
      Digest digest, CryptoServicePurpose purpose) {
    return null;
  }

  /** Nothing. */
  public static CryptoServiceProperties getDefaultProperties(
      Digest digest, int bitsOfSecurity, CryptoServicePurpose purpose) {
    return null;
  }
}
