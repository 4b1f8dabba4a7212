package org.peapod.message;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.ComparedByValue;
import org.peapod.bytes.Result;

/**
 * Names one fragment in acknowledgements; 5 bytes (chapter 2, 4.4).
 *
 * @param setId 1 … 2^31 − 1; 0 for cover
 * @param position 1 … 255; 0 for cover
 */
public record FragmentId(int setId, int position) implements ComparedByValue {
  /** Length of the serialized form. */
  public static final int LEN = 5;

  /** Stands for a cover packet. */
  public static final FragmentId COVER = new FragmentId(0, 0);

  /** Checks the ranges that the serialized form can hold. */
  public FragmentId {
    if (setId < 0 || position < 0 || position > FragmentCount.MAX_PER_SET) {
      throw new IllegalArgumentException("a fragment identifier out of its range");
    }
  }

  /** Reads the serialized form. */
  public static Result<FragmentId> parse(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    int setId = reader.i32();
    int position = reader.u8();
    return !reader.endedExactly() || setId < 0
        ? Result.fault(MessageFault.FRAGMENT_ID_INVALID)
        : Result.ok(new FragmentId(setId, position));
  }

  /** Set id in 4 bytes, then the position. */
  public byte[] toBytes() {
    return new ByteWriter(LEN).u32(setId).u8(position).finish();
  }

  /** Whether this stands for a cover packet. */
  public boolean isCover() {
    return equals(COVER);
  }
}
