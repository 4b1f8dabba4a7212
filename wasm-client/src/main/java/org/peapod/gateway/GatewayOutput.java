package org.peapod.gateway;

/** What a connection wants done or known. */
public sealed interface GatewayOutput {
  /** Send one text frame. */
  record SendText(String text) implements GatewayOutput {}

  /** Send one binary frame. */
  record SendBinary(byte[] frame) implements GatewayOutput {}

  /**
   * The gateway knows this client from now on.
   *
   * @param key to be kept for this gateway; the receiver's own copy
   */
  record Registered(SharedKey key) implements GatewayOutput {}

  /**
   * Packets can go out: the gateway knows the client and its balance suffices.
   *
   * @param version the negotiated protocol version, 4 … 6
   */
  record Ready(int version) implements GatewayOutput {}

  /** A payload that the gateway pushed: a message, an acknowledgement, or cover. */
  record Pushed(byte[] plaintext) implements GatewayOutput {}

  /** The gateway sent this packet on its way. */
  record Forwarded(int token) implements GatewayOutput {}

  /** This packet did not go out, as far as is known. */
  record ForwardFailed(int token, GatewayFault fault) implements GatewayOutput {}

  /**
   * The connection is over: close the socket. Always the last output.
   *
   * @param detail what exactly, for humans; may quote the gateway
   * @param forgetKey the stored shared key is of no use any more
   * @param retryable connecting to the same gateway again may help
   * @param tryOtherGateway another gateway may help
   */
  record Ended(
      GatewayFault fault,
      String detail,
      boolean forgetKey,
      boolean retryable,
      boolean tryOtherGateway)
      implements GatewayOutput {}
}
