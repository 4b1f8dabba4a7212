package org.peapod.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.reply.OpenReply;
import org.peapod.reply.ReplyController;
import org.peapod.state.SavedMessage;
import org.peapod.state.StateEvent;
import org.peapod.traffic.QueuedMessage;
import org.peapod.traffic.TrafficController;

/**
 * Keeps the application's messages until they are wholly acknowledged: what is queued, what of it
 * arrived, what has ended. As many times of queueing as the streams and replies hold messages.
 */
final class SavedOutgoing {
  private final StateKeeper keeper;
  private final TrafficController traffic;
  private final ReplyController replies;
  private final Map<Integer, Double> queuedWallMs = new HashMap<>();

  SavedOutgoing(StateKeeper keeper, TrafficController traffic, ReplyController replies) {
    this.keeper = keeper;
    this.traffic = traffic;
    this.replies = replies;
  }

  /** The streams hold a message to an address; it may leave when that is kept. */
  void queued(Now now, int number) {
    if (keeper.isKeeping()) {
      queuedWallMs.put(number, now.wallMs());
      keeper.record(new StateEvent.MessageQueued(saved(traffic.queued(number))));
    }
    keeper.whenKept(() -> traffic.release(number));
  }

  /** The replies hold a message to an anonymous sender. */
  void replyQueued(Now now, int number) {
    OpenReply reply = keeper.isKeeping() ? replies.openReply(number) : null;
    if (reply != null) {
      queuedWallMs.put(number, now.wallMs());
      keeper.record(new StateEvent.MessageQueued(saved(reply)));
    }
  }

  void fragmentAcknowledged(double nowMs, int number, int index) {
    if (queuedWallMs.containsKey(number)) {
      keeper.recordLate(nowMs, new StateEvent.FragmentAcknowledged(number, index));
    }
  }

  /** The application hears of the end of a message. */
  void ended(double nowMs, int number) {
    if (queuedWallMs.remove(number) != null) {
      keeper.recordLate(nowMs, new StateEvent.MessageEnded(number));
    }
  }

  /**
   * Goes on with a message of an earlier run.
   *
   * @return the fault when it was not taken, else {@code null}
   */
  ClientFault resume(Now now, SavedMessage saved) {
    queuedWallMs.put(saved.number(), saved.queuedWallMs());
    if (saved.recipient() instanceof SavedMessage.Recipient.ToAddress to) {
      QueuedMessage message =
          new QueuedMessage(
              saved.number(),
              to.address(),
              saved.size(),
              saved.payload(),
              saved.setIds(),
              saved.acknowledged());
      var fault = traffic.resume(message);
      if (fault == null) {
        traffic.release(saved.number());
      }
      return fault == null ? null : SendFaults.ofTraffic(fault);
    }
    SavedMessage.Recipient.ToTag to = (SavedMessage.Recipient.ToTag) saved.recipient();
    var fault =
        replies.resume(
            now.monoMs(),
            new OpenReply(
                saved.number(),
                to.tag(),
                saved.size(),
                saved.payload(),
                saved.setIds(),
                saved.acknowledged()));
    return fault == null ? null : SendFaults.ofReply(fault);
  }

  /** All that is not wholly acknowledged. */
  List<SavedMessage> messages() {
    List<SavedMessage> all = new ArrayList<>(queuedWallMs.size());
    for (QueuedMessage message : traffic.queued()) {
      if (queuedWallMs.containsKey(message.number())) {
        all.add(saved(message));
      }
    }
    for (OpenReply reply : replies.openReplies()) {
      all.add(saved(reply));
    }
    return all;
  }

  private SavedMessage saved(QueuedMessage message) {
    return new SavedMessage(
        message.number(),
        new SavedMessage.Recipient.ToAddress(message.recipient()),
        message.size(),
        queuedWallMs.get(message.number()),
        message.payload(),
        message.setIds(),
        message.acknowledged());
  }

  private SavedMessage saved(OpenReply reply) {
    return new SavedMessage(
        reply.number(),
        new SavedMessage.Recipient.ToTag(reply.tag()),
        reply.size(),
        queuedWallMs.get(reply.number()),
        reply.padded(),
        reply.setIds(),
        reply.acknowledged());
  }
}
