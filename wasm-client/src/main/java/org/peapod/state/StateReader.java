package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.Result;
import org.peapod.crypto.ConstantTime;

/** Turns stored bytes back into a state. Changes nothing, whatever it finds. */
public final class StateReader {
  private StateReader() {}

  /**
   * The state in a snapshot and the records stored since.
   *
   * @param snapshot as {@link StateWriter#save} gave it
   * @param journal the records of {@link StateJournal#append} one after the other; may be empty
   * @param secret with what it was encrypted; with a passphrase this takes a good part of a second
   * @return the state, or a {@link StateFault}
   */
  public static Result<OpenedState> read(byte[] snapshot, byte[] journal, StateSecret secret) {
    Result<StateHeader> read = StateHeader.read(snapshot);
    if (read.isFault()) {
      return read.castFault();
    }
    StateHeader header = read.value();
    StateFault mismatch = header.protection().mismatch(secret.protection());
    if (mismatch != null) {
      return Result.fault(mismatch);
    }
    StateKey key = StateKey.of(secret, header.salt());
    SnapshotKeys keys = SnapshotKeys.of(key, header.name());
    Result<OpenedState> opened = open(snapshot, journal, header, key, keys);
    keys.wipe();
    if (opened.isFault()) {
      key.wipe();
    }
    return opened;
  }

  private static Result<OpenedState> open(
      byte[] snapshot, byte[] journal, StateHeader header, StateKey key, SnapshotKeys keys) {
    if (!ConstantTime.equal(header.check(), keys.check())) {
      return Result.fault(
          header.protection() == StateProtection.PASSPHRASE
              ? StateFault.WRONG_PASSPHRASE
              : header.protection() == StateProtection.KEY
                  ? StateFault.WRONG_KEY
                  : StateFault.HEADER_INVALID);
    }
    byte[] clear = Arrays.copyOf(snapshot, StateHeader.LEN);
    int sealedLen = snapshot.length - StateHeader.LEN;
    byte[] body = keys.snapshot().open(0, clear, snapshot, StateHeader.LEN, sealedLen);
    if (body == null) {
      return Result.fault(StateFault.DAMAGED);
    }
    Result<StateSections.Contents> contents = StateSections.read(body);
    Arrays.fill(body, (byte) 0);
    if (contents.isFault()) {
      return contents.castFault();
    }
    StateReplay replay = new StateReplay(contents.value().state());
    JournalReader records = new JournalReader(journal, header.save(), keys.journal(), replay);
    StateFault broken = records.read();
    if (broken != null) {
      contents.value().state().wipe();
      return Result.fault(broken);
    }
    return Result.ok(
        new OpenedState(
            replay.state(),
            key,
            header.save(),
            contents.value().savedWallMs(),
            records.records(),
            records.hasTornRecord()));
  }
}
