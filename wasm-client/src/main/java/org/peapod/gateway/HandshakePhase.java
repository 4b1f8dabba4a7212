package org.peapod.gateway;

import org.peapod.bytes.Result;

/** The registration handshake up to message 4 (3.5). */
final class HandshakePhase extends SessionPhase {
  private final Handshake handshake;
  private boolean hasSentMaterial;

  HandshakePhase(SessionContext context, double monoMs) {
    super(context);
    this.handshake = new Handshake(context.keys, context.gatewayIdentity, context.entropy);
    deadlineMs = monoMs + GatewayProtocol.HANDSHAKE_TIMEOUT_MS;
    context.send(new GatewayRequest.HandshakePayload(context.version, handshake.init()));
  }

  @Override
  GatewayState state() {
    return hasSentMaterial ? GatewayState.HANDSHAKE_FINALIZATION : GatewayState.HANDSHAKE_MATERIAL;
  }

  @Override
  SessionPhase onText(double monoMs, double wallMs, GatewayResponse response) {
    if (response instanceof GatewayResponse.HandshakePayload payload) {
      return onPayload(monoMs, payload);
    }
    if (response instanceof GatewayResponse.HandshakeError error) {
      return end(GatewayFault.HANDSHAKE_REFUSED, error.message());
    }
    if (response instanceof GatewayResponse.Error error) {
      return endRefused(error);
    }
    return endUnexpected(response);
  }

  private SessionPhase onPayload(double monoMs, GatewayResponse.HandshakePayload payload) {
    if (payload.protocolVersion() > GatewayProtocol.CURRENT_VERSION) {
      return abort(GatewayFault.VERSION_TOO_HIGH);
    }
    return hasSentMaterial
        ? onFinalization(monoMs, payload.data())
        : onMaterial(monoMs, payload.data());
  }

  private SessionPhase onMaterial(double monoMs, byte[] message) {
    Result<byte[]> material = handshake.onGatewayMaterial(message);
    if (material.isFault()) {
      return abort((GatewayFault) material.fault());
    }
    hasSentMaterial = true;
    deadlineMs = monoMs + GatewayProtocol.HANDSHAKE_TIMEOUT_MS;
    context.send(new GatewayRequest.HandshakePayload(context.version, material.value()));
    return this;
  }

  private SessionPhase onFinalization(double monoMs, byte[] message) {
    Result<SharedKey> key = handshake.onFinalization(message);
    if (key.isFault()) {
      return abort((GatewayFault) key.fault());
    }
    context.key = key.value();
    return new RegisteringPhase(context, monoMs);
  }

  /** Tells the gateway before giving up (3.5). */
  private SessionPhase abort(GatewayFault fault) {
    context.send(new GatewayRequest.HandshakeError(fault.explanation()));
    return end(fault, fault.explanation());
  }

  @Override
  SessionPhase onDeadline(double monoMs) {
    return end(GatewayFault.HANDSHAKE_TIMED_OUT, "no answer while " + state());
  }

  @Override
  SessionPhase end(GatewayFault fault, String detail) {
    handshake.wipe();
    return super.end(fault, detail);
  }
}
