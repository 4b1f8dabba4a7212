package org.peapod.gateway;

/**
 * One request that the gateway has not answered, or a packet not yet sent.
 *
 * @param kind what was asked
 * @param sentAtMs when, on the monotonic clock
 * @param packet the packet of a {@code FORWARD}, else {@code null}
 * @param token the owner's number of that packet
 * @param isSecondTry the packet was dropped once for want of balance
 */
record Outstanding(
    Kind kind, double sentAtMs, ForwardRequest packet, int token, boolean isSecondTry) {
  /** The three requests of a ready connection. */
  enum Kind {
    KEEP_ALIVE(GatewayProtocol.KEEP_ALIVE_TIMEOUT_MS, GatewayFault.KEEP_ALIVE_TIMED_OUT),
    CLAIM(GatewayProtocol.CLAIM_TIMEOUT_MS, GatewayFault.CLAIM_TIMED_OUT),
    FORWARD(GatewayProtocol.FORWARD_TIMEOUT_MS, GatewayFault.FORWARD_TIMED_OUT);

    final double timeoutMs;
    final GatewayFault silence;

    Kind(double timeoutMs, GatewayFault silence) {
      this.timeoutMs = timeoutMs;
      this.silence = silence;
    }
  }

  static Outstanding plain(Kind kind, double sentAtMs) {
    return new Outstanding(kind, sentAtMs, null, 0, false);
  }

  static Outstanding forward(ForwardRequest packet, int token) {
    return new Outstanding(Kind.FORWARD, 0, packet, token, false);
  }

  Outstanding sentAt(double monoMs) {
    return new Outstanding(kind, monoMs, packet, token, isSecondTry);
  }

  Outstanding again() {
    return new Outstanding(kind, sentAtMs, packet, token, true);
  }

  /** What the gateway subtracts from the balance: the packet's length. */
  int cost() {
    return packet == null ? 0 : packet.packet().length;
  }
}
