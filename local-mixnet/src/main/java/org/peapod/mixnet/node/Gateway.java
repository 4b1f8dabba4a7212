package org.peapod.mixnet.node;

import org.peapod.bytes.Result;
import org.peapod.client.Now;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
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

  private final MixNode node;
  private final GatewayConfig config;
  private final byte[] identity;
  private final GatewaySessions sessions;
  private final ClientAccounts accounts;
  private final Inbox inbox;
  private final Registration registration;
  private final SessionOpening opening;
  private final SessionRequests requests;
  private final ClientDelivery delivery;

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
    this.identity = Ed25519.publicKey(identitySeed);
    this.sessions = new GatewaySessions(config, node);
    this.accounts = new ClientAccounts(config.clientLimit());
    this.inbox = new Inbox(config.inboxBytes());
    this.registration = new Registration(identitySeed.clone(), config, sessions, accounts, entropy);
    this.requests = new SessionRequests(config, node, sessions, accounts, inbox, entropy);
    this.delivery = new ClientDelivery(node, sessions, accounts, inbox, entropy, observer);
    this.opening =
        new SessionOpening(
            new Authentication(config, accounts, sessions), sessions, requests, delivery, entropy);
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

  /**
   * The process ends without a word: sessions and the packets that it held are gone, and until
   * {@link MixNode#restart} sockets are refused and packets lost.
   *
   * @param losesDisk whether registrations and stored payloads are gone too
   */
  public void crash(boolean losesDisk) {
    sessions.clear();
    node.crash();
    if (losesDisk) {
      accounts.clear();
      inbox.clear();
    }
  }

  /** Payloads stored now for absent clients. */
  public int inboxSize() {
    return inbox.size();
  }

  /** A client's socket is open; the number names it from now on. */
  public void opened(Now now, int connection) {
    if (node.isDown() || sessions.isFull()) {
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
      opening.olderAnswered(found);
    } else {
      refuseControlFrame(found);
    }
  }

  /** A socket is closed, by whichever side. */
  public void closed(Now now, int connection) {
    ClientConnection found = sessions.find(connection);
    if (found != null) {
      opening.closed(now, found);
    }
  }

  /** Time passed: ends what took too long. */
  public void wake(Now now) {
    for (ClientConnection connection : sessions.overdue(now.monoMs())) {
      if (connection.phase() == Phase.AWAITING_RIVAL) {
        opening.evictOlder(now, connection);
      } else if (connection.phase() == Phase.AWAITING_MATERIAL) {
        registration.timedOut(connection);
      } else {
        sessions.refuse(connection, "timed out while waiting for a request");
      }
    }
    int dropped = inbox.sweep(now.monoMs());
    for (int i = 0; i < dropped; i++) {
      node.drop(now.monoMs(), DropReason.STORED_TOO_LONG);
    }
    node.wake(now.monoMs());
  }

  /** When {@link #wake} is needed next; positive infinity for not at all. */
  public double deadlineMs() {
    return Math.min(node.deadlineMs(), Math.min(sessions.deadlineMs(), inbox.deadlineMs()));
  }

  /** The connection on which a client is live, by its 32-byte identity; 0 when it is on none. */
  public int connectionOf(byte[] identity) {
    ClientConnection found = sessions.live(new ClientId(identity));
    return found == null ? 0 : found.id();
  }

  /**
   * Takes all bandwidth from every client and refuses free claims, until it is called with false.
   * Clients then claim anew.
   */
  public void refuseBandwidth(boolean refused) {
    requests.refuseClaims(refused);
    if (refused) {
      accounts.spendAll();
    }
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
      case AWAITING_RIVAL -> opening.keep(connection, text);
      case AWAITING_MATERIAL -> material(now, connection, text);
      default -> firstRequest(now, connection, text);
    }
  }

  private void binary(Now now, ClientConnection connection, byte[] frame) {
    switch (connection.phase()) {
      case AUTHENTICATED -> requests.binary(now, connection, frame);
      case AWAITING_RIVAL -> opening.keep(connection, frame);
      case AWAITING_REQUEST ->
          sessions.refuse(connection, "a binary request came without prior authentication");
      default -> {
        // Inside a handshake, frames that are no handshake message are passed over (3.5).
      }
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
      opening.authenticate(now, connection, authenticate.proof());
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
      opening.registered(now, connection, account);
    }
  }

  private void refuseControlFrame(ClientConnection connection) {
    if (connection != null && connection.phase() == Phase.AWAITING_REQUEST) {
      sessions.refuse(connection, "a control frame came without prior authentication");
    }
  }
}
