package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.AesGcm;

/**
 * What a saved state is encrypted with: nothing, 32 bytes of the host, or a passphrase. Never shown
 * as text.
 */
public final class StateSecret {
  /** Bytes of a key of the host. */
  public static final int KEY_LEN = AesGcm.KEY_LEN;

  private final StateProtection protection;
  private final byte[] bytes;
  private boolean wiped;

  private StateSecret(StateProtection protection, byte[] bytes) {
    this.protection = protection;
    this.bytes = bytes;
  }

  /** No encryption: whoever can read the store can be this client. */
  public static StateSecret none() {
    return new StateSecret(StateProtection.NONE, new byte[0]);
  }

  /** 32 random bytes that the host keeps elsewhere; copied. */
  public static StateSecret key(byte[] key) {
    StateLimits.requireLen("a key", key, KEY_LEN);
    return new StateSecret(StateProtection.KEY, key.clone());
  }

  /** A passphrase, of which every character counts; the empty one is a passphrase too. */
  public static StateSecret passphrase(String passphrase) {
    return new StateSecret(StateProtection.PASSPHRASE, Utf8.encode(passphrase));
  }

  /** Overwrites the secret; keys made of it before stay good. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  StateProtection protection() {
    return protection;
  }

  /** By reference. */
  byte[] bytes() {
    if (wiped) {
      throw new IllegalStateException("the secret was wiped: give it again");
    }
    return bytes;
  }
}
