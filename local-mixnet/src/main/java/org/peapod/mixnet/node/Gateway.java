package org.peapod.mixnet.node;

import org.peapod.bytes.Result;
import org.peapod.client.Now;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.mixnet.node.ClientConnection.Phase;

/**
 * A mix node where clients enter and packets for them end: the server side of chapter 3, with every
 * check and every refusal of a real gateway.
 *
 * <p>Inputs are the socket events, packets through {@link #node()}, and time; outputs come from the
 * node's queue, so that frames and packets leave in the order in which they arose.
 */
public final class Gateway {
  /** How long the first request, and each one after a version question, may take. */
  public static final double REQUEST_TIMEOUT_MS = 10_000;

  /** How long an older connection of the same client has to answer a ping. */
  public static final double PONG_TIMEOUT_MS = 1_000;

  private static final int PING_LEN = 8;

  private final MixNode node;
  private final GatewayConfig config;
  private final Entropy entropy;
  private final byte[] identity;
  private final GatewaySessions sessions;
  private final ClientAccounts accounts;
  private final Inbox inbox;
  private final Registration registration;
  private final Authentication authentication;
  private final SessionRequests requests;
  private final ClientDelivery delivery;
  private double nextSweepMs = Double.POSITIVE_INFINITY;

  /**
   * A gateway around a node.
   *
   * @param identitySeed ed25519 seed, 32 bytes
   * @param observer sees deliveries, or {@code null}
   */
  public Gateway(
      byte[] identitySeed,
      MixNode node,
      GatewayConfig config,
      Entropy entropy,
      PacketObserver observer) {
    this.node = node;
    this.config = config;
    this.entropy = entropy;
    this.identity = Ed25519.publicKey(identitySeed);
    this.sessions = new GatewaySessions(config, node);
    this.accounts = new ClientAccounts(config.clientLimit());
    this.inbox = new Inbox(config.inboxBytes());
    this.registration =
        new Registration(identitySeed.clone(), config, sessions, accounts, entropy);
    this.authentication = new Authentication(config, accounts, sessions);
    this.requests = new SessionRequests(config, node, sessions, accounts, inbox, entropy);
    this.delivery = new ClientDelivery(node, sessions, accounts, inbox, entropy, observer);
    node.serveClients(delivery);
  }

  /** The mixing half: packets go in and all outputs come out there. */
  public MixNode node() {
    return node;
  }

  /** The 32-byte identity key. */
  public byte[] identity() {
    return identity.clone();
  }

  /** A client's socket is open; the number names it from now on. */
  public void opened(Now now, int connection) {
    if (sessions.isFull()) {
      node.output(new NodeOutput.CloseSocket(connection));
      return;
    }
    sessions.open(new ClientConnection(connection, now.monoMs() + REQUEST_TIMEOUT_MS));
  }

  /** A text frame came in. */
  public void text(Now now, int connection, String text) {
    ClientConnection found = sessions.find(connection);
    if (found != null) {
      text(now, found, text);
    }
  }

  /** A binary frame came in. */
  public void binary(Now now, int connection, byte[] frame) {
    ClientConnection found = sessions.find(connection);
    if (found != null) {
      binary(now, found, frame);
    }
  }

  /** A ping came in; once authenticated, the host's WebSocket library answers it. */
  public void ping(Now now, int connection) {
    refuseControlFrame(sessions.find(connection));
  }

  /** A pong came in. */
  public void pong(Now now, int connection, byte[] payload) {
    ClientConnection found = sessions.find(connection);
    if (found != null && found.answersPing(payload)) {
      ClientConnection newer = found.rival();
      found.forgetRival();
      sessions.refuseTwice(newer, "there is already an open connection of this client");
    } else {
      refuseControlFrame(found);
    }
  }

  /** A socket is closed, by whichever side. */
  public void closed(Now now, int connection) {
    ClientConnection found = sessions.find(connection);
    if (found == null) {
      return;
    }
    ClientConnection newer = found.rival();
    ClientConnection older = found.client() == null ? null : sessions.live(found.client());
    sessions.remove(found);
    if (older != null && older.rival() == found) {
      older.forgetRival();
    }
    if (newer != null) {
      startSession(now, newer);
    }
  }

  /** Time passed: ends what took too long. */
  public void wake(Now now) {
    for (ClientConnection connection : sessions.overdue(now.monoMs())) {
      if (connection.phase() == Phase.AWAITING_RIVAL) {
        evictOlder(now, connection);
      } else if (connection.phase() == Phase.AWAITING_MATERIAL) {
        registration.timedOut(connection);
      } else {
        sessions.refuse(connection, "timed out while waiting for a request");
      }
    }
    sweep(now.monoMs());
    node.wake(now.monoMs());
  }

  /** When {@link #wake} is needed next; positive infinity for not at all. */
  public double deadlineMs() {
    double sweepMs = inbox.size() == 0 ? Double.POSITIVE_INFINITY : nextSweepMs;
    return Math.min(node.deadlineMs(), Math.min(sessions.deadlineMs(), sweepMs));
  }

  /** Clients live now. */
  public int liveClients() {
    return sessions.liveCount();
  }

  /** Clients registered, live or not. */
  public int registeredClients() {
    return accounts.size();
  }

  /** Payloads pushed to clients so far. */
  public long pushedPayloads() {
    return delivery.pushed();
  }

  /** Payloads stored for absent clients so far. */
  public long storedPayloads() {
    return delivery.stored();
  }

  private void text(Now now, ClientConnection connection, String text) {
    switch (connection.phase()) {
      case AUTHENTICATED -> requests.text(now, connection, text);
      case AWAITING_RIVAL -> keep(connection, text);
      case AWAITING_MATERIAL -> material(now, connection, text);
      case AWAITING_REQUEST -> firstRequest(now, connection, text);
    }
  }

  private void binary(Now now, ClientConnection connection, byte[] frame) {
    switch (connection.phase()) {
      case AUTHENTICATED -> requests.binary(now, connection, frame);
      case AWAITING_RIVAL -> keep(connection, frame);
      // Like other frames that are no handshake message, it is passed over (3.5).
      case AWAITING_MATERIAL -> {}
      case AWAITING_REQUEST ->
          sessions.refuse(connection, "a binary request came without prior authentication");
    }
  }

  private void firstRequest(Now now, ClientConnection connection, String text) {
    Result<GatewayRequest> parsed = GatewayRequests.parse(text);
    GatewayRequest request = parsed.isOk() ? parsed.value() : null;
    if (request instanceof GatewayRequest.SupportedProtocol) {
      connection.restartDeadline(now.monoMs() + REQUEST_TIMEOUT_MS);
      sessions.send(connection, new GatewayResponse.SupportedProtocol(config.protocolVersion()));
    } else if (request instanceof GatewayRequest.HandshakePayload payload) {
      registration.init(now, connection, payload);
    } else if (request instanceof GatewayRequest.Authenticate authenticate) {
      authenticate(now, connection, authenticate);
    } else if (request instanceof GatewayRequest.Removed removed
        && removed.type().equals("authenticate")) {
      sessions.refuse(connection, "legacy authentication is no longer supported");
    } else {
      sessions.refuse(
          connection, "Only 'Register' or 'Authenticate' requests are allowed before a session");
    }
  }

  private void material(Now now, ClientConnection connection, String text) {
    Result<GatewayRequest> parsed = GatewayRequests.parse(text);
    GatewayRequest request = parsed.isOk() ? parsed.value() : null;
    if (request instanceof GatewayRequest.HandshakeError) {
      registration.aborted(connection);
      return;
    }
    if (!(request instanceof GatewayRequest.HandshakePayload payload)) {
      return;
    }
    ClientAccount account = registration.material(connection, payload);
    if (account != null) {
      int version = connection.protocolVersion();
      connection.authenticated(connection.client(), version, Authentication.seconds(now));
      delivery.pushStored(now.monoMs(), connection, account);
      sessions.activate(connection);
      sessions.send(connection, new GatewayResponse.Register(version, true, false));
    }
  }

  private void authenticate(
      Now now, ClientConnection connection, GatewayRequest.Authenticate request) {
    String complaint = authentication.complaint(now, request.proof());
    if (complaint != null) {
      sessions.refuseTwice(connection, complaint);
      return;
    }
    ClientId client = new ClientId(request.proof().clientIdentity());
    connection.awaitRival(
        client,
        request.proof().protocolVersion(),
        request.proof().timestampSeconds(),
        now.monoMs() + PONG_TIMEOUT_MS);
    ClientConnection older = sessions.live(client);
    if (older == null) {
      startSession(now, connection);
    } else {
      byte[] payload = entropy.bytes(PING_LEN);
      older.pinged(connection, payload);
      sessions.ping(older, payload);
    }
  }

  private void evictOlder(Now now, ClientConnection newer) {
    ClientConnection older = sessions.live(newer.client());
    if (older != null) {
      older.forgetRival();
      sessions.drop(older);
    }
    startSession(now, newer);
  }

  /** The last step of an authentication: stored payloads, then the answer (3.6, 3.13). */
  private void startSession(Now now, ClientConnection connection) {
    ClientAccount account = accounts.find(connection.client());
    if (account == null) {
      sessions.refuseTwice(connection, "this client is not registered here");
      return;
    }
    account.authenticated(connection.sessionTimestamp());
    connection.authenticated(
        connection.client(), connection.protocolVersion(), connection.sessionTimestamp());
    delivery.pushStored(now.monoMs(), connection, account);
    sessions.activate(connection);
    sessions.send(
        connection,
        new GatewayResponse.Authenticate(
            connection.protocolVersion(), true, account.balance(now.wallMs()), false));
    while (!connection.earlyFrames().isEmpty()) {
      Object frame = connection.earlyFrames().poll();
      if (frame instanceof String text) {
        requests.text(now, connection, text);
      } else {
        requests.binary(now, connection, (byte[]) frame);
      }
    }
  }

  private void keep(ClientConnection connection, Object frame) {
    if (connection.earlyFrames().size() >= ClientConnection.EARLY_FRAME_LIMIT) {
      sessions.refuse(connection, "too many requests before the answer to the authentication");
    } else {
      connection.earlyFrames().add(frame);
    }
  }

  private void refuseControlFrame(ClientConnection connection) {
    if (connection != null && connection.phase() == Phase.AWAITING_REQUEST) {
      sessions.refuse(connection, "a control frame came without prior authentication");
    }
  }

  private void sweep(double monoMs) {
    if (nextSweepMs == Double.POSITIVE_INFINITY) {
      nextSweepMs = monoMs + Inbox.SWEEP_MS;
    } else if (monoMs >= nextSweepMs) {
      nextSweepMs = monoMs + Inbox.SWEEP_MS;
      int dropped = inbox.sweep(monoMs);
      for (int i = 0; i < dropped; i++) {
        node.drop(monoMs, DropReason.STORED_TOO_LONG);
      }
    }
  }
}
