package org.peapod.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.gateway.SharedKey;
import org.peapod.message.ReplySurb;

/**
 * The stored forms of what a snapshot and a journal have in common (docs/saved-state.md, "Items").
 * Reading gives {@code null} when the input has failed.
 */
final class StateItems {
  static final int GATEWAY_MIN_LEN = 32 + 32 + 8 + 2;
  static final int REPLY_KEY_LEN =
      SavedReplyKey.DIGEST_LEN + SavedReplyKey.KEY_LEN + SenderTag.LEN + 8;
  static final int SURB_MIN_LEN = 8 + 1 + 1 + 2 + SavedReplyKey.KEY_LEN;
  static final int SURBS_MIN_LEN = SenderTag.LEN + 8 + 4;
  static final int SENDER_TAG_LEN = ClientAddress.LEN + SenderTag.LEN;
  static final int SET_ID_LEN = 4 + 8;
  static final int FRAGMENT_MIN_LEN = 4 + 8 + 1 + 2;

  private static final int SHARED_KEY_LEN = 32;

  private StateItems() {}

  static void write(StateOutput out, SavedGateway saved) {
    byte[] key = saved.sharedKey().toBytes();
    out.bytes(saved.gateway().toBytes()).bytes(key);
    out.u64(saved.lastTimestamp()).text(saved.listener());
    Arrays.fill(key, (byte) 0);
  }

  static SavedGateway gateway(StateInput in) {
    NodeIdentity gateway = identity(in);
    byte[] key = in.bytes(SHARED_KEY_LEN);
    long timestamp = in.number();
    String listener = in.text(StateLimits.LISTENER_LEN);
    if (in.failed()) {
      return null;
    }
    SharedKey sharedKey = SharedKey.fromBytes(key);
    Arrays.fill(key, (byte) 0);
    return new SavedGateway(gateway, sharedKey, timestamp, listener);
  }

  static void write(StateOutput out, SavedReplyKey saved) {
    out.bytes(saved.digest()).bytes(saved.key()).bytes(saved.tag().toBytes());
    out.time(saved.madeWallMs());
  }

  static SavedReplyKey replyKey(StateInput in) {
    byte[] digest = in.bytes(SavedReplyKey.DIGEST_LEN);
    byte[] key = in.bytes(SavedReplyKey.KEY_LEN);
    SenderTag tag = tag(in);
    double madeWallMs = in.time();
    return in.failed() ? null : new SavedReplyKey(digest, key, tag, madeWallMs);
  }

  static void write(StateOutput out, SavedSurbs saved) {
    out.bytes(saved.tag().toBytes()).time(saved.lastReceptionWallMs()).u32(saved.surbs().size());
    for (SavedSurb one : saved.surbs()) {
      byte[] surb = one.surb().surb();
      out.time(one.receivedWallMs()).u8(one.stale() ? 1 : 0).u8(one.surb().keyRotation());
      byte[] replyKey = one.surb().replyKey();
      out.u16(surb.length).bytes(replyKey).bytes(surb);
      Arrays.fill(replyKey, (byte) 0);
      Arrays.fill(surb, (byte) 0);
    }
  }

  static SavedSurbs surbs(StateInput in, int limit) {
    SenderTag tag = tag(in);
    double lastReceptionWallMs = in.time();
    int count = in.count(limit, SURB_MIN_LEN);
    List<SavedSurb> surbs = new ArrayList<>(count);
    for (int i = 0; i < count && !in.failed(); i++) {
      surbs.add(surb(in));
    }
    return in.failed() ? null : new SavedSurbs(tag, lastReceptionWallMs, surbs);
  }

  private static SavedSurb surb(StateInput in) {
    double receivedWallMs = in.time();
    boolean stale = in.flag();
    int keyRotation = in.u8();
    int len = in.u16();
    byte[] replyKey = in.bytes(SavedReplyKey.KEY_LEN);
    byte[] bytes = in.bytes(len);
    if (in.failed()) {
      return null;
    }
    Result<ReplySurb> surb = ReplySurb.of(replyKey, bytes, keyRotation);
    Arrays.fill(replyKey, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
    if (surb.isFault()) {
      in.refuse(StateFault.FIELD_INVALID);
      return null;
    }
    return new SavedSurb(surb.value(), receivedWallMs, stale);
  }

  static void write(StateOutput out, SavedSenderTag saved) {
    out.bytes(saved.recipient().toBytes()).bytes(saved.tag().toBytes());
  }

  static SavedSenderTag senderTag(StateInput in) {
    ClientAddress recipient = address(in);
    SenderTag tag = tag(in);
    return in.failed() ? null : new SavedSenderTag(recipient, tag);
  }

  static void write(StateOutput out, SavedSetId saved) {
    out.u32(saved.id()).time(saved.usedWallMs());
  }

  static SavedSetId usedSetId(StateInput in) {
    int id = in.setId();
    double usedWallMs = in.time();
    return in.failed() ? null : new SavedSetId(id, usedWallMs);
  }

  static void write(StateOutput out, SavedFragment saved) {
    out.u32(saved.setId()).time(saved.receivedWallMs());
    if (saved.cameTo() == null) {
      out.u8(0);
    } else {
      out.u8(1).bytes(saved.cameTo().toBytes());
    }
    out.u16(saved.bytes().length).bytes(saved.bytes());
  }

  static SavedFragment fragment(StateInput in) {
    int setId = in.setId();
    double receivedWallMs = in.time();
    SenderTag cameTo = in.flag() ? tag(in) : null;
    int len = in.u16();
    if (len == 0) {
      in.refuse(StateFault.FIELD_INVALID);
    }
    byte[] bytes = in.bytes(len);
    return in.failed() ? null : new SavedFragment(setId, receivedWallMs, cameTo, bytes);
  }

  static NodeIdentity identity(StateInput in) {
    Result<NodeIdentity> read = NodeIdentity.fromBytes(in.bytes(NodeIdentity.LEN));
    return valueOf(in, read);
  }

  static ClientAddress address(StateInput in) {
    return valueOf(in, ClientAddress.fromBytes(in.bytes(ClientAddress.LEN)));
  }

  static SenderTag tag(StateInput in) {
    return valueOf(in, SenderTag.fromBytes(in.bytes(SenderTag.LEN)));
  }

  private static <T> T valueOf(StateInput in, Result<T> read) {
    if (read.isFault()) {
      in.refuse(StateFault.FIELD_INVALID);
      return null;
    }
    return read.value();
  }
}
