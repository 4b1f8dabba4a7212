package org.peapod.mixnet.node;

import org.peapod.client.Now;
import org.peapod.gateway.AuthenticateV2;
import org.peapod.gateway.GatewayProtocol;

/** The checks of an authentication with a stored key, in the order of chapter 3, 3.6. */
final class Authentication {
  private final GatewayConfig config;
  private final ClientAccounts accounts;
  private final GatewaySessions sessions;

  Authentication(GatewayConfig config, ClientAccounts accounts, GatewaySessions sessions) {
    this.config = config;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /** Why a proof is refused, in the words that clients look for (3.16), or {@code null}. */
  String complaint(Now now, AuthenticateV2 proof) {
    if (proof.protocolVersion() < GatewayProtocol.MIN_VERSION
        || proof.protocolVersion() > config.protocolVersion()) {
      return "incompatible protocol version: got "
          + proof.protocolVersion()
          + ", supported are 4 to "
          + config.protocolVersion();
    }
    double skew = Math.abs((double) proof.timestampSeconds() - seconds(now));
    if (skew > GatewayProtocol.MAX_TIMESTAMP_SKEW_SECONDS) {
      return "the request timestamp is excessively skewed: the gateway's clock says "
          + seconds(now);
    }
    if (!proof.hasValidSignature()) {
      return "failed to verify the request signature";
    }
    return complaintOfAccount(proof);
  }

  /** The account of a client, or {@code null}. */
  ClientAccount account(ClientId client) {
    return accounts.find(client);
  }

  /** Unix seconds of a time. */
  static long seconds(Now now) {
    return (long) Math.floor(now.wallMs() / 1000);
  }

  private String complaintOfAccount(AuthenticateV2 proof) {
    ClientId client = new ClientId(proof.clientIdentity());
    ClientAccount account = accounts.find(client);
    if (account == null) {
      return "this client is not registered here";
    }
    if (!proof.provesKey(account.key())) {
      return "the provided address ciphertext is not the one of the stored key";
    }
    if (proof.timestampSeconds() <= account.lastAuthentication()) {
      return "the request timestamp is smaller or equal to the last one used";
    }
    ClientConnection older = sessions.live(client);
    if (older == null) {
      return null;
    }
    if (proof.timestampSeconds() <= older.sessionTimestamp()) {
      return "stale authentication: the live session began later";
    }
    return older.rival() == null
        ? null
        : "there is already an open connection of this client, which is being checked";
  }
}
