package org.peapod.topology;

import org.peapod.bytes.Fault;

/** Why no gateway could be chosen (chapter 4, 4.9.3). */
public enum GatewayChoiceFault implements Fault {
  /** The directory lists no gateway that is good enough. */
  NO_GATEWAYS("the directory lists no gateway with the required performance"),
  /** Gateways are listed, but all fitting ones were tried before. */
  ALL_GATEWAYS_TRIED("every fitting gateway was tried already"),
  /** The asked-for gateway is not listed. */
  NO_GATEWAY_WITH_ID("the asked-for gateway is not listed; check its identity or ask for another"),
  /** The asked-for gateway's performance is below the minimum. */
  GATEWAY_PERFORMANCE_TOO_LOW("the asked-for gateway's performance is below the minimum"),
  /** The asked-for node takes no clients. */
  GATEWAY_WITHOUT_ENTRY("the asked-for node does not take clients"),
  /** The asked-for gateway has no TLS port or no host name, and TLS is required. */
  GATEWAY_WITHOUT_WSS("the asked-for gateway offers no wss:// listener; TLS is required"),
  /** TLS is required and no gateway has both a TLS port and a host name. */
  NO_WSS_GATEWAYS("no listed gateway offers a wss:// listener; TLS is required");

  private final String explanation;

  GatewayChoiceFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
