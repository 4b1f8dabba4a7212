package org.peapod.traffic;

import java.util.ArrayDeque;
import org.peapod.bytes.Fault;

/**
 * Tells how far each message is: queued, then progress, sent, acknowledged, and at the end exactly
 * one of acknowledged, failed and cancelled. A message of many packets reports its progress about a
 * hundred times each way, not once per packet.
 */
final class Receipts {
  private static final int REPORTS = 100;

  private final ArrayDeque<TrafficOutput> outputs;

  Receipts(ArrayDeque<TrafficOutput> outputs) {
    this.outputs = outputs;
  }

  void queued(OutgoingMessage message) {
    outputs.add(new TrafficOutput.MessageQueued(message.number(), message.total()));
  }

  /** One more packet has left for the first time. */
  void left(OutgoingMessage message) {
    if (message.hasAllLeft()) {
      outputs.add(new TrafficOutput.MessageSent(message.number()));
    } else {
      progress(message, message.left());
    }
  }

  /** Told of each fragment, once, and before what it makes of the message. */
  void fragmentAcknowledged(AddressedMessage message, int index) {
    outputs.add(new TrafficOutput.FragmentAcknowledged(message.number(), index));
  }

  /** One more packet is acknowledged. */
  void acknowledged(OutgoingMessage message) {
    if (message.isAcknowledged()) {
      outputs.add(new TrafficOutput.MessageAcknowledged(message.number()));
    } else {
      progress(message, message.acknowledged());
    }
  }

  void failed(OutgoingMessage message, TrafficFault fault) {
    outputs.add(new TrafficOutput.MessageFailed(message.number(), fault));
  }

  void cancelled(OutgoingMessage message) {
    outputs.add(
        new TrafficOutput.MessageCancelled(
            message.number(), message.left(), message.acknowledged(), message.total()));
  }

  void renewalWanted(PendingFragment fragment, Fault reason) {
    outputs.add(
        new TrafficOutput.RenewalWanted(fragment.message().number(), fragment.id(), reason));
  }

  private void progress(OutgoingMessage message, int count) {
    if (count % Math.max(1, message.total() / REPORTS) == 0) {
      outputs.add(
          new TrafficOutput.MessageProgress(
              message.number(), message.left(), message.acknowledged(), message.total()));
    }
  }
}
