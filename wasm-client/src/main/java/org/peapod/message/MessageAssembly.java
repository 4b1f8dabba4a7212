package org.peapod.message;

import java.util.List;
import org.peapod.bytes.Result;

/**
 * Joins the payloads of complete sets and takes the padding off, in one copy: what has been copied
 * is released at once, so that a large message is never held twice.
 */
final class MessageAssembly {
  private final List<FragmentSet> sets;

  private MessageAssembly(List<FragmentSet> sets) {
    this.sets = sets;
  }

  /** The serialized message of sets in their order, first to last; they are empty afterwards. */
  static Result<byte[]> join(List<FragmentSet> sets) {
    MessageAssembly assembly = new MessageAssembly(sets);
    int len = assembly.unpaddedLen();
    if (len <= 0) {
      return Result.fault(
          len < 0 ? MessageFault.PADDING_MARKER_MISSING : MessageFault.MESSAGE_EMPTY);
    }
    return Result.ok(assembly.copy(len));
  }

  /** Bytes in front of the last byte 1; negative when there is none. */
  private int unpaddedLen() {
    int before = 0;
    for (FragmentSet set : sets) {
      for (int i = 0; i < set.total; i++) {
        before += set.payload(i).length;
      }
    }
    for (int s = sets.size() - 1; s >= 0; s--) {
      FragmentSet set = sets.get(s);
      for (int i = set.total - 1; i >= 0; i--) {
        before -= set.payload(i).length;
        int at = lastMarker(set.payload(i));
        if (at >= 0) {
          return before + at;
        }
      }
    }
    return -1;
  }

  private static int lastMarker(byte[] payload) {
    int at = payload.length - 1;
    while (at >= 0 && payload[at] != MessagePadding.MARKER) {
      at--;
    }
    return at;
  }

  private byte[] copy(int len) {
    byte[] out = new byte[len];
    int at = 0;
    for (FragmentSet set : sets) {
      for (int i = 0; i < set.total; i++) {
        int take = Math.min(set.payload(i).length, len - at);
        System.arraycopy(set.payload(i), 0, out, at, take);
        set.release(i);
        at += take;
      }
    }
    return out;
  }
}
