package org.peapod.state;

import java.util.List;
import org.peapod.address.NodeIdentity;

/**
 * Everything that a client needs to go on after a restart as if it had not stopped (chapter 5,
 * A13). The lists cannot be changed; what is secret in them is never shown as text.
 *
 * @param identity who it is
 * @param replies what it needs for replies, given and taken
 * @param messages what is on its way, out and in
 */
public record SavedState(Identity identity, Replies replies, Messages messages) {
  /** Refuses a missing part. */
  public SavedState {
    if (identity == null || replies == null || messages == null) {
      throw new IllegalArgumentException("needs all three parts");
    }
  }

  /**
   * Who the client is and where it is registered.
   *
   * @param gateways one for each gateway, at most {@link StateLimits#GATEWAYS}
   * @param active the gateway in use, one of those; {@code null} when there is none
   */
  public record Identity(SavedKeys keys, List<SavedGateway> gateways, NodeIdentity active) {
    /** Refuses what cannot be stored. */
    public Identity {
      if (keys == null) {
        throw new IllegalArgumentException("needs keys");
      }
      gateways = List.copyOf(gateways);
      StateLimits.requireAtMost("gateways", gateways.size(), StateLimits.GATEWAYS);
      if (active != null && !isListed(gateways, active)) {
        throw new IllegalArgumentException("the active gateway must be registered");
      }
    }

    /** Overwrites the keys of client and gateways. */
    public void wipe() {
      keys.wipe();
      gateways.forEach(saved -> saved.sharedKey().wipe());
    }

    static boolean isListed(List<SavedGateway> gateways, NodeIdentity wanted) {
      for (SavedGateway saved : gateways) {
        if (saved.gateway().equals(wanted)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * What replies need.
   *
   * @param keys of SURBs that we gave out, oldest first, at most {@link StateLimits#REPLY_KEYS}
   * @param surbs that we may spend, at most {@link StateLimits#SURB_TAGS} senders and {@link
   *     StateLimits#SURBS} SURBs
   * @param tags under which we wrote, oldest first, at most {@link StateLimits#SENDER_TAGS}
   */
  public record Replies(
      List<SavedReplyKey> keys, List<SavedSurbs> surbs, List<SavedSenderTag> tags) {
    /** Nothing yet. */
    public static final Replies NONE = new Replies(List.of(), List.of(), List.of());

    /** Refuses what cannot be stored. */
    public Replies {
      keys = List.copyOf(keys);
      surbs = List.copyOf(surbs);
      tags = List.copyOf(tags);
      long count = 0;
      for (SavedSurbs ofOne : surbs) {
        count += ofOne.surbs().size();
      }
      StateLimits.requireAtMost("reply keys", keys.size(), StateLimits.REPLY_KEYS);
      StateLimits.requireAtMost("senders of SURBs", surbs.size(), StateLimits.SURB_TAGS);
      StateLimits.requireAtMost("SURBs", count, StateLimits.SURBS);
      StateLimits.requireAtMost("sender tags", tags.size(), StateLimits.SENDER_TAGS);
    }
  }

  /**
   * What is on its way.
   *
   * @param unacknowledged messages of ours, at most {@link StateLimits#MESSAGES} with {@link
   *     StateLimits#MESSAGE_BYTES} together
   * @param usedSetIds of messages given out, oldest first, at most {@link StateLimits#USED_SET_IDS}
   * @param fragments of messages received in part, at most {@link StateLimits#FRAGMENTS}
   */
  public record Messages(
      List<SavedMessage> unacknowledged,
      List<SavedSetId> usedSetIds,
      List<SavedFragment> fragments) {
    /** Nothing yet. */
    public static final Messages NONE = new Messages(List.of(), List.of(), List.of());

    /** Refuses what cannot be stored. */
    public Messages {
      unacknowledged = List.copyOf(unacknowledged);
      usedSetIds = List.copyOf(usedSetIds);
      fragments = List.copyOf(fragments);
      long bytes = 0;
      for (SavedMessage message : unacknowledged) {
        bytes += message.payload().length;
      }
      StateLimits.requireAtMost("messages", unacknowledged.size(), StateLimits.MESSAGES);
      StateLimits.requireAtMost("bytes of messages", bytes, StateLimits.MESSAGE_BYTES);
      StateLimits.requireAtMost("used set ids", usedSetIds.size(), StateLimits.USED_SET_IDS);
      StateLimits.requireAtMost("fragments", fragments.size(), StateLimits.FRAGMENTS);
    }
  }

  /** Overwrites every secret in it; nothing of it can be used afterwards. */
  public void wipe() {
    identity.wipe();
    replies.keys().forEach(SavedReplyKey::wipe);
    for (SavedSurbs ofOne : replies.surbs()) {
      ofOne.surbs().forEach(saved -> saved.surb().wipe());
    }
  }
}
