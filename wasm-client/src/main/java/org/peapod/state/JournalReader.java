package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;

/**
 * Applies stored records to a snapshot's state, in order and without a gap. A last record that is
 * cut short was never kept, so nothing it says has happened: it is dropped. Records of an earlier
 * save are passed over, for the snapshot has them.
 */
final class JournalReader {
  private final byte[] journal;
  private final long save;
  private final StateSeal seal;
  private final StateReplay replay;
  private int at;
  private int sequence;
  private boolean torn;

  JournalReader(byte[] journal, long save, StateSeal seal, StateReplay replay) {
    this.journal = journal;
    this.save = save;
    this.seal = seal;
    this.replay = replay;
  }

  /** Reads all; the first broken rule, or {@code null}. */
  StateFault read() {
    StateFault broken = null;
    while (at < journal.length && !torn && broken == null) {
      broken = next();
    }
    return broken;
  }

  /** Records applied. */
  int records() {
    return sequence;
  }

  /** Whether the last record was cut short and dropped. */
  boolean hasTornRecord() {
    return torn;
  }

  private StateFault next() {
    if (journal.length - at < StateJournal.HEADER_LEN) {
      torn = true;
      return null;
    }
    ByteReader in = new ByteReader(journal, at, StateJournal.HEADER_LEN);
    long ofSave = in.i64();
    int number = in.i32();
    int bodyLen = in.i32();
    byte[] header = Arrays.copyOfRange(journal, at, at + StateJournal.HEADER_LEN);
    if (bodyLen < 0 || !Arrays.equals(header, StateJournal.header(ofSave, number, bodyLen))) {
      return StateFault.JOURNAL_DAMAGED;
    }
    if (ofSave > save) {
      return StateFault.JOURNAL_AHEAD;
    }
    if (ofSave == save ? number != sequence : sequence > 0) {
      return StateFault.JOURNAL_OUT_OF_ORDER;
    }
    long end = (long) at + StateJournal.HEADER_LEN + bodyLen + StateSeal.TAG_LEN;
    torn = end > journal.length;
    if (torn) {
      return null;
    }
    StateFault broken = ofSave == save ? apply(number, header, bodyLen) : null;
    at = (int) end;
    return broken;
  }

  private StateFault apply(int number, byte[] header, int bodyLen) {
    int off = at + StateJournal.HEADER_LEN;
    byte[] body = seal.open(number, header, journal, off, bodyLen + StateSeal.TAG_LEN);
    if (body == null) {
      return StateFault.JOURNAL_DAMAGED;
    }
    Result<StateEvent> event = StateEventCodec.read(body);
    Arrays.fill(body, (byte) 0);
    if (event.isFault()) {
      return (StateFault) event.fault();
    }
    sequence++;
    return replay.apply(event.value()) ? null : StateFault.LIMIT_EXCEEDED;
  }
}
