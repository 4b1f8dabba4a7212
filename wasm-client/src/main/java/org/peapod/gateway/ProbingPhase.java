package org.peapod.gateway;

/** Has asked for the version; what follows depends on whether there is a stored key (3.4). */
final class ProbingPhase extends SessionPhase {
  ProbingPhase(SessionContext context, double monoMs) {
    super(context);
    deadlineMs = monoMs + GatewayProtocol.PROBE_TIMEOUT_MS;
    context.send(new GatewayRequest.SupportedProtocol());
  }

  @Override
  GatewayState state() {
    return GatewayState.PROBING;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    if (response instanceof GatewayResponse.SupportedProtocol supported) {
      return onVersion(monoMs, wallMs, supported.version());
    }
    if (response instanceof GatewayResponse.Error error) {
      return onError(error);
    }
    return endUnexpected(response);
  }

  private SessionPhase onVersion(double monoMs, double wallMs, int version) {
    if (version < GatewayProtocol.MIN_VERSION) {
      return end(GatewayFault.VERSION_TOO_LOW, "the gateway speaks version " + version);
    }
    context.version = Math.min(version, GatewayProtocol.CURRENT_VERSION);
    return context.key == null
        ? new HandshakePhase(context, monoMs)
        : new AuthenticatingPhase(context, monoMs, wallMs);
  }

  /** An ancient gateway does not know the question; a known complaint keeps its meaning. */
  private SessionPhase onError(GatewayResponse.Error error) {
    GatewayFault fault = GatewayFault.ofErrorText(error.message());
    return end(
        fault == GatewayFault.GATEWAY_ERROR ? GatewayFault.VERSION_TOO_LOW : fault,
        error.message());
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return end(GatewayFault.PROBE_TIMED_OUT, "no answer to supportedProtocol");
  }
}
