package org.peapod.traffic;

import java.util.ArrayDeque;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/**
 * The messages on their way: taken, lined up, awaited, sent again, ended. It says which packet is
 * next when the streams ask and never decides when.
 */
final class Outbox {
  private final TrafficConfig config;
  private final HeldMessages held;
  private final Intake intake;
  private final ResumedSets resumed = new ResumedSets();
  private final AckTable acks;
  private final Receipts receipts;
  private final TrafficCounters counters;
  private final SendQueue primary = new SendQueue();
  private final SendQueue secondary = new SendQueue();

  Outbox(
      TrafficConfig config,
      PacketFactory factory,
      Entropy entropy,
      RoundTrips roundTrips,
      ArrayDeque<TrafficOutput> outputs,
      TrafficCounters counters) {
    this.config = config;
    this.held = new HeldMessages(config.limits());
    this.intake = new Intake(config, factory, entropy, held);
    this.acks = new AckTable(config.limits().unacknowledged(), config.acks(), roundTrips);
    this.receipts = new Receipts(outputs);
    this.counters = counters;
  }

  /** Takes a message to an address that waits for {@link #release}. */
  TrafficFault hold(int number, ClientAddress recipient, NymMessage message) {
    Result<AddressedMessage> made = intake.fresh(number, recipient, message);
    if (made.isFault()) {
      return (TrafficFault) made.fault();
    }
    take(made.value());
    return null;
  }

  /** Takes a message of an earlier run, which waits for {@link #release}. */
  TrafficFault resume(QueuedMessage stored) {
    Result<AddressedMessage> made = intake.again(stored);
    if (made.isFault()) {
      return (TrafficFault) made.fault();
    }
    AddressedMessage message = made.value();
    take(message);
    resumed.add(message);
    if (message.isAcknowledged()) {
      letGo(message);
      receipts.left(message);
      receipts.acknowledged(message);
    }
    return null;
  }

  /** Lines a held message up; false when there is none. */
  boolean release(int number) {
    if (!(held.get(number) instanceof AddressedMessage message) || !message.release()) {
      return false;
    }
    queue(message.size()).add(message);
    return true;
  }

  QueuedMessage queued(int number) {
    return held.get(number) instanceof AddressedMessage message ? message.form() : null;
  }

  List<QueuedMessage> queued() {
    return held.addressed();
  }

  TrafficFault open(int number, MessageKind kind, PacketSize size, int packets, long bytes) {
    if (!config.sizes().has(size) || packets < 1 || bytes < 0) {
      throw new IllegalArgumentException("needs a configured size and at least one packet");
    }
    TrafficFault refusal = held.refusal(number, kind, bytes);
    if (refusal == null) {
      take(new SuppliedMessage(number, kind, size, packets, bytes));
    }
    return refusal;
  }

  boolean supply(int number, FragmentId id, PacketSource source, int repeats) {
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
      message.supply(id, source, repeats);
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
      acknowledgedEarlierRun(id);
      return;
    }
    OutgoingMessage message = fragment.message();
    queue(message.size()).removeAgain(fragment);
    if (message instanceof AddressedMessage addressed) {
      acknowledge(addressed, addressed.indexOf(id));
    } else {
      message.countAcknowledged();
    }
    tellAcknowledged(message);
  }

  /** The packet left before a restart and its fragment waits to leave again, which it need not. */
  private void acknowledgedEarlierRun(FragmentId id) {
    AddressedMessage message = resumed.of(id);
    int index = message == null ? -1 : message.indexOf(id);
    if (index < 0 || !message.isWaiting(index)) {
      return;
    }
    acknowledge(message, index);
    if (!message.hasNext()) {
      queue(message.size()).remove(message);
    }
    countLeft(message);
    if (message.hasAllLeft()) {
      receipts.left(message);
    }
    tellAcknowledged(message);
  }

  private void acknowledge(AddressedMessage message, int index) {
    message.acknowledge(index);
    receipts.fragmentAcknowledged(message, index);
  }

  private void tellAcknowledged(OutgoingMessage message) {
    if (message.isAcknowledged()) {
      letGo(message);
    }
    receipts.acknowledged(message);
  }

  /** Has every packet sent again whose acknowledgement is overdue, or gives its message up. */
  void expire(double nowMs) {
    for (var due = acks.takeExpired(nowMs); due != null; due = acks.takeExpired(nowMs)) {
      sendAgain(due);
    }
  }

  /** At once, but only the first time: a gateway may refuse everything, and SURBs are few. */
  void forwardFailed(FragmentId id) {
    PendingFragment fragment = acks.takeFirstSending(id);
    if (fragment != null) {
      sendAgain(fragment);
    }
  }

  private void sendAgain(PendingFragment due) {
    OutgoingMessage message = due.message();
    int most = Math.min(message.kind().maxRepeats(), config.acks().maxRepeats());
    if (message.hasEnded()) {
      return;
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
    if (fragment.repeats() > 0) {
      counters.repeated++;
    }
    if (fragment.hasLeft()) {
      return;
    }
    fragment.markLeft();
    countLeft(message);
    receipts.left(message);
  }

  private void countLeft(OutgoingMessage message) {
    message.countLeft();
    if (message.hasAllLeft() && message.kind().isOfApplication()) {
      counters.messages++;
    }
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

  HeldMessages held() {
    return held;
  }

  private void take(OutgoingMessage message) {
    held.add(message);
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
    letGo(message);
  }

  private void letGo(OutgoingMessage message) {
    message.end();
    held.remove(message);
    resumed.remove(message);
  }

  private SendQueue queue(PacketSize size) {
    return size == SizeConfig.PRIMARY ? primary : secondary;
  }
}
