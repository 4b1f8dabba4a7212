package org.peapod.state;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Result;

/** The stored forms of changes: a kind u8, then the items (docs/saved-state.md, "Records"). */
final class StateEventCodec {
  private static final int GATEWAY_REGISTERED = 1;
  private static final int GATEWAY_FORGOTTEN = 2;
  private static final int GATEWAY_CHOSEN = 3;
  private static final int AUTHENTICATION_BEGUN = 4;
  private static final int REPLY_KEYS_MADE = 5;
  private static final int REPLY_KEYS_USED = 6;
  private static final int SURBS_RECEIVED = 7;
  private static final int SURBS_SPENT = 8;
  private static final int SENDER_TAG_MADE = 9;
  private static final int SENDER_TAG_FORGOTTEN = 10;
  private static final int MESSAGE_QUEUED = 11;
  private static final int FRAGMENT_ACKNOWLEDGED = 12;
  private static final int MESSAGE_ENDED = 13;
  private static final int FRAGMENT_RECEIVED = 14;
  private static final int SETS_USED = 15;

  private StateEventCodec() {}

  static byte[] write(StateEvent event) {
    StateOutput out = new StateOutput(128);
    if (!writeGateway(out, event) && !writeReply(out, event) && !writeMessage(out, event)) {
      throw new IllegalStateException("a change without a stored form");
    }
    return out.finish();
  }

  private static boolean writeGateway(StateOutput out, StateEvent event) {
    if (event instanceof StateEvent.GatewayRegistered made) {
      StateItems.write(out.u8(GATEWAY_REGISTERED), made.registration());
    } else if (event instanceof StateEvent.GatewayForgotten gone) {
      out.u8(GATEWAY_FORGOTTEN).bytes(gone.gateway().toBytes());
    } else if (event instanceof StateEvent.GatewayChosen chosen) {
      out.u8(GATEWAY_CHOSEN).bytes(chosen.gateway().toBytes());
    } else if (event instanceof StateEvent.AuthenticationBegun begun) {
      out.u8(AUTHENTICATION_BEGUN).bytes(begun.gateway().toBytes()).u64(begun.timestamp());
    } else {
      return false;
    }
    return true;
  }

  private static boolean writeReply(StateOutput out, StateEvent event) {
    if (event instanceof StateEvent.ReplyKeysMade made) {
      out.u8(REPLY_KEYS_MADE).u32(made.keys().size());
      made.keys().forEach(key -> StateItems.write(out, key));
    } else if (event instanceof StateEvent.ReplyKeysUsed used) {
      writeDigests(out.u8(REPLY_KEYS_USED), used.digests());
    } else if (event instanceof StateEvent.SurbsReceived received) {
      StateItems.write(out.u8(SURBS_RECEIVED), received.surbs());
    } else if (event instanceof StateEvent.SurbsSpent spent) {
      writeDigests(out.u8(SURBS_SPENT), spent.digests());
    } else if (event instanceof StateEvent.SenderTagMade made) {
      StateItems.write(out.u8(SENDER_TAG_MADE), made.made());
    } else if (event instanceof StateEvent.SenderTagForgotten gone) {
      out.u8(SENDER_TAG_FORGOTTEN).bytes(gone.recipient().toBytes());
    } else {
      return false;
    }
    return true;
  }

  private static void writeDigests(StateOutput out, List<byte[]> digests) {
    out.u32(digests.size());
    digests.forEach(out::bytes);
  }

  private static boolean writeMessage(StateOutput out, StateEvent event) {
    if (event instanceof StateEvent.MessageQueued queued) {
      SavedMessageCodec.write(out.u8(MESSAGE_QUEUED), queued.message());
    } else if (event instanceof StateEvent.FragmentAcknowledged acknowledged) {
      out.u8(FRAGMENT_ACKNOWLEDGED).u32(acknowledged.number()).u32(acknowledged.index());
    } else if (event instanceof StateEvent.MessageEnded ended) {
      out.u8(MESSAGE_ENDED).u32(ended.number());
    } else if (event instanceof StateEvent.FragmentReceived received) {
      StateItems.write(out.u8(FRAGMENT_RECEIVED), received.fragment());
    } else if (event instanceof StateEvent.SetsUsed used) {
      out.u8(SETS_USED).u32(used.sets().size());
      used.sets().forEach(set -> StateItems.write(out, set));
    } else {
      return false;
    }
    return true;
  }

  static Result<StateEvent> read(byte[] body) {
    StateInput in = new StateInput(body, StateFault.RECORD_INVALID);
    int kind = in.u8();
    StateEvent event = kind < REPLY_KEYS_MADE ? readGateway(kind, in) : readOther(kind, in);
    in.expectEnd();
    return in.failed() ? Result.fault(in.fault()) : Result.ok(event);
  }

  private static StateEvent readGateway(int kind, StateInput in) {
    switch (kind) {
      case GATEWAY_REGISTERED:
        return new StateEvent.GatewayRegistered(StateItems.gateway(in));
      case GATEWAY_FORGOTTEN:
        return new StateEvent.GatewayForgotten(StateItems.identity(in));
      case GATEWAY_CHOSEN:
        return new StateEvent.GatewayChosen(StateItems.identity(in));
      case AUTHENTICATION_BEGUN:
        return new StateEvent.AuthenticationBegun(StateItems.identity(in), in.number());
      default:
        in.refuse(StateFault.RECORD_UNKNOWN);
        return null;
    }
  }

  private static StateEvent readOther(int kind, StateInput in) {
    switch (kind) {
      case REPLY_KEYS_MADE:
        var keys = items(in, StateItems.REPLY_KEY_LEN, StateItems::replyKey);
        return in.failed() ? null : new StateEvent.ReplyKeysMade(keys);
      case REPLY_KEYS_USED:
        List<byte[]> used = digests(in);
        return in.failed() ? null : new StateEvent.ReplyKeysUsed(used);
      case SURBS_RECEIVED:
        SavedSurbs surbs = StateItems.surbs(in, StateLimits.PER_RECORD);
        return in.failed() ? null : new StateEvent.SurbsReceived(surbs);
      case SURBS_SPENT:
        List<byte[]> spent = digests(in);
        return in.failed() ? null : new StateEvent.SurbsSpent(spent);
      case SENDER_TAG_MADE:
        return new StateEvent.SenderTagMade(StateItems.senderTag(in));
      case SENDER_TAG_FORGOTTEN:
        return new StateEvent.SenderTagForgotten(StateItems.address(in));
      default:
        return readMessage(kind, in);
    }
  }

  private static StateEvent readMessage(int kind, StateInput in) {
    switch (kind) {
      case MESSAGE_QUEUED:
        return new StateEvent.MessageQueued(SavedMessageCodec.read(in));
      case FRAGMENT_ACKNOWLEDGED:
        int number = in.i32();
        int index = in.i32();
        if (index < 0) {
          in.refuse(StateFault.FIELD_INVALID);
        }
        return in.failed() ? null : new StateEvent.FragmentAcknowledged(number, index);
      case MESSAGE_ENDED:
        return new StateEvent.MessageEnded(in.i32());
      case FRAGMENT_RECEIVED:
        return new StateEvent.FragmentReceived(StateItems.fragment(in));
      case SETS_USED:
        var sets = items(in, StateItems.SET_ID_LEN, StateItems::usedSetId);
        return in.failed() ? null : new StateEvent.SetsUsed(sets);
      default:
        in.refuse(StateFault.RECORD_UNKNOWN);
        return null;
    }
  }

  /** Reads one item, {@code null} when the input has failed. */
  private interface ItemReader<T> {
    T read(StateInput in);
  }

  private static List<byte[]> digests(StateInput in) {
    return items(in, SavedReplyKey.DIGEST_LEN, one -> one.bytes(SavedReplyKey.DIGEST_LEN));
  }

  private static <T> List<T> items(StateInput in, int minLen, ItemReader<T> item) {
    int count = in.count(StateLimits.PER_RECORD, minLen);
    List<T> out = new ArrayList<>(count);
    for (int i = 0; i < count && !in.failed(); i++) {
      out.add(item.read(in));
    }
    return out;
  }
}
