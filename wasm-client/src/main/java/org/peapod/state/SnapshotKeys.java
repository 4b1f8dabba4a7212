package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.HkdfSha256;

/**
 * The keys of one snapshot and its journal, derived from the state's key and the snapshot's random
 * name: no two snapshots share a key, so that nonces may count from zero.
 */
final class SnapshotKeys {
  /** Length of the random name of a snapshot. */
  static final int NAME_LEN = 16;

  /** Length of the value that tells a wrong secret from damage. */
  static final int CHECK_LEN = 16;

  private static final int KEY_LEN = 32;
  private static final byte[] INFO = Utf8.encode("peapod saved state 1");

  private final byte[] check;
  private final StateSeal snapshot;
  private final StateSeal journal;

  private SnapshotKeys(byte[] check, StateSeal snapshot, StateSeal journal) {
    this.check = check;
    this.snapshot = snapshot;
    this.journal = journal;
  }

  static SnapshotKeys of(StateKey key, byte[] name) {
    if (key.protection() == StateProtection.NONE) {
      StateSeal open = StateSeal.withoutKey(name);
      return new SnapshotKeys(new byte[CHECK_LEN], open, open);
    }
    byte[] derived = HkdfSha256.derive(name, key.bytes(), INFO, CHECK_LEN + 2 * KEY_LEN);
    int at = CHECK_LEN + KEY_LEN;
    byte[] forSnapshot = Arrays.copyOfRange(derived, CHECK_LEN, at);
    byte[] forJournal = Arrays.copyOfRange(derived, at, at + KEY_LEN);
    byte[] check = Arrays.copyOf(derived, CHECK_LEN);
    Arrays.fill(derived, (byte) 0);
    return new SnapshotKeys(check, StateSeal.withKey(forSnapshot), StateSeal.withKey(forJournal));
  }

  /** 16 bytes that only the right secret gives; zeros without encryption. */
  byte[] check() {
    return check;
  }

  StateSeal snapshot() {
    return snapshot;
  }

  StateSeal journal() {
    return journal;
  }

  void wipe() {
    snapshot.wipe();
    journal.wipe();
  }
}
