package org.peapod.mixnet.network;

import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.node.GatewayConfig;

/**
 * The shape of a network.
 *
 * @param gateways how many gateways, 1 to 100; every second one is listed as exit gateway
 * @param mixNodesPerLayer how many mix nodes in each of the three layers, 1 to 100
 * @param schedule rhythm of epochs and key rotations
 * @param gateway how all gateways behave
 * @param replayLimit replay tags that a node remembers per key, at least 2
 */
public record MixnetConfig(
    int gateways,
    int mixNodesPerLayer,
    EpochSchedule schedule,
    GatewayConfig gateway,
    int replayLimit) {

  /** Two gateways, three mix nodes per layer, everything else as on the live network. */
  public static final MixnetConfig STANDARD =
      new MixnetConfig(2, 3, EpochSchedule.STANDARD, GatewayConfig.STANDARD, 1 << 17);

  private static final int MOST = 100;

  /** Checks the bounds named above. */
  public MixnetConfig {
    if (gateways < 1 || gateways > MOST) {
      throw new IllegalArgumentException("expected 1 to 100 gateways, got " + gateways);
    }
    if (mixNodesPerLayer < 1 || mixNodesPerLayer > MOST) {
      throw new IllegalArgumentException(
          "expected 1 to 100 mix nodes per layer, got " + mixNodesPerLayer);
    }
  }

  /** The same with another number of gateways. */
  public MixnetConfig withGateways(int count) {
    return new MixnetConfig(count, mixNodesPerLayer, schedule, gateway, replayLimit);
  }

  /** The same with another number of mix nodes per layer. */
  public MixnetConfig withMixNodesPerLayer(int count) {
    return new MixnetConfig(gateways, count, schedule, gateway, replayLimit);
  }

  /** The same with another rhythm. */
  public MixnetConfig withSchedule(EpochSchedule other) {
    return new MixnetConfig(gateways, mixNodesPerLayer, other, gateway, replayLimit);
  }

  /** The same with gateways that behave otherwise. */
  public MixnetConfig withGateway(GatewayConfig other) {
    return new MixnetConfig(gateways, mixNodesPerLayer, schedule, other, replayLimit);
  }
}
