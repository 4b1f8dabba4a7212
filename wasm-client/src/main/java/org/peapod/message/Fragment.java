package org.peapod.message;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * The header of a fragment and where its payload lies; a value of this type is valid by the rules
 * of chapter 2, 4.4.
 *
 * @param setId 1 … 2^31 − 1
 * @param total number of fragments in the set, 1 … 255
 * @param position 1 … total
 * @param linkedSetId set that comes before (position 1) or after (255 of 255); 0 without a link
 */
public record Fragment(int setId, int total, int position, int linkedSetId) {
  /** Header length without a link. */
  public static final int UNLINKED_HEADER_LEN = 7;

  /** Header length with a link. */
  public static final int LINKED_HEADER_LEN = 10;

  /** The value of {@code linkedSetId} without a link. */
  public static final int NO_LINK = 0;

  private static final int FLAG = 0x80000000;

  /** Refuses values that no fragment can have. */
  public Fragment {
    MessageFault fault = check(setId, total, position, linkedSetId);
    if (fault != null) {
      throw new IllegalArgumentException(fault.explanation());
    }
  }

  /**
   * Reads the header at the front of a serialized fragment; the payload behind it may be of any
   * length.
   */
  public static Result<Fragment> parse(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    int setWord = reader.i32();
    int total = reader.u8();
    int position = reader.u8();
    boolean linked = bytes.length >= UNLINKED_HEADER_LEN && bytes[6] != 0;
    int linkWord = linked ? reader.i32() : FLAG | reader.u8();
    if (reader.hasOverrun()) {
      return Result.fault(MessageFault.FRAGMENT_TOO_SHORT);
    }
    if (setWord >= 0 || linkWord >= 0) {
      return Result.fault(MessageFault.FRAGMENT_FLAG_MISSING);
    }
    int setId = setWord ^ FLAG;
    int linkedSetId = linkWord ^ FLAG;
    MessageFault fault = check(setId, total, position, linkedSetId);
    if (fault == null && linked && linkedSetId == NO_LINK) {
      fault = MessageFault.FRAGMENT_SET_ID_INVALID;
    }
    return fault != null
        ? Result.fault(fault)
        : Result.ok(new Fragment(setId, total, position, linkedSetId));
  }

  /** 7 or 10. */
  public int headerLen() {
    return linkedSetId == NO_LINK ? UNLINKED_HEADER_LEN : LINKED_HEADER_LEN;
  }

  /** The fragment's name in acknowledgements. */
  public FragmentId id() {
    return new FragmentId(setId, position);
  }

  /** The set before this one, or {@link #NO_LINK}; meaningful for the first fragment. */
  int previousSetId() {
    return position == 1 ? linkedSetId : NO_LINK;
  }

  /** The set after this one, or {@link #NO_LINK}. */
  int nextSetId() {
    return position == 1 ? NO_LINK : linkedSetId;
  }

  /** The header followed by {@code len} bytes of {@code message} from {@code off}. */
  byte[] toBytes(byte[] message, int off, int len) {
    ByteWriter out = new ByteWriter(headerLen() + len);
    out.u32(setId | FLAG).u8(total).u8(position);
    if (linkedSetId == NO_LINK) {
      out.u8(0);
    } else {
      out.u32(linkedSetId | FLAG);
    }
    return out.bytes(message, off, len).finish();
  }

  private static MessageFault check(int setId, int total, int position, int linkedSetId) {
    if (total < 1 || total > FragmentCount.MAX_PER_SET || position < 1 || position > total) {
      return MessageFault.FRAGMENT_POSITION_INVALID;
    }
    boolean last = total == FragmentCount.MAX_PER_SET && position == total;
    if (linkedSetId != NO_LINK && position != 1 && !last) {
      return MessageFault.FRAGMENT_LINK_MISPLACED;
    }
    return setId < 1 || linkedSetId < 0 || linkedSetId == setId
        ? MessageFault.FRAGMENT_SET_ID_INVALID
        : null;
  }
}
