package org.peapod.wasm.standin;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoServiceProperties;

/**
 * Permits every algorithm and has no random generator. The original drags in the parameter tables
 * of algorithms that Nym does not use, and falls back to a generator of its own choice.
 */
public final class CryptoServicesRegistrar {
  private CryptoServicesRegistrar() {}

  /** Permits everything. */
  public static void checkConstraints(CryptoServiceProperties service) {}

  /** There is none: randomness comes from the core's entropy port. */
  public static SecureRandom getSecureRandom() {
    throw new IllegalStateException("randomness must be passed in, the module has no generator");
  }

  /** The generator that was passed in; there is no other. */
  public static SecureRandom getSecureRandom(SecureRandom given) {
    if (given == null) {
      throw new IllegalStateException("randomness must be passed in, the module has no generator");
    }
    return given;
  }
}
