package org.peapod.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.peapod.address.NodeIdentity;

/** Lists of nodes put in order. */
final class RoutingNodes {
  private RoutingNodes() {}

  /** By rising id; of two nodes with one id or one identity, the earlier in the list stays. */
  static List<RoutingNode> distinct(List<RoutingNode> nodes) {
    Set<Long> ids = new HashSet<>();
    Set<NodeIdentity> identities = new HashSet<>();
    List<RoutingNode> kept = new ArrayList<>();
    for (RoutingNode node : nodes) {
      if (!ids.contains(node.nodeId()) && identities.add(node.identity())) {
        ids.add(node.nodeId());
        kept.add(node);
      }
    }
    kept.sort((a, b) -> Long.compare(a.nodeId(), b.nodeId()));
    return kept;
  }

  /** Those whose performance is at least this many percent, in the same order. */
  static List<RoutingNode> performing(List<RoutingNode> nodes, int minimumPercent) {
    List<RoutingNode> kept = new ArrayList<>();
    for (RoutingNode node : nodes) {
      if (node.performance() >= minimumPercent) {
        kept.add(node);
      }
    }
    return kept;
  }
}
