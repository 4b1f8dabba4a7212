package org.peapod.mixnet.node;

import org.peapod.bytes.Result;
import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.HandshakeResponder;
import org.peapod.gateway.SharedKey;

/** The gateway's side of the registration handshake (chapter 3, 3.5). */
final class Registration {
  /** How long message 3 may take after message 2. */
  static final double MATERIAL_TIMEOUT_MS = 5_000;

  private static final String FAILED = "failed to complete the registration handshake: ";

  /** What gateways older than version 6 write into each handshake frame. */
  private static final int OLD_HANDSHAKE_VERSION = 3;

  private final byte[] identitySeed;
  private final GatewayConfig config;
  private final GatewaySessions sessions;
  private final ClientAccounts accounts;
  private final Entropy entropy;

  Registration(
      byte[] identitySeed,
      GatewayConfig config,
      GatewaySessions sessions,
      ClientAccounts accounts,
      Entropy entropy) {
    this.identitySeed = identitySeed;
    this.config = config;
    this.sessions = sessions;
    this.accounts = accounts;
    this.entropy = entropy;
  }

  /** Handshake message 1. */
  void init(Now now, ClientConnection connection, GatewayRequest.HandshakePayload request) {
    HandshakeResponder responder = new HandshakeResponder(identitySeed, entropy);
    Result<byte[]> answer = responder.onInit(request.data());
    if (answer.isFault()) {
      responder.wipe();
      fail(connection, answer.fault().explanation());
      return;
    }
    ClientId client = new ClientId(responder.clientIdentity());
    if (sessions.live(client) != null) {
      responder.wipe();
      refuseSecond(connection);
      return;
    }
    int version = Math.min(request.protocolVersion(), config.protocolVersion());
    connection.awaitMaterial(responder, client, version, now.monoMs() + MATERIAL_TIMEOUT_MS);
    sendPayload(connection, answer.value());
  }

  /**
   * Handshake message 3.
   *
   * @return the client's account, or {@code null} when the connection was refused
   */
  ClientAccount material(ClientConnection connection, GatewayRequest.HandshakePayload request) {
    Result<SharedKey> key = connection.responder().onMaterial(request.data());
    if (key.isFault()) {
      fail(connection, key.fault().explanation());
      return null;
    }
    if (sessions.live(connection.client()) != null) {
      key.value().wipe();
      refuseSecond(connection);
      return null;
    }
    ClientAccount account = accounts.register(connection.client(), key.value());
    if (account == null) {
      sessions.refuseTwice(connection, "storage error: no room for a further client");
      return null;
    }
    sendPayload(connection, HandshakeResponder.finalization());
    return account;
  }

  /** Message 3 did not come in time. */
  void timedOut(ClientConnection connection) {
    sessions.refuseTwice(connection, FAILED + "timed out");
  }

  /** The client gave up. */
  void aborted(ClientConnection connection) {
    sessions.refuseTwice(connection, FAILED + "the client reported an error");
  }

  private void fail(ClientConnection connection, String detail) {
    sessions.send(connection, new GatewayResponse.HandshakeError(detail));
    sessions.refuseTwice(connection, FAILED + detail);
  }

  private void refuseSecond(ClientConnection connection) {
    sessions.refuseTwice(connection, "there is already an open connection of this client");
  }

  private void sendPayload(ClientConnection connection, byte[] data) {
    int version =
        config.protocolVersion() < GatewayProtocol.UPGRADE_MODE_VERSION
            ? OLD_HANDSHAKE_VERSION
            : connection.protocolVersion();
    sessions.send(connection, new GatewayResponse.HandshakePayload(version, data));
  }
}
