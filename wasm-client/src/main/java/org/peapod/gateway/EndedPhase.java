package org.peapod.gateway;

/** Nothing more happens; the gateway may still talk, as it repeats some errors (3.16). */
final class EndedPhase extends SessionPhase {
  EndedPhase(SessionContext context) {
    super(context);
  }

  @Override
  GatewayState state() {
    return GatewayState.ENDED;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    return this;
  }

  @Override
  SessionPhase onBinary(double monoMs, byte[] frame) {
    return this;
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return this;
  }

  @Override
  SessionPhase end(GatewayFault fault, String detail) {
    return this;
  }
}
