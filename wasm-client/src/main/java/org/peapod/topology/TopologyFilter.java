package org.peapod.topology;

/**
 * Which listed nodes are good enough (chapter 4, 4.5).
 *
 * @param minimumMixPerformance whole percent that a mix node must have, inclusive
 * @param minimumGatewayPerformance the same for a gateway
 */
public record TopologyFilter(int minimumMixPerformance, int minimumGatewayPerformance) {
  /** The network's usual minima: 50 and 50. */
  public static final TopologyFilter DEFAULT = new TopologyFilter(50, 50);
}
