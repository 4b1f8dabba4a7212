package org.peapod.state;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;

/**
 * The contents of a snapshot before sealing: every section once, in the order of the constants,
 * each as type u16, length u32, contents (docs/saved-state.md, "Sections").
 */
final class StateSections {
  static final int STAMP = 1;
  static final int KEYS = 2;
  static final int GATEWAYS = 3;
  static final int REPLY_KEYS = 4;
  static final int SURBS = 5;
  static final int SENDER_TAGS = 6;
  static final int MESSAGES = 7;
  static final int USED_SET_IDS = 8;
  static final int FRAGMENTS = 9;

  private static final int PREFIX_LEN = 2 + 4;

  /** What is read of a snapshot. */
  record Contents(SavedState state, double savedWallMs) {}

  /** Reads one item, {@code null} when the input has failed. */
  private interface ItemReader<T> {
    T read(StateInput in);
  }

  /** Writes one item. */
  private interface ItemWriter<T> {
    void write(StateOutput out, T item);
  }

  private StateSections() {}

  static byte[] write(SavedState state, double savedWallMs) {
    StateOutput out = new StateOutput(expectedLen(state));
    int start = open(out, STAMP);
    out.time(savedWallMs);
    out.closeLength(start);
    writeIdentity(out, state.identity());
    SavedState.Replies replies = state.replies();
    writeList(out, REPLY_KEYS, replies.keys(), StateItems::write);
    writeList(out, SURBS, replies.surbs(), StateItems::write);
    writeList(out, SENDER_TAGS, replies.tags(), StateItems::write);
    SavedState.Messages messages = state.messages();
    writeList(out, MESSAGES, messages.unacknowledged(), SavedMessageCodec::write);
    writeList(out, USED_SET_IDS, messages.usedSetIds(), StateItems::write);
    writeList(out, FRAGMENTS, messages.fragments(), StateItems::write);
    return out.finish();
  }

  private static int expectedLen(SavedState state) {
    long len = 4_096 + (long) state.replies().keys().size() * StateItems.REPLY_KEY_LEN;
    for (SavedMessage message : state.messages().unacknowledged()) {
      len += message.payload().length + 512;
    }
    return (int) Math.min(len, 1 << 30);
  }

  private static void writeIdentity(StateOutput out, SavedState.Identity identity) {
    int start = open(out, KEYS);
    SavedKeys keys = identity.keys();
    out.bytes(keys.identitySeed()).bytes(keys.encryptionSecret()).bytes(keys.ackKey());
    out.closeLength(start);
    start = open(out, GATEWAYS);
    NodeIdentity active = identity.active();
    out.u8(active == null ? 0 : 1).bytes(active == null ? new byte[0] : active.toBytes());
    out.u32(identity.gateways().size());
    identity.gateways().forEach(saved -> StateItems.write(out, saved));
    out.closeLength(start);
  }

  private static <T> void writeList(StateOutput out, int type, List<T> items, ItemWriter<T> body) {
    int start = open(out, type);
    out.u32(items.size());
    for (T item : items) {
      body.write(out, item);
    }
    out.closeLength(start);
  }

  private static int open(StateOutput out, int type) {
    out.u16(type).u32(0);
    return out.len();
  }

  static Result<Contents> read(byte[] body) {
    StateInput in = new StateInput(body, StateFault.SECTION_INVALID);
    int end = begin(in, STAMP);
    double savedWallMs = in.time();
    end(in, end);
    SavedState.Identity identity = readIdentity(in);
    var keys =
        readList(
            in, REPLY_KEYS, StateLimits.REPLY_KEYS, StateItems.REPLY_KEY_LEN, StateItems::replyKey);
    var surbs = readSurbs(in);
    var tags =
        readList(
            in,
            SENDER_TAGS,
            StateLimits.SENDER_TAGS,
            StateItems.SENDER_TAG_LEN,
            StateItems::senderTag);
    SavedState.Messages messages = readMessages(in);
    in.expectEnd();
    if (in.failed()) {
      return Result.fault(in.fault());
    }
    var replies = new SavedState.Replies(keys, surbs, tags);
    return Result.ok(new Contents(new SavedState(identity, replies, messages), savedWallMs));
  }

  private static SavedState.Identity readIdentity(StateInput in) {
    int end = begin(in, KEYS);
    byte[] seed = in.bytes(SavedKeys.SEED_LEN);
    byte[] secret = in.bytes(SavedKeys.SECRET_LEN);
    byte[] ackKey = in.bytes(SavedKeys.ACK_KEY_LEN);
    end(in, end);
    end = begin(in, GATEWAYS);
    NodeIdentity active = in.flag() ? StateItems.identity(in) : null;
    List<SavedGateway> gateways =
        items(in, StateLimits.GATEWAYS, StateItems.GATEWAY_MIN_LEN, StateItems::gateway);
    end(in, end);
    if (active != null && !in.failed() && !SavedState.Identity.isListed(gateways, active)) {
      in.refuse(StateFault.FIELD_INVALID);
    }
    return in.failed()
        ? null
        : new SavedState.Identity(new SavedKeys(seed, secret, ackKey), gateways, active);
  }

  private static List<SavedSurbs> readSurbs(StateInput in) {
    List<SavedSurbs> all =
        readList(
            in,
            SURBS,
            StateLimits.SURB_TAGS,
            StateItems.SURBS_MIN_LEN,
            ofOne -> StateItems.surbs(ofOne, StateLimits.SURBS));
    long count = 0;
    for (int i = 0; i < all.size() && !in.failed(); i++) {
      count += all.get(i).surbs().size();
    }
    if (count > StateLimits.SURBS) {
      in.refuse(StateFault.LIMIT_EXCEEDED);
    }
    return all;
  }

  private static SavedState.Messages readMessages(StateInput in) {
    var unacknowledged =
        readList(
            in, MESSAGES, StateLimits.MESSAGES, SavedMessageCodec.MIN_LEN, SavedMessageCodec::read);
    long bytes = 0;
    for (int i = 0; i < unacknowledged.size() && !in.failed(); i++) {
      bytes += unacknowledged.get(i).payload().length;
    }
    if (bytes > StateLimits.MESSAGE_BYTES) {
      in.refuse(StateFault.LIMIT_EXCEEDED);
    }
    var used =
        readList(
            in,
            USED_SET_IDS,
            StateLimits.USED_SET_IDS,
            StateItems.SET_ID_LEN,
            StateItems::usedSetId);
    var fragments =
        readList(
            in,
            FRAGMENTS,
            StateLimits.FRAGMENTS,
            StateItems.FRAGMENT_MIN_LEN,
            StateItems::fragment);
    return in.failed() ? null : new SavedState.Messages(unacknowledged, used, fragments);
  }

  private static <T> List<T> readList(
      StateInput in, int type, int limit, int minLen, ItemReader<T> item) {
    int end = begin(in, type);
    List<T> out = items(in, limit, minLen, item);
    end(in, end);
    return out;
  }

  private static <T> List<T> items(StateInput in, int limit, int minLen, ItemReader<T> item) {
    int count = in.count(limit, minLen);
    List<T> out = new ArrayList<>(count);
    for (int i = 0; i < count && !in.failed(); i++) {
      out.add(item.read(in));
    }
    return out;
  }

  /** Passes over a section's prefix; how many bytes remain when its contents have been read. */
  private static int begin(StateInput in, int expected) {
    if (in.remaining() < PREFIX_LEN) {
      in.refuse(StateFault.SECTION_MISPLACED);
    }
    int type = in.u16();
    int len = in.i32();
    if (type < STAMP || type > FRAGMENTS) {
      in.refuse(StateFault.SECTION_UNKNOWN);
    } else if (type != expected) {
      in.refuse(StateFault.SECTION_MISPLACED);
    } else if (len < 0 || len > in.remaining()) {
      in.refuse(StateFault.SECTION_INVALID);
    }
    return in.remaining() - len;
  }

  private static void end(StateInput in, int remaining) {
    if (in.remaining() != remaining) {
      in.refuse(StateFault.SECTION_INVALID);
    }
  }
}
