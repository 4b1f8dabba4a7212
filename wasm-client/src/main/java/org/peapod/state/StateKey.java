package org.peapod.state;

import java.util.Arrays;
import org.peapod.crypto.Argon2id;
import org.peapod.crypto.Entropy;

/**
 * A secret made ready for saving: with a passphrase, the result of Argon2id, which takes some 19
 * MiB and a good part of a second and is therefore computed once and not at every save.
 */
public final class StateKey {
  /** Length of Argon2id's salt. */
  static final int SALT_LEN = 16;

  private static final int KEY_LEN = 32;

  private final StateProtection protection;
  private final byte[] salt;
  private final byte[] key;
  private boolean wiped;

  private StateKey(StateProtection protection, byte[] salt, byte[] key) {
    this.protection = protection;
    this.salt = salt;
    this.key = key;
  }

  /** The key for a new state, or for one that changes its secret; a passphrase gets a new salt. */
  public static StateKey create(StateSecret secret, Entropy entropy) {
    boolean salted = secret.protection() == StateProtection.PASSPHRASE;
    return of(secret, salted ? entropy.bytes(SALT_LEN) : new byte[SALT_LEN]);
  }

  /** The key for a state whose salt is known. */
  static StateKey of(StateSecret secret, byte[] salt) {
    byte[] key =
        secret.protection() == StateProtection.PASSPHRASE
            ? Argon2id.derive(secret.bytes(), salt, Argon2id.Cost.STOCK, KEY_LEN)
            : secret.bytes().clone();
    return new StateKey(secret.protection(), salt.clone(), key);
  }

  StateProtection protection() {
    return protection;
  }

  byte[] salt() {
    return salt.clone();
  }

  /** By reference; empty without encryption. */
  byte[] bytes() {
    if (wiped) {
      throw new IllegalStateException("the key of the saved state was wiped");
    }
    return key;
  }

  /** Overwrites the key; saving with it afterwards is a bug. */
  public void wipe() {
    Arrays.fill(key, (byte) 0);
    wiped = true;
  }
}
