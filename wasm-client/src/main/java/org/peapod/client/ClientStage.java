package org.peapod.client;

/** Where a client stands, in the order in which a start passes through it. */
public enum ClientStage {
  /** Made, not started. */
  IDLE,
  /** Reading the directory: nodes, layers, gateways (chapter 4). */
  DIRECTORY,
  /** Opening the gateway's socket. */
  GATEWAY_SOCKET,
  /** Version, registration or authentication, bandwidth (chapter 3). */
  GATEWAY_HANDSHAKE,
  /** Ready: traffic runs, messages come and go. */
  READY,
  /** Was ready, lost its gateway and is coming back; queued messages are kept. */
  RECONNECTING,
  /** Ended, by request or by a fault. */
  CLOSED,
  /** Was ready; there is no network, as the host says. Queued messages are kept. */
  OFFLINE;

  /** The stage's number in the facade's byte strings. */
  public int code() {
    return ordinal();
  }
}
