package org.peapod.gateway;

/** What a gateway says in a text frame (3.5, 3.8). Byte strings are not copied. */
public sealed interface GatewayResponse {
  /** The type's name in the text. */
  String type();

  /** The gateway's version. */
  record SupportedProtocol(int version) implements GatewayResponse {
    @Override
    public String type() {
      return "supportedProtocol";
    }
  }

  /**
   * A handshake message.
   *
   * @param protocolVersion 0 … 255; 0 where the text had none
   * @param data message 2 or 4
   */
  record HandshakePayload(int protocolVersion, byte[] data) implements GatewayResponse {
    @Override
    public String type() {
      return "handshakePayload";
    }
  }

  /** Ends a handshake. */
  record HandshakeError(String message) implements GatewayResponse {
    @Override
    public String type() {
      return "handshakeError";
    }
  }

  /** The outcome of a registration. */
  record Register(int protocolVersion, boolean status, boolean upgradeMode)
      implements GatewayResponse {
    @Override
    public String type() {
      return "register";
    }
  }

  /**
   * The outcome of an authentication.
   *
   * @param bandwidthRemaining balance in bytes
   */
  record Authenticate(
      int protocolVersion, boolean status, long bandwidthRemaining, boolean upgradeMode)
      implements GatewayResponse {
    @Override
    public String type() {
      return "authenticate";
    }
  }

  /** The balance in bytes after a claim or a ticket. */
  record Bandwidth(long availableTotal, boolean upgradeMode) implements GatewayResponse {
    @Override
    public String type() {
      return "bandwidth";
    }
  }

  /** A packet was forwarded; the balance in bytes after it. */
  record Send(long remainingBandwidth, boolean upgradeMode) implements GatewayResponse {
    @Override
    public String type() {
      return "send";
    }
  }

  /** A sealed reply of 3.9, see {@link EncryptedText}. */
  record Encrypted(byte[] ciphertext, byte[] nonce) implements GatewayResponse {
    @Override
    public String type() {
      return "encryptedResponse";
    }
  }

  /** A free text for humans. */
  record Error(String message) implements GatewayResponse {
    @Override
    public String type() {
      return "error";
    }
  }

  /** A packet was dropped because it costs more bytes than there are. */
  record OutOfBandwidth(long required, long available) implements GatewayResponse {
    @Override
    public String type() {
      return "typedError";
    }
  }

  /** A ticket was spent before. */
  record TicketReplay() implements GatewayResponse {
    @Override
    public String type() {
      return "typedError";
    }
  }

  /**
   * A type, or a typed error, that this client does not know; it answers a request all the same.
   *
   * @param type its name, empty for an unknown typed error
   */
  record Unknown(String type) implements GatewayResponse {}
}
