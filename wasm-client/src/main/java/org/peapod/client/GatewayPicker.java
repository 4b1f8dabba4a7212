package org.peapod.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.topology.GatewayChoice;
import org.peapod.topology.GatewayWish;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.TopologyFilter;

/** Picks the gateway of a start: the one asked for by name, or a few others in turn. */
final class GatewayPicker {
  /** Gateways tried before a start fails, when none was asked for by name. */
  static final int MAX_TRIED = 3;

  private final String wanted;
  private final boolean requireTls;
  private final Entropy entropy;
  private final Set<NodeIdentity> tried = new LinkedHashSet<>();
  private List<RoutingNode> candidates = new ArrayList<>();

  GatewayPicker(String wanted, boolean requireTls, Entropy entropy) {
    this.wanted = wanted;
    this.requireTls = requireTls;
    this.entropy = entropy;
  }

  void candidates(List<RoutingNode> entryGateways) {
    candidates = entryGateways;
  }

  /** A gateway that was not picked before. */
  Result<RoutingNode> pick() {
    NodeIdentity identity = null;
    if (wanted != null) {
      Result<NodeIdentity> parsed = NodeIdentity.parse(wanted);
      if (parsed.isFault()) {
        return parsed.castFault();
      }
      identity = parsed.value();
    }
    Result<RoutingNode> choice = GatewayChoice.choose(entropy, candidates, wish(identity));
    if (choice.isOk()) {
      tried.add(choice.value().identity());
    }
    return choice;
  }

  /** Whether another pick may succeed where the last one's gateway failed. */
  boolean hasMore() {
    return wanted == null
        && tried.size() < MAX_TRIED
        && !GatewayChoice.candidates(candidates, wish(null)).isEmpty();
  }

  private GatewayWish wish(NodeIdentity identity) {
    int minimum = TopologyFilter.DEFAULT.minimumGatewayPerformance();
    return new GatewayWish(identity, requireTls, minimum, true, tried);
  }
}
