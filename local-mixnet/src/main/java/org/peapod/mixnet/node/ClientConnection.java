package org.peapod.mixnet.node;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.peapod.gateway.HandshakeResponder;

/** One WebSocket of a client, from its opening to its end. */
final class ClientConnection {
  /** Frames kept while a rival connection is pinged; a client that sends more is cut off. */
  static final int EARLY_FRAME_LIMIT = 16;

  /** Where a connection stands. */
  enum Phase {
    /** Neither registered nor authenticated; any request may come. */
    AWAITING_REQUEST,
    /** Handshake message 2 is sent, message 3 must come. */
    AWAITING_MATERIAL,
    /** Authenticated, but an older connection of the same client is being pinged. */
    AWAITING_RIVAL,
    /** May send packets and gets payloads. */
    AUTHENTICATED
  }

  private final int id;
  private Phase phase = Phase.AWAITING_REQUEST;

  /** When this phase fails; positive infinity for never. */
  private double deadlineMs;

  /** From handshake message 1 to 3. */
  private HandshakeResponder responder;

  /** Version that the client proposed, cut to the gateway's. */
  private int protocolVersion;

  /** From handshake message 1, or from a successful authentication, on. */
  private ClientId client;

  /** Unix seconds of the request that began the session. */
  private long sessionTimestamp;

  /** While this connection is pinged: the newer one that wants its place. */
  private ClientConnection rival;

  private byte[] pingPayload;

  /** Frames that came while this connection waited for its rival: String or byte[]. */
  private final ArrayDeque<Object> earlyFrames = new ArrayDeque<>();

  ClientConnection(int id, double deadlineMs) {
    this.id = id;
    this.deadlineMs = deadlineMs;
  }

  int id() {
    return id;
  }

  Phase phase() {
    return phase;
  }

  double deadlineMs() {
    return deadlineMs;
  }

  HandshakeResponder responder() {
    return responder;
  }

  int protocolVersion() {
    return protocolVersion;
  }

  ClientId client() {
    return client;
  }

  long sessionTimestamp() {
    return sessionTimestamp;
  }

  ClientConnection rival() {
    return rival;
  }

  ArrayDeque<Object> earlyFrames() {
    return earlyFrames;
  }

  boolean isAuthenticated() {
    return phase == Phase.AUTHENTICATED;
  }

  void restartDeadline(double atMs) {
    deadlineMs = atMs;
  }

  void awaitMaterial(HandshakeResponder started, ClientId named, int version, double untilMs) {
    responder = started;
    client = named;
    protocolVersion = version;
    phase = Phase.AWAITING_MATERIAL;
    deadlineMs = untilMs;
  }

  void awaitRival(ClientId proven, int version, long timestamp, double untilMs) {
    client = proven;
    protocolVersion = version;
    sessionTimestamp = timestamp;
    phase = Phase.AWAITING_RIVAL;
    deadlineMs = untilMs;
  }

  void authenticated(ClientId proven, int version, long timestamp) {
    client = proven;
    protocolVersion = version;
    sessionTimestamp = timestamp;
    phase = Phase.AUTHENTICATED;
    deadlineMs = Double.POSITIVE_INFINITY;
  }

  void pinged(ClientConnection newer, byte[] payload) {
    rival = newer;
    pingPayload = payload;
  }

  boolean answersPing(byte[] payload) {
    return rival != null && Arrays.equals(pingPayload, payload);
  }

  void forgetRival() {
    rival = null;
    pingPayload = null;
  }

  void wipe() {
    if (responder != null) {
      responder.wipe();
      responder = null;
    }
    earlyFrames.clear();
  }
}
