package org.peapod.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.sphinx.SphinxHop;

/**
 * The network at one moment, as a client uses it; never changes. Nodes are kept in the order of
 * their ids, so that equal documents and equal entropy give equal routes (chapter 4, 4.5 to 4.7).
 */
public final class Topology {
  /** Sphinx hops of a route: three mix nodes and the recipient's gateway. */
  public static final int ROUTE_HOPS = RewardedSet.LAYERS + 1;

  private final TopologyMetadata metadata;
  private final RewardedSet rewardedSet;
  private final List<RoutingNode> nodes;
  private final Map<NodeIdentity, RoutingNode> byIdentity = new HashMap<>();
  private final List<List<RoutingNode>> layers = new ArrayList<>();

  private Topology(TopologyMetadata metadata, RewardedSet rewardedSet, List<RoutingNode> nodes) {
    this.metadata = metadata;
    this.rewardedSet = rewardedSet;
    this.nodes = nodes;
    Map<Long, RoutingNode> byId = new HashMap<>();
    for (RoutingNode node : nodes) {
      byId.put(node.nodeId(), node);
      byIdentity.put(node.identity(), node);
    }
    for (int layer = 1; layer <= RewardedSet.LAYERS; layer++) {
      layers.add(withDetails(rewardedSet.layer(layer), byId));
    }
  }

  /**
   * A topology of already filtered nodes. Of two nodes with the same id or the same identity the
   * later one is dropped.
   */
  public static Topology of(
      TopologyMetadata metadata, RewardedSet rewardedSet, List<RoutingNode> nodes) {
    return new Topology(metadata, rewardedSet, RoutingNodes.distinct(nodes));
  }

  /**
   * The same network with one node alone on a layer, 1 to 3, so that every route and every
   * acknowledgement passes it; what node testing sends through.
   */
  public Topology withAlone(int layer, RoutingNode node) {
    RewardedSet all = rewardedSet;
    List<Long> alone = List.of(node.nodeId());
    RewardedSet set =
        new RewardedSet(
            all.epochId(),
            all.entryGateways(),
            all.exitGateways(),
            layer == 1 ? alone : all.layer1(),
            layer == 2 ? alone : all.layer2(),
            layer == 3 ? alone : all.layer3(),
            all.standby());
    return new Topology(metadata, set, nodes);
  }

  private static List<RoutingNode> withDetails(List<Long> ids, Map<Long, RoutingNode> byId) {
    List<RoutingNode> found = new ArrayList<>();
    for (Long id : ids) {
      RoutingNode node = byId.get(id);
      if (node != null) {
        found.add(node);
      }
    }
    return RoutingNodes.distinct(found);
  }

  /** Rotation, epoch and age. */
  public TopologyMetadata metadata() {
    return metadata;
  }

  /** The parts of this epoch, unfiltered. */
  public RewardedSet rewardedSet() {
    return rewardedSet;
  }

  /** All nodes, by rising id. */
  public List<RoutingNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** The nodes that take clients, by rising id. */
  public List<RoutingNode> gateways() {
    List<RoutingNode> found = new ArrayList<>();
    for (RoutingNode node : nodes) {
      if (node.entry() != null) {
        found.add(node);
      }
    }
    return found;
  }

  /** The usable mix nodes of layer 1, 2 or 3, by rising id. */
  public List<RoutingNode> layer(int layer) {
    if (layer < 1 || layer > RewardedSet.LAYERS) {
      throw new IllegalArgumentException("a layer is 1 to 3, got " + layer);
    }
    return Collections.unmodifiableList(layers.get(layer - 1));
  }

  /** The byte that labels packets made from this topology: 0, 1 or 2. */
  public int rotationLabel() {
    return RotationLabel.of(metadata.rotationId()).toByte();
  }

  /** Number of the Sphinx key period. */
  public long rotationId() {
    return metadata.rotationId();
  }

  /** Epochs since the network began. */
  public long absoluteEpochId() {
    return metadata.absoluteEpochId();
  }

  /** Whether each layer has a usable node and some gateway has a part in this epoch. */
  public boolean isRoutable() {
    return unusableBecause() == null;
  }

  /** What keeps this topology from being routable, or {@code null}. */
  public TopologyFault unusableBecause() {
    for (List<RoutingNode> layer : layers) {
      if (layer.isEmpty()) {
        return TopologyFault.EMPTY_LAYER;
      }
    }
    return rewardedSet.hasGateway() ? null : TopologyFault.NO_REWARDED_GATEWAY;
  }

  /**
   * The node that may end a route because the recipient's address names it, or {@code null} when it
   * is not listed. What part it plays in this epoch does not matter (chapter 4, 4.6).
   */
  public RoutingNode egress(NodeIdentity identity) {
    return byIdentity.get(identity);
  }

  /**
   * A fresh route: one node of each layer, each uniform among those with details, then the egress.
   * Faults: the egress is not listed, or a layer is empty.
   */
  public Result<List<SphinxHop>> randomRoute(Entropy entropy, NodeIdentity egress) {
    RoutingNode last = egress(egress);
    if (last == null) {
      return Result.fault(TopologyFault.NO_SUCH_EGRESS);
    }
    List<SphinxHop> route = new ArrayList<>(ROUTE_HOPS);
    for (List<RoutingNode> layer : layers) {
      if (layer.isEmpty()) {
        return Result.fault(TopologyFault.EMPTY_LAYER);
      }
      route.add(layer.get(entropy.below(layer.size())).hop());
    }
    route.add(last.hop());
    return Result.ok(route);
  }
}
