package org.peapod.gateway;

/** Where a connection stands (3.19). */
public enum GatewayState {
  /** The socket is not open yet. */
  CONNECTING,
  /** The gateway was asked for its version. */
  PROBING,
  /** Handshake message 1 is out, message 2 awaited. */
  HANDSHAKE_MATERIAL,
  /** Handshake message 3 is out, message 4 awaited. */
  HANDSHAKE_FINALIZATION,
  /** The handshake is done, {@code register} awaited. */
  REGISTERING,
  /** The proof of a stored key is out, {@code authenticate} awaited. */
  AUTHENTICATING,
  /** Packets go out, payloads come in. */
  READY,
  /** Over; every further input is ignored. */
  ENDED
}
