package org.peapod.mixnet.node;

import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.AuthenticateV2;
import org.peapod.gateway.GatewayResponse;

/**
 * How a registered or authenticated connection becomes its client's live one, and what becomes of
 * an older one (chapter 3, 3.6, 3.13, 3.14).
 */
final class SessionOpening {
  /** How long an older connection of the same client has to answer a ping. */
  static final double PONG_TIMEOUT_MS = 1_000;

  private static final int PING_LEN = 8;

  private final Authentication authentication;
  private final GatewaySessions sessions;
  private final SessionRequests requests;
  private final ClientDelivery delivery;
  private final Entropy entropy;

  SessionOpening(
      Authentication authentication,
      GatewaySessions sessions,
      SessionRequests requests,
      ClientDelivery delivery,
      Entropy entropy) {
    this.authentication = authentication;
    this.sessions = sessions;
    this.requests = requests;
    this.delivery = delivery;
    this.entropy = entropy;
  }

  /** A registration succeeded: stored payloads, then the answer. */
  void registered(Now now, ClientConnection connection, ClientAccount account) {
    int version = connection.protocolVersion();
    connection.authenticated(connection.client(), version, Authentication.seconds(now));
    delivery.pushStored(now.monoMs(), connection, account);
    sessions.activate(connection);
    sessions.send(connection, new GatewayResponse.Register(version, true, false));
  }

  /** Checks a proof; with an older live connection, pings that first. */
  void authenticate(Now now, ClientConnection connection, AuthenticateV2 proof) {
    String complaint = authentication.complaint(now, proof);
    if (complaint != null) {
      sessions.refuseTwice(connection, complaint);
      return;
    }
    ClientId client = new ClientId(proof.clientIdentity());
    connection.awaitRival(
        client, proof.protocolVersion(), proof.timestampSeconds(), now.monoMs() + PONG_TIMEOUT_MS);
    ClientConnection older = sessions.live(client);
    if (older == null) {
      start(now, connection);
    } else {
      byte[] payload = entropy.bytes(PING_LEN);
      older.pinged(connection, payload);
      sessions.ping(older, payload);
    }
  }

  /** The older connection answered its ping: it stays and the newer one goes. */
  void olderAnswered(ClientConnection older) {
    ClientConnection newer = older.rival();
    older.forgetRival();
    sessions.refuseTwice(newer, "there is already an open connection of this client");
  }

  /** The older connection did not answer in time: it goes. */
  void evictOlder(Now now, ClientConnection newer) {
    ClientConnection older = sessions.live(newer.client());
    if (older != null) {
      older.forgetRival();
      sessions.drop(older);
    }
    start(now, newer);
  }

  /** A connection closed: one that waited for it may start. */
  void closed(Now now, ClientConnection gone) {
    ClientConnection newer = gone.rival();
    ClientConnection older = gone.client() == null ? null : sessions.live(gone.client());
    sessions.remove(gone);
    if (older != null && older.rival() == gone) {
      older.forgetRival();
    }
    if (newer != null) {
      start(now, newer);
    }
  }

  /** Keeps a frame until the older connection has answered or not. */
  void keep(ClientConnection connection, Object frame) {
    if (connection.earlyFrames().size() >= ClientConnection.EARLY_FRAME_LIMIT) {
      forgetRivalOf(connection);
      sessions.refuse(connection, "too many requests before the answer to the authentication");
    } else {
      connection.earlyFrames().add(frame);
    }
  }

  private void forgetRivalOf(ClientConnection newer) {
    ClientConnection older = sessions.live(newer.client());
    if (older != null && older.rival() == newer) {
      older.forgetRival();
    }
  }

  private void start(Now now, ClientConnection connection) {
    ClientAccount account = authentication.account(connection.client());
    if (account == null) {
      sessions.refuseTwice(connection, "this client is not registered here");
      return;
    }
    account.authenticated(connection.sessionTimestamp());
    connection.authenticated(
        connection.client(), connection.protocolVersion(), connection.sessionTimestamp());
    delivery.pushStored(now.monoMs(), connection, account);
    sessions.activate(connection);
    long balance = account.balance(now.wallMs());
    sessions.send(
        connection,
        new GatewayResponse.Authenticate(connection.protocolVersion(), true, balance, false));
    while (!connection.earlyFrames().isEmpty()) {
      Object frame = connection.earlyFrames().poll();
      if (frame instanceof String text) {
        requests.text(now, connection, text);
      } else {
        requests.binary(now, connection, (byte[]) frame);
      }
    }
  }
}
