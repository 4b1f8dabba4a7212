package org.peapod.topology;

import java.util.List;

/**
 * Which node plays which part in one epoch; lists of node ids as the directory sent them (chapter
 * 4, 4.4.3).
 *
 * @param epochId the absolute epoch; 0 where the document does not say
 */
public record RewardedSet(
    long epochId,
    List<Long> entryGateways,
    List<Long> exitGateways,
    List<Long> layer1,
    List<Long> layer2,
    List<Long> layer3,
    List<Long> standby) {

  /** Mix layers of the network. */
  public static final int LAYERS = 3;

  /** The ids of layer 1, 2 or 3. */
  public List<Long> layer(int layer) {
    if (layer < 1 || layer > LAYERS) {
      throw new IllegalArgumentException("a layer is 1 to 3, got " + layer);
    }
    if (layer == 1) {
      return layer1;
    }
    return layer == 2 ? layer2 : layer3;
  }

  /** Whether any gateway has a part in this epoch. */
  public boolean hasGateway() {
    return !entryGateways.isEmpty() || !exitGateways.isEmpty();
  }

  /** The part of a node; {@link EpochRole#INACTIVE} when it has none. */
  public EpochRole roleOf(long nodeId) {
    Long id = nodeId;
    if (entryGateways.contains(id)) {
      return EpochRole.ENTRY_GATEWAY;
    }
    if (exitGateways.contains(id)) {
      return EpochRole.EXIT_GATEWAY;
    }
    for (int layer = 1; layer <= LAYERS; layer++) {
      if (layer(layer).contains(id)) {
        return EpochRole.ofLayer(layer);
      }
    }
    return standby.contains(id) ? EpochRole.STANDBY : EpochRole.INACTIVE;
  }
}
