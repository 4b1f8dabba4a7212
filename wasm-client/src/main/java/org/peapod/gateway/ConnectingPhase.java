package org.peapod.gateway;

/** Waits for the socket; no frame may come. */
final class ConnectingPhase extends SessionPhase {
  ConnectingPhase(SessionContext context) {
    super(context);
  }

  void begin(double monoMs) {
    deadlineMs = monoMs + GatewayProtocol.CONNECT_TIMEOUT_MS;
  }

  @Override
  GatewayState state() {
    return GatewayState.CONNECTING;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    return endUnexpected(response);
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return end(GatewayFault.CONNECT_TIMED_OUT, "no open socket");
  }
}
