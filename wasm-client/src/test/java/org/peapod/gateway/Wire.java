package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** A session under test on a wire to a gateway that says what the test scripts. */
final class Wire {
  static final double WALL = 1_779_000_000_250.0;
  static final byte[] CLIENT_SEED = filled(32, 7);
  static final byte[] GATEWAY_SEED = filled(32, 9);
  static final byte[] HOP = {4, 6, (byte) 0xfd, (byte) 203, 0, 113, 7};
  static final long PLENTY = GatewayProtocol.FREE_CLAIM;

  final GatewaySession session;
  final HandshakeResponder responder =
      new HandshakeResponder(GATEWAY_SEED, new ScriptedEntropy(filled(32, 11)));
  final List<GatewayOutput> seen = new ArrayList<>();
  SharedKey key;
  double now = 1000;

  private Wire(GatewaySession session, SharedKey key) {
    this.session = session;
    this.key = key;
  }

  static Wire unregistered() {
    return new Wire(
        new GatewaySession(
            ClientKeys.fromSeed(CLIENT_SEED), gatewayIdentity(), null, new ScriptedEntropy()),
        null);
  }

  static Wire registered() {
    SharedKey key = SharedKey.fromBytes(filled(32, 5));
    return new Wire(
        new GatewaySession(
            ClientKeys.fromSeed(CLIENT_SEED), gatewayIdentity(), key, new ScriptedEntropy()),
        key);
  }

  /** A session in this state, by the shortest way, with everything drained. */
  static Wire in(GatewayState state) {
    boolean needsKey = state == GatewayState.AUTHENTICATING || state == GatewayState.READY;
    Wire wire = needsKey ? registered() : unregistered();
    if (state == GatewayState.CONNECTING) {
      return wire;
    }
    if (state == GatewayState.ENDED) {
      wire.session.close(wire.now);
      wire.drain();
      return wire;
    }
    wire.open();
    if (state != GatewayState.PROBING) {
      wire.says(new GatewayResponse.SupportedProtocol(6));
    }
    if (state.ordinal() > GatewayState.HANDSHAKE_MATERIAL.ordinal() && !needsKey) {
      wire.answerMaterial(6);
    }
    if (state == GatewayState.REGISTERING) {
      wire.answerFinalization(6);
    }
    if (state == GatewayState.READY) {
      wire.says(new GatewayResponse.Authenticate(6, true, PLENTY, false));
    }
    assertEquals(state, wire.session.state());
    wire.drain();
    return wire;
  }

  static byte[] gatewayIdentity() {
    return ClientKeys.fromSeed(GATEWAY_SEED).publicKey();
  }

  void open() {
    session.opened(now, WALL);
  }

  void says(GatewayResponse response) {
    saysText(GatewayResponses.write(response));
  }

  void saysText(String text) {
    session.text(now, WALL, text);
  }

  void pushes(byte[] payload) {
    session.binary(now, BinaryFrame.sealPushed(key, payload, new ScriptedEntropy()));
  }

  void answerMaterial(int version) {
    byte[] m1 = lastPayload().data();
    says(new GatewayResponse.HandshakePayload(version, responder.onInit(m1).value()));
  }

  void answerFinalization(int version) {
    key = responder.onMaterial(lastPayload().data()).value();
    says(new GatewayResponse.HandshakePayload(version, HandshakeResponder.finalization()));
  }

  boolean forward(int token) {
    return forward(token, 2413);
  }

  boolean forward(int token, int len) {
    return session.forward(now, 1, HOP, filled(len, token), token);
  }

  /** Lets time pass up to the deadline and calls the timer. */
  void waitForDeadline() {
    assertTrue(session.deadlineMs() < Double.POSITIVE_INFINITY, "a deadline is set");
    session.timer(session.deadlineMs() - 0.5, WALL);
    now = session.deadlineMs();
    session.timer(now, WALL);
  }

  List<GatewayOutput> drain() {
    List<GatewayOutput> fresh = new ArrayList<>();
    for (GatewayOutput next = session.poll(); next != null; next = session.poll()) {
      fresh.add(next);
    }
    seen.addAll(fresh);
    return fresh;
  }

  /** The only outputs of one type since the last drain. */
  <T extends GatewayOutput> List<T> drain(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (GatewayOutput output : drain()) {
      if (type.isInstance(output)) {
        found.add(type.cast(output));
      }
    }
    return found;
  }

  /** The last text sent, drained. */
  GatewayRequest lastRequest() {
    drain();
    GatewayRequest last = null;
    for (GatewayOutput output : seen) {
      if (output instanceof GatewayOutput.SendText text) {
        last = GatewayRequests.parse(text.text()).value();
      }
    }
    assertNotNull(last, "a text was sent");
    return last;
  }

  GatewayRequest.HandshakePayload lastPayload() {
    return (GatewayRequest.HandshakePayload) lastRequest();
  }

  /** Asserts that the connection is over and gives its last output. */
  GatewayOutput.Ended ended(GatewayFault fault) {
    drain();
    GatewayOutput last = seen.get(seen.size() - 1);
    assertTrue(last instanceof GatewayOutput.Ended, "ended, but got " + last);
    GatewayOutput.Ended ended = (GatewayOutput.Ended) last;
    assertEquals(fault, ended.fault(), ended.detail());
    assertEquals(GatewayState.ENDED, session.state());
    assertEquals(Double.POSITIVE_INFINITY, session.deadlineMs());
    return ended;
  }

  static byte[] filled(int len, int value) {
    byte[] out = new byte[len];
    java.util.Arrays.fill(out, (byte) value);
    return out;
  }
}
