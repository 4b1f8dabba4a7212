package org.peapod.mixnet.node;

import org.peapod.address.NodeAddress;
import org.peapod.bytes.Result;
import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.EncryptedText;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.GatewayFault;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;

/**
 * Answers an authenticated client: every frame gets exactly one text, in order, and no error ends
 * the connection (chapter 3, 3.3, 3.7 to 3.12).
 */
final class SessionRequests {
  private static final String NO_ACCOUNT = "storage error: this client has no account any more";

  private final GatewayConfig config;
  private final MixNode node;
  private final GatewaySessions sessions;
  private final ClientAccounts accounts;
  private final Inbox inbox;
  private final Entropy entropy;
  private boolean claimsRefused;

  SessionRequests(
      GatewayConfig config,
      MixNode node,
      GatewaySessions sessions,
      ClientAccounts accounts,
      Inbox inbox,
      Entropy entropy) {
    this.config = config;
    this.node = node;
    this.sessions = sessions;
    this.accounts = accounts;
    this.inbox = inbox;
    this.entropy = entropy;
    this.claimsRefused = config.enforceTickets();
  }

  /** From now on free claims of bandwidth are refused, or granted again. */
  void refuseClaims(boolean refused) {
    claimsRefused = refused;
  }

  void text(Now now, ClientConnection connection, String text) {
    Result<GatewayRequest> request = GatewayRequests.parse(text);
    GatewayResponse answer =
        request.isOk()
            ? answer(now, connection, request.value())
            : error(
                request.fault() == GatewayFault.TYPE_UNKNOWN
                    ? "the text request is of an unknown type"
                    : "the text request was malformed: " + request.fault().explanation());
    sessions.send(connection, answer);
  }

  void binary(Now now, ClientConnection connection, byte[] frame) {
    ClientAccount account = accounts.find(connection.client());
    if (account == null) {
      sessions.send(connection, error(NO_ACCOUNT));
      return;
    }
    Result<ForwardRequest> request = BinaryFrame.openForward(account.key(), frame);
    sessions.send(
        connection,
        request.isFault()
            ? error("the binary request was malformed: " + request.fault().explanation())
            : forward(now, connection, account, frame, request.value()));
  }

  private GatewayResponse answer(Now now, ClientConnection connection, GatewayRequest request) {
    if (request instanceof GatewayRequest.SupportedProtocol) {
      return new GatewayResponse.SupportedProtocol(config.protocolVersion());
    }
    ClientAccount account = accounts.find(connection.client());
    if (account == null) {
      return error(NO_ACCOUNT);
    }
    if (request instanceof GatewayRequest.ClaimFreeBandwidth) {
      return claim(now, account);
    }
    if (request instanceof GatewayRequest.Encrypted encrypted) {
      return encrypted(connection, account, encrypted);
    }
    if (request instanceof GatewayRequest.EcashCredential
        || request instanceof GatewayRequest.UpgradeModeJwt) {
      return error("this network issues no tickets and no tokens: claim free bandwidth instead");
    }
    return error("the request is not allowed on an authenticated connection");
  }

  private GatewayResponse claim(Now now, ClientAccount account) {
    if (claimsRefused) {
      return error("this gateway accepts only credentials for bandwidth");
    }
    account.credit(config.freeClaimBytes(), now.wallMs());
    return new GatewayResponse.Bandwidth(account.balance(now.wallMs()), false);
  }

  private GatewayResponse encrypted(
      ClientConnection connection, ClientAccount account, GatewayRequest.Encrypted request) {
    Result<EncryptedText> opened =
        EncryptedText.open(account.key(), request.nonce(), request.ciphertext());
    if (opened.isFault()) {
      return error("the encrypted request was malformed: " + opened.fault().explanation());
    }
    if (opened.value() instanceof EncryptedText.RememberMe) {
      return EncryptedText.sealResponse(account.key(), new EncryptedText.RememberMeAck(), entropy);
    }
    if (!(opened.value() instanceof EncryptedText.ForgetMe forget)) {
      return error("the encrypted request is of an unknown type");
    }
    GatewayResponse answer =
        EncryptedText.sealResponse(account.key(), new EncryptedText.ForgetMeAck(), entropy);
    if (forget.client()) {
      inbox.take(connection.client());
      accounts.forget(connection.client());
    }
    return answer;
  }

  private GatewayResponse forward(
      Now now,
      ClientConnection connection,
      ClientAccount account,
      byte[] frame,
      ForwardRequest request) {
    Result<NodeAddress> firstHop = NodeAddress.fromBytes(request.firstHop(), 0);
    if (firstHop.isFault() || request.packetType() != GatewayProtocol.PACKET_TYPE_MIX) {
      return error("the binary request was malformed: only Sphinx packets to an IP address");
    }
    int price = request.packet().length;
    if (!account.charge(price, now.wallMs())) {
      return new GatewayResponse.OutOfBandwidth(price, account.balance(now.wallMs()));
    }
    node.enter(now.monoMs(), connection.client().toBytes(), frame, firstHop.value(), request);
    return new GatewayResponse.Send(account.balance(now.wallMs()), false);
  }

  private static GatewayResponse error(String message) {
    return new GatewayResponse.Error(message);
  }
}
