package org.peapod.client;

/** How a client that asked for no gateway by name chooses one (chapter 4, 4.9.3). */
public enum GatewayPreference {
  /** Each fitting gateway is equally likely; only the chosen one learns of this client. */
  RANDOM,
  /**
   * Some at random are asked how fast they answer, and the faster ones are likelier. Each of them
   * learns the client's IP address, and the choice tells something about where the client is.
   */
  LATENCY
}
