package org.peapod.traffic;

import java.util.ArrayDeque;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Fault;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentCount;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/**
 * The messages on their way: taken, lined up, awaited, sent again, ended. It says which packet is
 * next when the streams ask and never decides when.
 */
final class Outbox {
  private final TrafficConfig config;
  private final PacketFactory factory;
  private final Entropy entropy;
  private final HeldMessages held;
  private final AckTable acks;
  private final Receipts receipts;
  private final TrafficCounters counters;
  private final SendQueue primary = new SendQueue();
  private final SendQueue secondary = new SendQueue();

  Outbox(
      TrafficConfig config,
      PacketFactory factory,
      Entropy entropy,
      ArrayDeque<TrafficOutput> outputs,
      TrafficCounters counters) {
    this.config = config;
    this.factory = factory;
    this.entropy = entropy;
    this.held = new HeldMessages(config.limits());
    this.acks = new AckTable(config.limits().unacknowledged(), config.acks());
    this.receipts = new Receipts(outputs);
    this.counters = counters;
  }

  TrafficFault enqueue(int number, ClientAddress recipient, NymMessage message) {
    MessageKind kind = kindOf(message);
    int len = message.serializedLen();
    if (len < 1 || len > config.limits().bytes()) {
      return TrafficFault.MESSAGE_TOO_LARGE;
    }
    PacketSize size = config.sizes().choose(len);
    int fragmentLen = MessageSizes.of(size).fragmentLen();
    long padded = len + 1L + FragmentCount.required(len + 1, fragmentLen).freeBytes();
    TrafficFault refusal = held.refusal(number, kind, padded);
    if (refusal != null) {
      return refusal;
    }
    byte[] bytes = MessagePadding.pad(message, fragmentLen);
    Fragmenter fragments = new Fragmenter(bytes, fragmentLen, entropy);
    accept(new AddressedMessage(number, kind, size, recipient, fragments, bytes.length, factory));
    return null;
  }

  TrafficFault open(int number, MessageKind kind, PacketSize size, int packets, long bytes) {
    if (!config.sizes().has(size) || packets < 1 || bytes < 0) {
      throw new IllegalArgumentException("needs a configured size and at least one packet");
    }
    TrafficFault refusal = held.refusal(number, kind, bytes);
    if (refusal == null) {
      accept(new SuppliedMessage(number, kind, size, packets, bytes));
    }
    return refusal;
  }

  boolean supply(int number, FragmentId id, PacketSource source) {
    if (!(held.get(number) instanceof SuppliedMessage message)) {
      return false;
    }
    PendingFragment known = message.known(id);
    if (known == null ? message.isComplete() : !known.awaitsSource()) {
      return false;
    }
    if (known != null && known.hasLeft()) {
      known.renew(source);
      queue(message.size()).addAgain(known);
    } else {
      message.supply(id, source);
      queue(message.size()).add(message);
    }
    return true;
  }

  /** Ends a message if there is one with this number. */
  boolean cancel(int number, boolean report) {
    OutgoingMessage message = held.get(number);
    if (message == null) {
      return false;
    }
    end(message);
    if (report) {
      receipts.cancelled(message);
    }
    return true;
  }

  void acknowledged(FragmentId id) {
    PendingFragment fragment = acks.acknowledge(id);
    if (fragment == null) {
      return;
    }
    OutgoingMessage message = fragment.message();
    queue(message.size()).removeAgain(fragment);
    message.countAcknowledged();
    if (message.isAcknowledged()) {
      release(message);
    }
    receipts.acknowledged(message);
  }

  /** Has every packet sent again whose acknowledgement is overdue, or gives its message up. */
  void expire(double nowMs) {
    for (PendingFragment due = acks.takeExpired(nowMs);
        due != null;
        due = acks.takeExpired(nowMs)) {
      OutgoingMessage message = due.message();
      int most = Math.min(message.kind().maxRepeats(), config.acks().maxRepeats());
      if (message.hasEnded()) {
        continue;
      }
      if (due.countRepeat() > most) {
        fail(message, TrafficFault.NOT_ACKNOWLEDGED);
      } else if (message.needsRenewal()) {
        due.awaitSource();
        receipts.renewalWanted(due, TrafficFault.NOT_ACKNOWLEDGED);
      } else {
        queue(message.size()).addAgain(due);
      }
    }
  }

  boolean hasTurn(PacketSize size) {
    return queue(size).hasTurn(acks.hasRoom(true), acks.hasRoom(false));
  }

  /** The next packet of this size, or {@code null}. */
  PendingFragment take(PacketSize size) {
    return queue(size).take(acks.hasRoom(true), acks.hasRoom(false));
  }

  /** A packet that was taken leaves now. */
  void left(double nowMs, PendingFragment fragment, double expectedDelayMs) {
    OutgoingMessage message = fragment.message();
    acks.left(fragment, nowMs, expectedDelayMs);
    counters.real++;
    if (message.needsRenewal()) {
      fragment.spend();
    }
    if (fragment.hasLeft()) {
      counters.repeated++;
      return;
    }
    fragment.markLeft();
    message.countLeft();
    if (message.hasAllLeft() && message.kind().isOfApplication()) {
      counters.messages++;
    }
    receipts.left(message);
  }

  /**
   * A packet that was taken could not be built. Its owner may supply another; one to an address is
   * tried again later if it has left before, else its message fails.
   */
  void notBuilt(double nowMs, PendingFragment fragment, Fault reason) {
    OutgoingMessage message = fragment.message();
    if (message.needsRenewal()) {
      fragment.awaitSource();
      receipts.renewalWanted(fragment, reason);
    } else if (fragment.hasLeft()) {
      acks.left(fragment, nowMs, 0);
    } else {
      fail(message, TrafficFault.NO_ROUTE);
    }
  }

  double deadlineMs() {
    return acks.deadlineMs();
  }

  int waiting() {
    return primary.waiting() + secondary.waiting();
  }

  int unacknowledged() {
    return acks.size();
  }

  int messages() {
    return held.size();
  }

  private void accept(OutgoingMessage message) {
    held.add(message);
    queue(message.size()).add(message);
    receipts.queued(message);
  }

  private void fail(OutgoingMessage message, TrafficFault fault) {
    end(message);
    receipts.failed(message, fault);
  }

  private void end(OutgoingMessage message) {
    SendQueue queue = queue(message.size());
    queue.remove(message);
    for (PendingFragment fragment : acks.forget(message)) {
      queue.removeAgain(fragment);
    }
    release(message);
  }

  private void release(OutgoingMessage message) {
    message.end();
    held.remove(message);
  }

  private SendQueue queue(PacketSize size) {
    return size == SizeConfig.PRIMARY ? primary : secondary;
  }

  private static MessageKind kindOf(NymMessage message) {
    if (message instanceof NymMessage.Reply) {
      throw new IllegalArgumentException("a reply goes to no address; open it and supply it");
    }
    boolean bringsSurbs =
        message instanceof NymMessage.Repliable repliable
            && repliable.purpose() == NymMessage.Purpose.ADDITIONAL_SURBS;
    return bringsSurbs ? MessageKind.ADDITIONAL_SURBS : MessageKind.DATA;
  }
}
