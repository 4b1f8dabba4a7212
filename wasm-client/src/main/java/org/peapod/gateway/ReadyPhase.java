package org.peapod.gateway;

import java.util.ArrayDeque;

/**
 * Packets out, payloads in (3.10 to 3.12). The gateway answers every frame with one text in order,
 * so the oldest outstanding request owns the next text (3.3).
 */
final class ReadyPhase extends SessionPhase {
  private final ArrayDeque<Outstanding> outstanding = new ArrayDeque<>();
  private final ArrayDeque<Outstanding> waiting = new ArrayDeque<>();
  private final Balance balance;
  private boolean claiming;
  private boolean announced;
  private boolean overrun;
  private double lastReceivedMs;
  private double lastReplyMs;

  private ReadyPhase(SessionContext context, double monoMs, long balance) {
    super(context);
    this.balance = new Balance(balance);
    this.lastReceivedMs = monoMs;
    this.lastReplyMs = monoMs;
  }

  static SessionPhase enter(SessionContext context, double monoMs, long balance) {
    ReadyPhase phase = new ReadyPhase(context, monoMs, balance);
    return phase.proceed(monoMs);
  }

  @Override
  GatewayState state() {
    return GatewayState.READY;
  }

  long balance() {
    return balance.reported();
  }

  @Override
  SessionPhase onBinary(double monoMs, byte[] frame) {
    lastReceivedMs = monoMs;
    SessionPhase next = receive(frame);
    setDeadline();
    return next;
  }

  @Override
  SessionPhase onUnknownText(double monoMs) {
    noteReply(monoMs);
    Outstanding asked = outstanding.poll();
    if (asked == null) {
      return proceed(monoMs);
    }
    return onFailure(monoMs, asked, GatewayFault.REPLY_UNKNOWN, "unknown type of text");
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    noteReply(monoMs);
    Outstanding asked = outstanding.poll();
    if (asked == null) {
      return onUnsolicited(response);
    }
    if (response instanceof GatewayResponse.Error error) {
      GatewayFault fault = GatewayFault.ofErrorText(error.message());
      return onFailure(monoMs, asked, fault, error.message());
    }
    if (response instanceof GatewayResponse.TicketReplay) {
      return onFailure(monoMs, asked, GatewayFault.GATEWAY_ERROR, "ticket_replay");
    }
    if (!answers(asked.kind(), response)) {
      outstanding.addFirst(asked);
      return end(GatewayFault.UNEXPECTED_REPLY, response.type() + " for " + asked.kind());
    }
    return onReply(monoMs, asked, response);
  }

  private static boolean answers(Outstanding.Kind kind, GatewayResponse response) {
    if (kind == Outstanding.Kind.KEEP_ALIVE) {
      return response instanceof GatewayResponse.SupportedProtocol;
    }
    if (kind == Outstanding.Kind.CLAIM) {
      return response instanceof GatewayResponse.Bandwidth;
    }
    return response instanceof GatewayResponse.Send
        || response instanceof GatewayResponse.OutOfBandwidth;
  }

  private SessionPhase onReply(double monoMs, Outstanding asked, GatewayResponse response) {
    if (response instanceof GatewayResponse.Bandwidth bandwidth) {
      claiming = false;
      balance.reportClaimed(bandwidth.availableTotal());
      if (balance.isUseless()) {
        return end(
            GatewayFault.BANDWIDTH_REFUSED,
            "a claim left a balance of " + bandwidth.availableTotal());
      }
    }
    if (response instanceof GatewayResponse.Send send) {
      balance.settle(asked.cost());
      balance.report(send.remainingBandwidth());
      context.forwarded++;
      context.emit(new GatewayOutput.Forwarded(asked.token()));
    }
    if (response instanceof GatewayResponse.OutOfBandwidth out) {
      balance.settle(asked.cost());
      balance.report(out.available());
      onDropped(monoMs, asked);
    }
    return proceed(monoMs);
  }

  /** The gateway dropped a packet: it goes out once more after a claim (3.12). */
  private void onDropped(double monoMs, Outstanding asked) {
    context.outOfBandwidth++;
    if (asked.isSecondTry() || waiting.size() >= GatewayProtocol.MAX_WAITING) {
      context.forwardFailed(asked.token(), GatewayFault.OUT_OF_BANDWIDTH);
    } else {
      waiting.add(asked.again());
    }
    claim(monoMs);
  }

  /** An error, or something unknown, answers a request: no end of the connection (3.16). */
  private SessionPhase onFailure(
      double monoMs, Outstanding asked, GatewayFault fault, String detail) {
    if (asked.kind() == Outstanding.Kind.CLAIM) {
      return end(GatewayFault.BANDWIDTH_REFUSED, detail);
    }
    if (asked.kind() == Outstanding.Kind.FORWARD) {
      balance.settle(asked.cost());
      context.forwardFailed(asked.token(), fault);
    }
    return proceed(monoMs);
  }

  private SessionPhase onUnsolicited(GatewayResponse response) {
    if (response instanceof GatewayResponse.Error error) {
      return endRefused(error);
    }
    return end(GatewayFault.UNSOLICITED_REPLY, response.type());
  }

  @Override
  boolean forward(double monoMs, ForwardRequest request, int token) {
    Outstanding packet = Outstanding.forward(request, token);
    boolean sendsNow = waiting.isEmpty() && balance.covers(packet.cost());
    if (sendsNow && !hasRoom(packet)) {
      overrun = true;
      return false;
    }
    if (!sendsNow && waiting.size() >= GatewayProtocol.MAX_WAITING) {
      return false;
    }
    waiting.add(packet);
    proceed(monoMs);
    return true;
  }

  @Override
  SessionPhase afterForward() {
    return overrun
        ? end(GatewayFault.TOO_MANY_OUTSTANDING, outstanding.size() + " requests without answer")
        : this;
  }

  /** Sends what the balance covers, claims when it is low, says once that it suffices. */
  private SessionPhase proceed(double monoMs) {
    if (balance.isLow()) {
      claim(monoMs);
    }
    if (!announced && !claiming) {
      announced = true;
      context.emit(new GatewayOutput.Ready(context.version));
    }
    while (!waiting.isEmpty() && balance.covers(waiting.peek().cost()) && hasRoom(waiting.peek())) {
      transmit(monoMs, waiting.poll());
    }
    if (!waiting.isEmpty() && !balance.covers(waiting.peek().cost())) {
      claim(monoMs);
    }
    setDeadline();
    return this;
  }

  private boolean hasRoom(Outstanding packet) {
    return outstanding.size() < GatewayProtocol.MAX_OUTSTANDING
        && balance.inFlight() + packet.cost() <= GatewayProtocol.MAX_OUTSTANDING_BYTES;
  }

  private void transmit(double monoMs, Outstanding packet) {
    int kind =
        context.version >= GatewayProtocol.KEY_ROTATION_VERSION
            ? GatewayProtocol.KIND_FORWARD_V2
            : GatewayProtocol.KIND_FORWARD_V1;
    byte[] frame = BinaryFrame.sealForward(context.key, kind, packet.packet(), context.entropy);
    balance.spend(packet.cost());
    outstanding.add(packet.sentAt(monoMs));
    context.emit(new GatewayOutput.SendBinary(frame));
  }

  private void claim(double monoMs) {
    if (claiming) {
      return;
    }
    claiming = true;
    context.claims++;
    outstanding.add(Outstanding.plain(Outstanding.Kind.CLAIM, monoMs));
    context.send(new GatewayRequest.ClaimFreeBandwidth());
  }

  private void noteReply(double monoMs) {
    lastReceivedMs = monoMs;
    lastReplyMs = monoMs;
  }

  /** The oldest request's time starts when it is the oldest. */
  private void setDeadline() {
    Outstanding oldest = outstanding.peek();
    deadlineMs =
        oldest == null
            ? lastReceivedMs + GatewayProtocol.IDLE_MS
            : Math.max(oldest.sentAtMs(), lastReplyMs) + oldest.kind().timeoutMs;
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    Outstanding oldest = outstanding.peek();
    if (oldest != null) {
      return end(oldest.kind().silence, outstanding.size() + " requests without answer");
    }
    outstanding.add(Outstanding.plain(Outstanding.Kind.KEEP_ALIVE, monoMs));
    context.send(new GatewayRequest.SupportedProtocol());
    setDeadline();
    return this;
  }

  @Override
  SessionPhase end(GatewayFault fault, String detail) {
    failAll(outstanding, fault);
    failAll(waiting, fault);
    return super.end(fault, detail);
  }

  private void failAll(ArrayDeque<Outstanding> queue, GatewayFault fault) {
    while (!queue.isEmpty()) {
      Outstanding next = queue.poll();
      if (next.kind() == Outstanding.Kind.FORWARD) {
        context.forwardFailed(next.token(), fault);
      }
    }
  }
}
