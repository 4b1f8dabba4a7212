package org.peapod.gateway;

/** Holds the new key, waits for its confirmation; stored messages may come first (3.13). */
final class RegisteringPhase extends SessionPhase {
  RegisteringPhase(SessionContext context, double monoMs) {
    super(context);
    deadlineMs = monoMs + GatewayProtocol.REGISTER_TIMEOUT_MS;
  }

  @Override
  GatewayState state() {
    return GatewayState.REGISTERING;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    if (response instanceof GatewayResponse.Register register) {
      return onRegister(monoMs, wallMs, register);
    }
    if (response instanceof GatewayResponse.HandshakeError error) {
      return end(GatewayFault.HANDSHAKE_REFUSED, error.message());
    }
    if (response instanceof GatewayResponse.Error error) {
      return endRefused(error);
    }
    return endUnexpected(response);
  }

  private SessionPhase onRegister(double monoMs, double wallMs, GatewayResponse.Register register) {
    if (register.protocolVersion() > GatewayProtocol.CURRENT_VERSION) {
      return end(GatewayFault.VERSION_TOO_HIGH, "register names " + register.protocolVersion());
    }
    if (!register.status()) {
      return end(GatewayFault.REGISTRATION_REFUSED, "register with status false");
    }
    // The next authentication must be later than this moment in the gateway's clock (3.6).
    context.nextTimestamp(wallMs);
    context.emit(new GatewayOutput.Registered(context.key.copy()));
    return ReadyPhase.enter(context, monoMs, 0);
  }

  @Override
  SessionPhase onBinary(double monoMs, byte[] frame) {
    return receive(frame);
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return end(GatewayFault.REGISTRATION_TIMED_OUT, "no register answer");
  }
}
