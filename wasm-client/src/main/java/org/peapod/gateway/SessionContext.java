package org.peapod.gateway;

import java.util.ArrayDeque;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/** What all phases of one connection share: keys, negotiated values, outputs, counters. */
final class SessionContext {
  /** More outputs than one input can cause: the owner does not drain them, which is a bug. */
  private static final int MAX_OUTPUTS =
      4 * (GatewayProtocol.MAX_OUTSTANDING + GatewayProtocol.MAX_WAITING);

  final ClientKeys keys;
  final byte[] gatewayIdentity;
  final Entropy entropy;
  private final ArrayDeque<GatewayOutput> outputs = new ArrayDeque<>();

  /** The key that opens pushed frames; {@code null} until there is one. */
  SharedKey key;

  int version;
  long lastTimestamp;
  long texts;
  long unknownTexts;
  long pushed;
  long badFrames;
  long forwarded;
  long forwardsFailed;
  long outOfBandwidth;
  long claims;
  private int badFramesInARow;

  SessionContext(ClientKeys keys, byte[] gatewayIdentity, SharedKey storedOrNull, Entropy entropy) {
    if (gatewayIdentity.length != GatewayProtocol.KEY_LEN) {
      throw new IllegalArgumentException("a gateway identity has 32 bytes");
    }
    this.keys = keys;
    this.gatewayIdentity = gatewayIdentity.clone();
    this.key = storedOrNull == null ? null : storedOrNull.copy();
    this.entropy = entropy;
  }

  GatewayOutput poll() {
    return outputs.poll();
  }

  void emit(GatewayOutput output) {
    if (outputs.size() >= MAX_OUTPUTS) {
      throw new IllegalStateException("drain poll() after each input");
    }
    outputs.add(output);
  }

  void send(GatewayRequest request) {
    emit(new GatewayOutput.SendText(GatewayRequests.write(request)));
  }

  void forwardFailed(int token, GatewayFault fault) {
    forwardsFailed++;
    emit(new GatewayOutput.ForwardFailed(token, fault));
  }

  /** The last output; wipes the key. */
  SessionPhase end(GatewayFault fault, String detail) {
    if (key != null) {
      key.wipe();
      key = null;
    }
    GatewayReaction reaction = fault.reaction();
    emit(
        new GatewayOutput.Ended(
            fault,
            cut(detail),
            reaction.forgetsKey(),
            reaction.isRetryable(),
            reaction.triesOtherGateway()));
    return new EndedPhase(this);
  }

  /** Delivers or counts a pushed frame; false when there were too many bad ones in a row. */
  boolean receive(byte[] frame) {
    Result<byte[]> opened = BinaryFrame.openPushed(key, frame);
    if (opened.isFault()) {
      badFrames++;
      badFramesInARow++;
      return badFramesInARow < GatewayProtocol.MAX_BAD_FRAMES_IN_A_ROW;
    }
    badFramesInARow = 0;
    pushed++;
    emit(new GatewayOutput.Pushed(opened.value()));
    return true;
  }

  /** The time for an authentication now: later than every earlier one (3.6). */
  long nextTimestamp(double wallMs) {
    lastTimestamp = Math.max((long) Math.floor(wallMs / 1000), lastTimestamp + 1);
    return lastTimestamp;
  }

  private static String cut(String detail) {
    return detail.length() > GatewayProtocol.MAX_DETAIL_LEN
        ? detail.substring(0, GatewayProtocol.MAX_DETAIL_LEN)
        : detail;
  }
}
