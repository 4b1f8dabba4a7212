package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.Blake3;

/**
 * The changes since one snapshot, each a record that the host appends to what it stores.
 *
 * <p>The rule of the journal: what a record says has not happened before the record is kept
 * durably. A SURB that a record names as spent may leave only then, a message whose sets it names
 * may be given out only then. After a crash the state is then never behind what others have seen:
 * no SURB and no reply key is used twice; at worst one is lost unused. Naming several SURBs in one
 * record costs one wait for the host instead of several, and that many SURBs in a crash.
 */
public final class StateJournal {
  /** Save number 8, sequence number 4, body length 4, checksum 4. */
  static final int HEADER_LEN = 8 + 4 + 4 + StateHeader.CHECKSUM_LEN;

  private static final int WORTH_A_SNAPSHOT_LEN = 64 << 10;

  private final long save;
  private final SnapshotKeys keys;
  private final long enoughLen;
  private int sequence;
  private long len;
  private boolean closed;

  StateJournal(long save, SnapshotKeys keys, int snapshotLen) {
    this.save = save;
    this.keys = keys;
    this.enoughLen = Math.max(WORTH_A_SNAPSHOT_LEN, snapshotLen);
  }

  /** The record of a change: bytes that the host must append and keep before it goes on. */
  public byte[] append(StateEvent event) {
    if (closed || sequence == Integer.MAX_VALUE) {
      throw new IllegalStateException("this journal is closed: use the newest snapshot's");
    }
    byte[] body = StateEventCodec.write(event);
    byte[] header = header(save, sequence, body.length);
    byte[] sealed = keys.journal().seal(sequence, header, body);
    Arrays.fill(body, (byte) 0);
    byte[] record = Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, record, header.length, sealed.length);
    sequence++;
    len += record.length;
    return record;
  }

  /** The number of records so far. */
  public int records() {
    return sequence;
  }

  /**
   * Whether a new snapshot is due: the journal is longer than 64 KiB and than its snapshot, so that
   * all snapshots together cost about as much as all records.
   */
  public boolean isLong() {
    return len > enoughLen;
  }

  /** Ends it; another record would be a bug. */
  void close() {
    closed = true;
    keys.wipe();
  }

  static byte[] header(long save, int sequence, int bodyLen) {
    byte[] head =
        new ByteWriter(HEADER_LEN - StateHeader.CHECKSUM_LEN)
            .u64(save)
            .u32(sequence)
            .u32(bodyLen)
            .finish();
    return new ByteWriter(HEADER_LEN)
        .bytes(head)
        .bytes(Blake3.hash(head), 0, StateHeader.CHECKSUM_LEN)
        .finish();
  }
}
