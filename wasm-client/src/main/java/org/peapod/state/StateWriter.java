package org.peapod.state;

import java.util.Arrays;
import org.peapod.crypto.Entropy;

/**
 * Makes snapshots, each with a higher number than the last, and the journal of the newest one.
 *
 * <p>The host must keep a snapshot durably, in place of the one before, then empty the stored
 * journal, then go on; everything that the client does must wait for that. A writer made by {@link
 * OpenedState} saves a snapshot before its first record: a journal is never continued by another
 * run, whose torn end could otherwise be sealed twice under one number.
 */
public final class StateWriter {
  private final StateKey key;
  private long lastSave;
  private StateJournal journal;

  private StateWriter(StateKey key, long lastSave) {
    this.key = key;
    this.lastSave = lastSave;
  }

  /** For a client without a stored state; the key is held by reference until {@link #wipe}. */
  public static StateWriter fresh(StateKey key) {
    return new StateWriter(key, 0);
  }

  /** Goes on after the save with this number. */
  static StateWriter after(StateKey key, long lastSave) {
    return new StateWriter(key, lastSave);
  }

  /**
   * The stored form of a state, which holds all that the journal before it had; that journal is
   * closed.
   *
   * @param wallMs now, Unix milliseconds
   */
  public byte[] save(SavedState state, double wallMs, Entropy entropy) {
    StateLimits.requireTime(wallMs);
    byte[] name = entropy.bytes(SnapshotKeys.NAME_LEN);
    SnapshotKeys keys = SnapshotKeys.of(key, name);
    byte[] body = StateSections.write(state, wallMs);
    byte[] header =
        new StateHeader(key.protection(), lastSave + 1, name, key.salt(), keys.check(), body.length)
            .toBytes();
    byte[] sealed = keys.snapshot().seal(0, header, body);
    Arrays.fill(body, (byte) 0);
    byte[] snapshot = Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, snapshot, header.length, sealed.length);
    lastSave++;
    closeJournal();
    journal = new StateJournal(lastSave, keys, snapshot.length);
    return snapshot;
  }

  /** The number of the last save; 0 before the first. */
  public long lastSave() {
    return lastSave;
  }

  /** The journal of the snapshot made last by this writer; there must be one. */
  public StateJournal journal() {
    if (journal == null) {
      throw new IllegalStateException("no snapshot yet: save one before the first record");
    }
    return journal;
  }

  /** Overwrites the keys; nothing can be saved afterwards. */
  public void wipe() {
    closeJournal();
    key.wipe();
  }

  private void closeJournal() {
    if (journal != null) {
      journal.close();
    }
  }
}
