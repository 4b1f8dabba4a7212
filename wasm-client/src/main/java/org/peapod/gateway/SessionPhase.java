package org.peapod.gateway;

/**
 * One row of the state table (3.19). Each input gives the phase that follows, often the same; what
 * a row does not list ends the connection with a fault.
 */
abstract class SessionPhase {
  final SessionContext context;

  /** When {@link #onDeadline} is due; infinity for never. */
  double deadlineMs = Double.POSITIVE_INFINITY;

  SessionPhase(SessionContext context) {
    this.context = context;
  }

  abstract GatewayState state();

  /** A text frame that is neither malformed nor of an unknown type. */
  abstract SessionPhase onText(double monoMs, double wallMs, GatewayResponse response);

  /** A text frame of an unknown type: waiting goes on. */
  SessionPhase onUnknownText(double monoMs) {
    return this;
  }

  SessionPhase onBinary(double monoMs, byte[] frame) {
    return end(GatewayFault.UNEXPECTED_BINARY, "while " + state());
  }

  /** The deadline has passed. */
  abstract SessionPhase onDeadline(double monoMs);

  /** Takes a packet over, or answers false. */
  boolean forward(double monoMs, ForwardRequest request, int token) {
    return false;
  }

  /** The phase after {@link #forward}. */
  SessionPhase afterForward() {
    return this;
  }

  /** Ends the connection; phases with more to clean up do that first. */
  SessionPhase end(GatewayFault fault, String detail) {
    return context.end(fault, detail);
  }

  final SessionPhase endUnexpected(GatewayResponse response) {
    return end(GatewayFault.UNEXPECTED_TEXT, response.type() + " while " + state());
  }

  final SessionPhase endRefused(GatewayResponse.Error error) {
    return end(GatewayFault.ofErrorText(error.message()), error.message());
  }

  /** Delivers a pushed frame in the phases that have a key. */
  final SessionPhase receive(byte[] frame) {
    return context.receive(frame)
        ? this
        : end(
            GatewayFault.TOO_MANY_BAD_FRAMES,
            GatewayProtocol.MAX_BAD_FRAMES_IN_A_ROW + " in a row while " + state());
  }
}
