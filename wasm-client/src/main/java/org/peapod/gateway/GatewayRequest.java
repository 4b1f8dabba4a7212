package org.peapod.gateway;

/** What a client says in a text frame (3.5 to 3.9). Byte strings are not copied. */
public sealed interface GatewayRequest {
  /** Asks for the gateway's version; allowed at any time. */
  record SupportedProtocol() implements GatewayRequest {}

  /**
   * A handshake message of either side's making.
   *
   * @param protocolVersion 0 … 255; 0 where the text had none
   * @param data message 1 or 3
   */
  record HandshakePayload(int protocolVersion, byte[] data) implements GatewayRequest {}

  /** Ends a handshake. */
  record HandshakeError(String message) implements GatewayRequest {}

  /** Authenticates with a stored shared key. */
  record Authenticate(AuthenticateV2 proof) implements GatewayRequest {}

  /** Asks for bandwidth without credentials. */
  record ClaimFreeBandwidth() implements GatewayRequest {}

  /** A sealed e-cash ticket, which this client never sends. */
  record EcashCredential(byte[] sealed, byte[] nonce) implements GatewayRequest {}

  /** A sealed request of 3.9, see {@link EncryptedText}. */
  record Encrypted(byte[] ciphertext, byte[] nonce) implements GatewayRequest {}

  /** A token of the upgrade mode, which this client never sends. */
  record UpgradeModeJwt(String token) implements GatewayRequest {}

  /**
   * A request that gateways no longer serve (3.7, last row).
   *
   * @param type its name
   */
  record Removed(String type) implements GatewayRequest {}
}
