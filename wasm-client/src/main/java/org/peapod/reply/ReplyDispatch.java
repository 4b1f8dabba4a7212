package org.peapod.reply;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/**
 * Joins waiting fragments and SURBs, and follows each pair until it is acknowledged or given up
 * (chapter 5, A9.2 to A9.5). A SURB is taken from the store when its fragment is given out.
 */
final class ReplyDispatch {
  /** A fragment is sent again at most this often. */
  static final int MAX_REPEATS = 10;

  /** Unacknowledged requests to one sender; more are not made. */
  static final int MAX_REQUESTS = 16;

  private final SurbNeeds needs;
  private final ClientAddress self;
  private final ReceivedSurbs surbs;
  private final PacketSize requestSize;
  private final Entropy entropy;
  private final Conversations conversations;
  private final Map<FragmentId, Flight> flights = new HashMap<>();
  final ArrayDeque<ReplyOutput> outputs = new ArrayDeque<>();

  private final OpenReplies open = new OpenReplies();

  ReplyDispatch(
      SurbNeeds needs,
      ClientAddress self,
      ReceivedSurbs surbs,
      PacketSize requestSize,
      Entropy entropy) {
    this.needs = needs;
    this.self = self;
    this.surbs = surbs;
    this.conversations = new Conversations(surbs);
    this.requestSize = requestSize;
    this.entropy = entropy;
  }

  /** The replies that are not wholly acknowledged. */
  OpenReplies open() {
    return open;
  }

  int inFlight() {
    return flights.size();
  }

  /** Whom replies or requests are under way to. */
  Conversations conversations() {
    return conversations;
  }

  void add(double nowMs, ReplyMessage message) {
    open.add(message);
    message.conversation.open++;
    message.conversation.messages.add(message);
    pump(nowMs, message.conversation);
  }

  /** Gives out what there are SURBs for and asks for more where needed. */
  void pump(double nowMs, Conversation conversation) {
    int spendable = needs.spendable(surbs.available(conversation.tag));
    for (Flight flight; spendable > 0 && (flight = conversation.next()) != null; spendable--) {
      giveOut(flight);
    }
    int waiting = conversation.waiting();
    if (needs.isMoreNeeded(waiting, surbs.freshAndAsked(conversation.tag))) {
      request(conversation, needs.amount(waiting));
    }
    conversations.settle(nowMs, conversation);
  }

  /** Asks for SURBs on one of them, also of the reserve; without any nothing happens. */
  void request(Conversation conversation, int amount) {
    if (surbs.available(conversation.tag) == 0 || conversation.requests >= MAX_REQUESTS) {
      return;
    }
    NymMessage.Reply request = new NymMessage.SurbRequest(self.toBytes(), amount);
    ReplyMessage message =
        new ReplyMessage(
            ReplyOutput.NO_MESSAGE, conversation, request, requestSize, amount, entropy);
    conversation.open++;
    conversation.requests++;
    surbs.addAsked(conversation.tag, amount);
    giveOut(new Flight(message, message.startNext()));
  }

  private void giveOut(Flight flight) {
    ReplyMessage message = flight.message;
    flight.unspent = surbs.take(message.conversation.tag);
    flight.given++;
    flights.put(flight.id, flight);
    outputs.add(
        new ReplyOutput.SendWithSurb(
            message.number,
            message.fragment(flight.index),
            flight.id,
            flight.unspent.surb(),
            message.size,
            message.kind,
            flight.given - 1));
  }

  void left(FragmentId id) {
    Flight flight = flights.get(id);
    if (flight == null || flight.unspent == null) {
      return;
    }
    flight.spend();
    if (countLeft(flight)) {
      outputs.add(flight.message.progress());
      tellSent(flight.message);
    }
  }

  /** False when it is counted already, or nobody wants to know. */
  private static boolean countLeft(Flight flight) {
    if (flight.hasLeft || flight.message.isRequest()) {
      return false;
    }
    flight.hasLeft = true;
    flight.message.oneLeft();
    return true;
  }

  private void tellSent(ReplyMessage message) {
    if (message.isSent()) {
      outputs.add(new ReplyOutput.ReplySent(message.number));
    }
  }

  void returned(double nowMs, FragmentId id) {
    Flight flight = flights.get(id);
    if (flight == null || flight.unspent == null) {
      return;
    }
    surbs.putBack(flight.unspent);
    flight.unspent = null;
    flight.given--;
    if (flight.message.isRequest()) {
      giveUp(nowMs, flight);
    } else {
      flight.message.conversation.again.add(flight);
      conversations.settle(nowMs, flight.message.conversation);
    }
  }

  void acknowledged(double nowMs, FragmentId id) {
    Flight flight = flights.remove(id);
    if (flight == null) {
      return;
    }
    withdraw(flight);
    ReplyMessage message = flight.message;
    message.conversation.again.remove(flight);
    message.acknowledged(flight.index);
    if (message.isAcknowledged()) {
      release(message);
    }
    if (!message.isRequest()) {
      tellAcknowledged(flight);
    }
    conversations.settle(nowMs, message.conversation);
  }

  /**
   * An acknowledgement may be late: its fragment waits to leave again then, or, after a restart, to
   * leave for the first time in this run. That packet is not needed, and its SURB is free.
   */
  private void withdraw(Flight flight) {
    StoredSurb unused = flight.unspent;
    if (unused != null) {
      flight.unspent = null;
      outputs.add(new ReplyOutput.Withdrawn(flight.id));
      surbs.putBack(unused);
    }
  }

  private void tellAcknowledged(Flight flight) {
    ReplyMessage message = flight.message;
    boolean leftEarlier = countLeft(flight);
    outputs.add(new ReplyOutput.FragmentAcknowledged(message.number, flight.index));
    outputs.add(message.progress());
    if (leftEarlier) {
      tellSent(message);
    }
    if (message.isAcknowledged()) {
      outputs.add(new ReplyOutput.ReplyAcknowledged(message.number));
    }
  }

  void resend(double nowMs, FragmentId id) {
    Flight flight = flights.get(id);
    if (flight == null || flight.unspent != null) {
      return;
    }
    boolean request = flight.message.isRequest();
    Conversation conversation = flight.message.conversation;
    int available = surbs.available(conversation.tag);
    conversation.again.remove(flight);
    if (flight.given > MAX_REPEATS || (request && available == 0)) {
      giveUp(nowMs, flight);
      return;
    }
    if (request || needs.maySendAgain(available)) {
      giveOut(flight);
    } else {
      conversation.again.add(flight);
    }
    pump(nowMs, conversation);
  }

  private void giveUp(double nowMs, Flight flight) {
    ReplyMessage message = flight.message;
    if (message.isRequest()) {
      flights.remove(flight.id);
      surbs.addAsked(message.conversation.tag, -message.amount);
      release(message);
      conversations.settle(nowMs, message.conversation);
    } else {
      fail(nowMs, message, ReplyFault.NOT_ACKNOWLEDGED);
    }
  }

  /** Fails every reply of which something waits for SURBs. */
  void failWaiting(double nowMs, Conversation conversation, ReplyFault fault) {
    while (!conversation.again.isEmpty()) {
      fail(nowMs, conversation.again.iterator().next().message, fault);
    }
    while (!conversation.messages.isEmpty()) {
      fail(nowMs, conversation.messages.peek(), fault);
    }
  }

  private void fail(double nowMs, ReplyMessage message, ReplyFault fault) {
    forget(message);
    outputs.add(new ReplyOutput.ReplyFailed(message.number, fault));
    conversations.settle(nowMs, message.conversation);
  }

  boolean cancel(double nowMs, int number) {
    ReplyMessage message = open.get(number);
    if (message == null) {
      return false;
    }
    forget(message);
    conversations.settle(nowMs, message.conversation);
    return true;
  }

  /** SURBs that were given out are not put back: their packets may still leave. */
  private void forget(ReplyMessage message) {
    Conversation conversation = message.conversation;
    conversation.messages.remove(message);
    for (int index = 0; index < message.started(); index++) {
      Flight flight = flights.remove(message.id(index));
      if (flight != null) {
        conversation.again.remove(flight);
      }
    }
    release(message);
  }

  private void release(ReplyMessage message) {
    message.conversation.open--;
    if (message.isRequest()) {
      message.conversation.requests--;
    } else {
      open.remove(message);
    }
  }
}
