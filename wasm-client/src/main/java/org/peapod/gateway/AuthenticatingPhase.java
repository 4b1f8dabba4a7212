package org.peapod.gateway;

/** Has proved the stored key, waits for the answer; stored messages may come first (3.6, 3.13). */
final class AuthenticatingPhase extends SessionPhase {
  AuthenticatingPhase(SessionContext context, double monoMs, double wallMs) {
    super(context);
    deadlineMs = monoMs + GatewayProtocol.AUTHENTICATE_TIMEOUT_MS;
    context.send(
        new GatewayRequest.Authenticate(
            AuthenticateV2.create(
                context.keys,
                context.key,
                context.version,
                context.nextTimestamp(wallMs),
                context.entropy)));
  }

  @Override
  GatewayState state() {
    return GatewayState.AUTHENTICATING;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    if (response instanceof GatewayResponse.Authenticate authenticate) {
      return onAuthenticate(monoMs, authenticate);
    }
    if (response instanceof GatewayResponse.Error error) {
      return endRefused(error);
    }
    return endUnexpected(response);
  }

  private SessionPhase onAuthenticate(double monoMs, GatewayResponse.Authenticate answer) {
    if (answer.protocolVersion() > GatewayProtocol.CURRENT_VERSION) {
      return end(GatewayFault.VERSION_TOO_HIGH, "authenticate names " + answer.protocolVersion());
    }
    if (!answer.status()) {
      return end(GatewayFault.AUTHENTICATION_REFUSED, "authenticate with status false");
    }
    return ReadyPhase.enter(context, monoMs, answer.bandwidthRemaining());
  }

  @Override
  SessionPhase onBinary(double monoMs, byte[] frame) {
    return receive(frame);
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return end(GatewayFault.AUTHENTICATION_TIMED_OUT, "no authenticate answer");
  }
}
