package org.peapod.client;

import org.peapod.topology.TopologyFilter;

/**
 * When the directory is asked and which nodes are good enough (chapter 5, A14 {@code topology}).
 *
 * @param refreshMs gap between refreshes, besides the one after each epoch's start
 * @param refreshing false asks once, at the start; the topology is then used until its keys are
 *     gone
 * @param minimumMixPerformance whole percent that a mix node must have
 * @param minimumGatewayPerformance the same for a gateway
 */
public record TopologySettings(
    double refreshMs,
    boolean refreshing,
    int minimumMixPerformance,
    int minimumGatewayPerformance) {
  /** What every other client does. */
  public static final TopologySettings DEFAULT = new TopologySettings(300_000, true, 50, 50);

  /** The two minima. */
  TopologyFilter filter() {
    return new TopologyFilter(minimumMixPerformance, minimumGatewayPerformance);
  }
}
