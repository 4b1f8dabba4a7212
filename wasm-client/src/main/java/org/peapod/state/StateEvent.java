package org.peapod.state;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;

/**
 * One change of a client's state, as the journal keeps it.
 *
 * <p>Applying one that the state no longer has room or use for changes nothing: what it names may
 * have been given up in the meantime.
 */
public sealed interface StateEvent {
  /** A registration was made or changed; replaces the one at the same gateway. */
  record GatewayRegistered(SavedGateway registration) implements StateEvent {}

  /** A registration is of no use any more; it is not the active one afterwards. */
  record GatewayForgotten(NodeIdentity gateway) implements StateEvent {}

  /** A registered gateway is the one in use. */
  record GatewayChosen(NodeIdentity gateway) implements StateEvent {}

  /**
   * An authentication is about to be sent; to be persisted before it leaves (chapter 3, 3.6).
   *
   * @param timestamp its time, seconds since 1970
   */
  record AuthenticationBegun(NodeIdentity gateway, long timestamp) implements StateEvent {
    /** Refuses what cannot be stored. */
    public AuthenticationBegun {
      if (timestamp < 0 || timestamp > SavedGateway.LATEST) {
        throw new IllegalArgumentException("a time is 0 to 2^53 s, got " + timestamp);
      }
    }
  }

  /** SURBs are about to be sent; to be persisted before they leave. */
  record ReplyKeysMade(List<SavedReplyKey> keys) implements StateEvent {
    /** At most {@link StateLimits#PER_RECORD}. */
    public ReplyKeysMade {
      keys = List.copyOf(keys);
      StateLimits.requireAtMost("keys in a record", keys.size(), StateLimits.PER_RECORD);
    }
  }

  /**
   * Replies came in on keys, which will not open others, or keys have expired.
   *
   * @param digests of the keys, 32 bytes each
   */
  record ReplyKeysUsed(List<byte[]> digests) implements StateEvent {
    /** At most {@link StateLimits#PER_RECORD}. */
    public ReplyKeysUsed {
      digests = requireDigests(digests);
    }
  }

  /** SURBs came; they are spent after those that the sender gave before. */
  record SurbsReceived(SavedSurbs surbs) implements StateEvent {
    /** At most {@link StateLimits#PER_RECORD}. */
    public SurbsReceived {
      int count = surbs.surbs().size();
      StateLimits.requireAtMost("SURBs in a record", count, StateLimits.PER_RECORD);
    }
  }

  /**
   * SURBs are about to be spent, or are set aside to be spent without another record, or are of no
   * use any more; to be persisted before the first of them leaves.
   *
   * @param digests of each SURB's reply key, 32 bytes: its name, from which nothing can be sent
   */
  record SurbsSpent(List<byte[]> digests) implements StateEvent {
    /** At most {@link StateLimits#PER_RECORD}. */
    public SurbsSpent {
      digests = requireDigests(digests);
    }
  }

  /** A recipient is about to know us by a tag. */
  record SenderTagMade(SavedSenderTag made) implements StateEvent {}

  /** A message of ours was accepted; replaces the one with the same number. */
  record MessageQueued(SavedMessage message) implements StateEvent {}

  /**
   * A fragment of ours arrived at its recipient's gateway.
   *
   * @param index of the fragment in its message, from 0
   */
  record FragmentAcknowledged(int number, int index) implements StateEvent {
    /** Refuses a negative index. */
    public FragmentAcknowledged {
      if (index < 0) {
        throw new IllegalArgumentException("an index counts from 0, got " + index);
      }
    }
  }

  /** A message of ours was wholly acknowledged, failed or was given up; the application knows. */
  record MessageEnded(int number) implements StateEvent {}

  /** A fragment came whose message is not whole yet. */
  record FragmentReceived(SavedFragment fragment) implements StateEvent {}

  /**
   * A message is about to be given out; to be persisted before. Its sets' fragments are forgotten.
   */
  record SetsUsed(List<SavedSetId> sets) implements StateEvent {
    /** At most {@link StateLimits#PER_RECORD}. */
    public SetsUsed {
      sets = List.copyOf(sets);
      StateLimits.requireAtMost("sets in a record", sets.size(), StateLimits.PER_RECORD);
    }
  }

  /** What recipients know us by may be forgotten for one of them. */
  record SenderTagForgotten(ClientAddress recipient) implements StateEvent {}

  private static List<byte[]> requireDigests(List<byte[]> given) {
    StateLimits.requireAtMost("digests in a record", given.size(), StateLimits.PER_RECORD);
    for (byte[] digest : given) {
      StateLimits.requireLen("the digest of a reply key", digest, SavedReplyKey.DIGEST_LEN);
    }
    return List.copyOf(given);
  }
}
