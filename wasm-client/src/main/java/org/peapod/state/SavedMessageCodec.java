package org.peapod.state;

import org.peapod.message.FragmentCount;
import org.peapod.sphinx.PacketSize;

/** The stored form of a message of ours (docs/saved-state.md, "Items"). */
final class SavedMessageCodec {
  static final int MIN_LEN = 4 + 1 + 16 + 1 + 8 + 4 + 1 + 4 + 4 + 4 + 1;

  private static final int TO_ADDRESS = 0;
  private static final int TO_TAG = 1;

  private SavedMessageCodec() {}

  static void write(StateOutput out, SavedMessage saved) {
    out.u32(saved.number());
    if (saved.recipient() instanceof SavedMessage.Recipient.ToAddress to) {
      out.u8(TO_ADDRESS).bytes(to.address().toBytes());
    } else if (saved.recipient() instanceof SavedMessage.Recipient.ToTag to) {
      out.u8(TO_TAG).bytes(to.tag().toBytes());
    }
    out.u8(saved.size().tag()).time(saved.queuedWallMs());
    out.u32(saved.payload().length).bytes(saved.payload());
    out.u32(saved.setIds().length);
    for (int id : saved.setIds()) {
      out.u32(id);
    }
    writeAcknowledged(out, saved.acknowledged());
  }

  static SavedMessage read(StateInput in) {
    int number = in.i32();
    SavedMessage.Recipient recipient = recipient(in);
    PacketSize size = PacketSize.ofTag(in.u8());
    double queuedWallMs = in.time();
    byte[] payload = in.bytes(in.count(StateLimits.MESSAGE_LEN, 1));
    int[] setIds = setIds(in);
    boolean[] acknowledged = acknowledged(in, setIds.length);
    if (size == null || payload.length == 0) {
      in.refuse(StateFault.FIELD_INVALID);
    }
    return in.failed()
        ? null
        : new SavedMessage(number, recipient, size, queuedWallMs, payload, setIds, acknowledged);
  }

  private static SavedMessage.Recipient recipient(StateInput in) {
    int kind = in.u8();
    if (kind == TO_ADDRESS) {
      return new SavedMessage.Recipient.ToAddress(StateItems.address(in));
    }
    if (kind == TO_TAG) {
      return new SavedMessage.Recipient.ToTag(StateItems.tag(in));
    }
    in.refuse(StateFault.FIELD_INVALID);
    return null;
  }

  private static int[] setIds(StateInput in) {
    int[] ids = new int[in.count(StateLimits.SETS_PER_MESSAGE, 4)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.setId();
    }
    return ids;
  }

  /** Count in 4 bytes, then a bit for each, the first in the highest; the rest is zero. */
  private static void writeAcknowledged(StateOutput out, boolean[] acknowledged) {
    out.u32(acknowledged.length);
    for (int at = 0; at < acknowledged.length; at += 8) {
      int bits = 0;
      for (int i = 0; i < 8; i++) {
        boolean set = at + i < acknowledged.length && acknowledged[at + i];
        bits = bits << 1 | (set ? 1 : 0);
      }
      out.u8(bits);
    }
  }

  private static boolean[] acknowledged(StateInput in, int sets) {
    int count = in.count(StateLimits.SETS_PER_MESSAGE * FragmentCount.MAX_PER_SET, 0);
    if (!SavedMessage.fit(sets, count)) {
      in.refuse(StateFault.FIELD_INVALID);
      return new boolean[0];
    }
    boolean[] out = new boolean[count];
    for (int at = 0; at < count; at += 8) {
      int bits = in.u8();
      for (int i = 0; i < 8; i++) {
        boolean set = (bits >>> (7 - i) & 1) == 1;
        if (at + i < count) {
          out[at + i] = set;
        } else if (set) {
          in.refuse(StateFault.FIELD_INVALID);
        }
      }
    }
    return out;
  }
}
