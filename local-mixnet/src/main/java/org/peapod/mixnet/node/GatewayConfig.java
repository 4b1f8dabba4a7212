package org.peapod.mixnet.node;

import org.peapod.gateway.GatewayProtocol;

/**
 * What an operator of a gateway may choose.
 *
 * @param protocolVersion the newest protocol version spoken, 4 to 6 (chapter 3, 3.4)
 * @param enforceTickets refuses the free claim of bandwidth (3.12)
 * @param freeClaimBytes what one free claim adds
 * @param connectionLimit sockets open at a time; one more is dropped at once
 * @param clientLimit registered clients; a further registration is refused
 * @param inboxBytes payload bytes stored for absent clients; beyond that the oldest go
 */
public record GatewayConfig(
    int protocolVersion,
    boolean enforceTickets,
    long freeClaimBytes,
    int connectionLimit,
    int clientLimit,
    int inboxBytes) {

  /** Defaults of real gateways, with bounds where those have a disk. */
  public static final GatewayConfig STANDARD =
      new GatewayConfig(
          GatewayProtocol.CURRENT_VERSION,
          false,
          GatewayProtocol.FREE_CLAIM,
          8192,
          16_384,
          1 << 26);

  /** Checks the bounds named above. */
  public GatewayConfig {
    if (protocolVersion < GatewayProtocol.MIN_VERSION
        || protocolVersion > GatewayProtocol.CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "a gateway speaks protocol version 4, 5 or 6, got " + protocolVersion);
    }
    if (freeClaimBytes < 0 || connectionLimit < 1 || clientLimit < 1 || inboxBytes < 0) {
      throw new IllegalArgumentException("limits of a gateway are not negative");
    }
  }

  /** The same with another protocol version. */
  public GatewayConfig withProtocolVersion(int version) {
    return new GatewayConfig(
        version, enforceTickets, freeClaimBytes, connectionLimit, clientLimit, inboxBytes);
  }

  /** The same with another amount per free claim. */
  public GatewayConfig withFreeClaimBytes(long bytes) {
    return new GatewayConfig(
        protocolVersion, enforceTickets, bytes, connectionLimit, clientLimit, inboxBytes);
  }

  /** The same, but giving no bandwidth without tickets, or giving it. */
  public GatewayConfig withEnforceTickets(boolean enforce) {
    return new GatewayConfig(
        protocolVersion, enforce, freeClaimBytes, connectionLimit, clientLimit, inboxBytes);
  }
}
