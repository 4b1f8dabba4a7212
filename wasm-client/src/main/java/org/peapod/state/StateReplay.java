package org.peapod.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;

/**
 * A snapshot's state with the journal's changes applied one after the other.
 *
 * <p>Where a change would pass a limit of {@link StateLimits} the oldest of its kind is forgotten,
 * as the client that wrote it did; of gateways and of messages nothing is forgotten, so that the
 * change is refused.
 */
final class StateReplay {
  private final SavedKeys keys;
  private final Map<NodeIdentity, SavedGateway> gateways = new LinkedHashMap<>();
  private NodeIdentity active;
  private final Map<ByteKey, SavedReplyKey> replyKeys = new LinkedHashMap<>();
  private final ReplayedSurbs surbs = new ReplayedSurbs();
  private final Map<ClientAddress, SavedSenderTag> senderTags = new LinkedHashMap<>();
  private final Map<Integer, SavedMessage> messages = new LinkedHashMap<>();
  private long messageBytes;
  private final ReplayedSets sets = new ReplayedSets();

  StateReplay(SavedState start) {
    keys = start.identity().keys();
    active = start.identity().active();
    start.identity().gateways().forEach(saved -> gateways.put(saved.gateway(), saved));
    start.replies().keys().forEach(this::add);
    start.replies().surbs().forEach(surbs::add);
    start.replies().tags().forEach(this::add);
    start.messages().unacknowledged().forEach(this::put);
    start.messages().usedSetIds().forEach(sets::use);
    start.messages().fragments().forEach(sets::keep);
  }

  /** Applies one change; {@code false} when there is no room for it. */
  boolean apply(StateEvent event) {
    if (!applyToGateways(event) && !applyToReplies(event)) {
      applyToMessages(event);
    }
    return gateways.size() <= StateLimits.GATEWAYS
        && messages.size() <= StateLimits.MESSAGES
        && messageBytes <= StateLimits.MESSAGE_BYTES;
  }

  /** The state now. */
  SavedState state() {
    var identity = new SavedState.Identity(keys, listOf(gateways), active);
    var replies = new SavedState.Replies(listOf(replyKeys), surbs.all(), listOf(senderTags));
    var onTheWay = new SavedState.Messages(listOf(messages), sets.used(), sets.fragments());
    return new SavedState(identity, replies, onTheWay);
  }

  private boolean applyToGateways(StateEvent event) {
    if (event instanceof StateEvent.GatewayRegistered made) {
      gateways.put(made.registration().gateway(), made.registration());
    } else if (event instanceof StateEvent.GatewayForgotten gone) {
      gateways.remove(gone.gateway());
      active = gone.gateway().equals(active) ? null : active;
    } else if (event instanceof StateEvent.GatewayChosen chosen) {
      active = gateways.containsKey(chosen.gateway()) ? chosen.gateway() : active;
    } else if (event instanceof StateEvent.AuthenticationBegun begun) {
      SavedGateway saved = gateways.get(begun.gateway());
      if (saved != null) {
        gateways.put(begun.gateway(), saved.raisedTo(begun.timestamp()));
      }
    } else {
      return false;
    }
    return true;
  }

  private boolean applyToReplies(StateEvent event) {
    if (event instanceof StateEvent.ReplyKeysMade made) {
      made.keys().forEach(this::add);
    } else if (event instanceof StateEvent.ReplyKeysUsed used) {
      used.digests().forEach(digest -> replyKeys.remove(new ByteKey(digest)));
    } else if (event instanceof StateEvent.SurbsReceived received) {
      surbs.add(received.surbs());
    } else if (event instanceof StateEvent.SurbsSpent spent) {
      spent.digests().forEach(surbs::spend);
    } else if (event instanceof StateEvent.SenderTagMade made) {
      add(made.made());
    } else if (event instanceof StateEvent.SenderTagForgotten gone) {
      senderTags.remove(gone.recipient());
    } else {
      return false;
    }
    return true;
  }

  private void applyToMessages(StateEvent event) {
    if (event instanceof StateEvent.MessageQueued queued) {
      put(queued.message());
    } else if (event instanceof StateEvent.FragmentAcknowledged acknowledged) {
      SavedMessage message = messages.get(acknowledged.number());
      if (message != null && acknowledged.index() < message.acknowledged().length) {
        message.acknowledged()[acknowledged.index()] = true;
      }
    } else if (event instanceof StateEvent.MessageEnded ended) {
      remove(ended.number());
    } else if (event instanceof StateEvent.FragmentReceived received) {
      sets.keep(received.fragment());
    } else if (event instanceof StateEvent.SetsUsed used) {
      used.sets().forEach(sets::use);
    }
  }

  private void add(SavedReplyKey key) {
    replyKeys.put(new ByteKey(key.digest()), key);
    dropOldest(replyKeys, StateLimits.REPLY_KEYS);
  }

  private void add(SavedSenderTag made) {
    senderTags.remove(made.recipient());
    senderTags.put(made.recipient(), made);
    dropOldest(senderTags, StateLimits.SENDER_TAGS);
  }

  /** Keeps an own list of what is acknowledged, which later changes are written into. */
  private void put(SavedMessage message) {
    remove(message.number());
    messageBytes += message.payload().length;
    messages.put(message.number(), message.withOwnAcknowledged());
  }

  private void remove(int number) {
    SavedMessage removed = messages.remove(number);
    messageBytes -= removed == null ? 0 : removed.payload().length;
  }

  static void dropOldest(Map<?, ?> map, int limit) {
    if (map.size() > limit) {
      Iterator<?> keys = map.keySet().iterator();
      keys.next();
      keys.remove();
    }
  }

  /** The values of a map in its order. */
  static <T> List<T> listOf(Map<?, T> map) {
    return new ArrayList<>(map.values());
  }
}
