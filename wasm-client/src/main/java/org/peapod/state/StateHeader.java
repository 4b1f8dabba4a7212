package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.ConstantTime;

/**
 * The clear part of a snapshot (docs/saved-state.md, "Snapshot"). Its first 12 bytes and its last 4
 * mean the same in every version, so that any version can tell damage from a newer one.
 *
 * @param save number of this save, counted from 1
 * @param name random, 16 bytes
 * @param salt of Argon2id, 16 bytes; zeros without a passphrase
 * @param check what the right secret gives, 16 bytes
 * @param bodyLen bytes before sealing
 */
record StateHeader(
    StateProtection protection, long save, byte[] name, byte[] salt, byte[] check, int bodyLen) {
  static final int VERSION = 1;
  static final int CHECKSUM_LEN = 4;
  static final int LEN =
      8
          + 2
          + 2
          + 1
          + 8
          + SnapshotKeys.NAME_LEN
          + StateKey.SALT_LEN
          + SnapshotKeys.CHECK_LEN
          + 4
          + 4;

  private static final byte[] MAGIC = {(byte) 0x89, 0x50, 0x65, 0x61, 0x70, 0x6f, 0x64, 0x0a};
  private static final int FRAME_LEN = MAGIC.length + 2 + 2 + CHECKSUM_LEN;

  byte[] toBytes() {
    byte[] head =
        new ByteWriter(LEN - CHECKSUM_LEN)
            .bytes(MAGIC)
            .u16(VERSION)
            .u16(LEN)
            .u8(protection.ordinal())
            .u64(save)
            .bytes(name)
            .bytes(salt)
            .bytes(check)
            .u32(bodyLen)
            .finish();
    return new ByteWriter(LEN).bytes(head).bytes(checksum(head), 0, CHECKSUM_LEN).finish();
  }

  /** Reads a snapshot's header and checks that the rest has the length that it names. */
  static Result<StateHeader> read(byte[] snapshot) {
    StateFault broken = checkFrame(snapshot);
    if (broken != null) {
      return Result.fault(broken);
    }
    ByteReader in = new ByteReader(snapshot, MAGIC.length + 4, LEN - MAGIC.length - 4);
    StateProtection protection = StateProtection.of(in.u8());
    long save = in.i64();
    byte[] name = in.bytes(SnapshotKeys.NAME_LEN);
    byte[] salt = in.bytes(StateKey.SALT_LEN);
    byte[] check = in.bytes(SnapshotKeys.CHECK_LEN);
    int bodyLen = in.i32();
    if (protection == null || save < 1 || save == Long.MAX_VALUE || bodyLen < 0) {
      return Result.fault(StateFault.HEADER_INVALID);
    }
    int rest = snapshot.length - LEN - StateSeal.TAG_LEN;
    if (rest != bodyLen) {
      return Result.fault(rest < bodyLen ? StateFault.TRUNCATED : StateFault.DAMAGED);
    }
    return Result.ok(new StateHeader(protection, save, name, salt, check, bodyLen));
  }

  /** What every version has in common: magic, version, length of the header, checksum. */
  private static StateFault checkFrame(byte[] snapshot) {
    int seen = Math.min(MAGIC.length, snapshot.length);
    if (!Arrays.equals(Arrays.copyOf(snapshot, seen), Arrays.copyOf(MAGIC, seen))) {
      return StateFault.NOT_A_STATE;
    }
    ByteReader in = new ByteReader(snapshot);
    in.skip(MAGIC.length);
    int version = in.u16();
    int headerLen = in.u16();
    if (in.hasOverrun()) {
      return StateFault.TRUNCATED;
    }
    if (headerLen < FRAME_LEN || headerLen > snapshot.length) {
      return headerLen < FRAME_LEN ? StateFault.DAMAGED : StateFault.TRUNCATED;
    }
    int end = headerLen - CHECKSUM_LEN;
    byte[] expected = checksum(Arrays.copyOf(snapshot, end));
    if (!ConstantTime.equal(expected, 0, snapshot, end, CHECKSUM_LEN)) {
      return StateFault.DAMAGED;
    }
    if (version != VERSION) {
      return version > VERSION ? StateFault.NEWER_VERSION : StateFault.OLDER_VERSION;
    }
    return headerLen == LEN ? null : StateFault.HEADER_INVALID;
  }

  /** Shows damage; the first 4 bytes count. */
  static byte[] checksum(byte[] bytes) {
    return Blake3.hash(bytes);
  }
}
