package org.peapod.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares each topology with its calendar and with the one before. */
public final class TopologyWatch {
  private TopologyWatch() {}

  /**
   * What looks wrong, each alarm at most once, in the order of the constants.
   *
   * @param before the topology held until now, or {@code null}
   */
  public static List<TopologyAlarm> alarms(Topology before, Topology now, KeyRotationInfo info) {
    List<TopologyAlarm> found = new ArrayList<>();
    if (now.rewardedSet().epochId() != now.absoluteEpochId()) {
      found.add(TopologyAlarm.EPOCHS_DIFFER);
    }
    if (hasRotations(now) && now.rotationId() != info.rotationOf(now.absoluteEpochId())) {
      found.add(TopologyAlarm.ROTATION_DIFFERS);
    }
    if (info.isEpochStuck(now.metadata())) {
      found.add(TopologyAlarm.EPOCH_STUCK);
    }
    if (before != null) {
      compare(before, now, found);
    }
    return found;
  }

  /** Whether the nodes of a topology change their keys at all. */
  public static boolean hasRotations(Topology topology) {
    return topology.rotationLabel() != RotationLabel.UNKNOWN.toByte() || topology.rotationId() == 0;
  }

  private static void compare(Topology before, Topology now, List<TopologyAlarm> found) {
    if (2 * now.nodes().size() < before.nodes().size()) {
      found.add(TopologyAlarm.SHRUNK);
    }
    if (aLayerShrank(before, now)) {
      found.add(TopologyAlarm.LAYER_SHRUNK);
    }
    Map<Long, RoutingNode> old = new HashMap<>();
    for (RoutingNode node : before.nodes()) {
      old.put(node.nodeId(), node);
    }
    boolean keyChanged = false;
    boolean identityChanged = false;
    for (RoutingNode node : now.nodes()) {
      RoutingNode was = old.get(node.nodeId());
      if (was != null) {
        boolean same = was.identity().equals(node.identity());
        identityChanged |= !same;
        keyChanged |= same && !sameBytes(was.sphinxKey(), node.sphinxKey());
      }
    }
    if (keyChanged && before.rotationId() == now.rotationId()) {
      found.add(TopologyAlarm.KEY_CHANGED);
    }
    if (identityChanged) {
      found.add(TopologyAlarm.IDENTITY_CHANGED);
    }
  }

  private static boolean aLayerShrank(Topology before, Topology now) {
    for (int layer = 1; layer <= RewardedSet.LAYERS; layer++) {
      if (2 * now.layer(layer).size() < before.layer(layer).size()) {
        return true;
      }
    }
    return false;
  }

  /** Public keys: nothing to hide from a clock. */
  private static boolean sameBytes(byte[] a, byte[] b) {
    return Arrays.equals(a, b);
  }
}
