package org.peapod.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.topology.GatewayChoice;
import org.peapod.topology.GatewayChoiceFault;
import org.peapod.topology.GatewayWish;
import org.peapod.topology.RoutingNode;

/**
 * Picks the gateway of a start: the one asked for by name, or a few others in turn, each at random;
 * after a measurement the faster ones are likelier.
 */
final class GatewayPicker {
  /** Gateways tried before a start fails, when none was asked for by name. */
  static final int MAX_TRIED = 3;

  private static final double FASTEST_MS = 1;

  private final GatewaySettings settings;
  private final int minimumPerformance;
  private final Entropy entropy;
  private final Set<NodeIdentity> tried = new LinkedHashSet<>();
  private List<RoutingNode> candidates = new ArrayList<>();
  private List<GatewayProbe.Measured> measured;

  GatewayPicker(ClientConfig config, Entropy entropy) {
    this.settings = config.connection();
    this.minimumPerformance = config.topology().minimumGatewayPerformance();
    this.entropy = entropy;
  }

  void candidates(List<RoutingNode> entryGateways) {
    candidates = entryGateways;
  }

  /** The listing of a gateway, or {@code null}. */
  RoutingNode listed(NodeIdentity identity) {
    for (RoutingNode node : candidates) {
      if (node.identity().equals(identity)) {
        return node;
      }
    }
    return null;
  }

  /** The gateways to measure first, drawn at random; empty when the choice needs no measurement. */
  List<RoutingNode> toMeasure() {
    List<RoutingNode> drawn = new ArrayList<>();
    boolean measures =
        settings.choice() == GatewayPreference.LATENCY && settings.identity() == null;
    if (!measures || measured != null) {
      return drawn;
    }
    List<RoutingNode> left = GatewayChoice.candidates(candidates, wish(null));
    while (left.size() > 0 && drawn.size() < settings.probed()) {
      drawn.add(left.remove(entropy.below(left.size())));
    }
    return drawn.size() > 1 ? drawn : new ArrayList<>();
  }

  /** What the measurement gave; from now on only these are picked. */
  void measured(List<GatewayProbe.Measured> results) {
    measured = results;
  }

  /** A gateway that was not picked before. */
  Result<RoutingNode> pick() {
    NodeIdentity identity = null;
    if (settings.identity() != null) {
      Result<NodeIdentity> parsed = NodeIdentity.parse(settings.identity());
      if (parsed.isFault()) {
        return parsed.castFault();
      }
      identity = parsed.value();
    }
    Result<RoutingNode> choice =
        measured == null
            ? GatewayChoice.choose(entropy, candidates, wish(identity))
            : pickMeasured();
    if (choice.isOk()) {
      tried.add(choice.value().identity());
    }
    return choice;
  }

  /** Each with a chance in proportion to 1 / round trip. */
  private Result<RoutingNode> pickMeasured() {
    List<GatewayProbe.Measured> left = untriedMeasured();
    if (left.isEmpty()) {
      return Result.fault(GatewayChoiceFault.ALL_GATEWAYS_TRIED);
    }
    double total = 0;
    for (GatewayProbe.Measured one : left) {
      total += weight(one);
    }
    double drawn = entropy.unit() * total;
    int at = 0;
    while (at < left.size() - 1 && drawn > weight(left.get(at))) {
      drawn -= weight(left.get(at));
      at++;
    }
    return Result.ok(left.get(at).node());
  }

  private static double weight(GatewayProbe.Measured one) {
    return 1 / Math.max(one.roundTripMs(), FASTEST_MS);
  }

  private List<GatewayProbe.Measured> untriedMeasured() {
    List<GatewayProbe.Measured> left = new ArrayList<>();
    for (GatewayProbe.Measured one : measured) {
      if (!tried.contains(one.node().identity())) {
        left.add(one);
      }
    }
    return left;
  }

  /** Whether another pick may succeed where the last one's gateway failed. */
  boolean hasMore() {
    return settings.identity() == null
        && tried.size() < MAX_TRIED
        && (measured == null
            ? !GatewayChoice.candidates(candidates, wish(null)).isEmpty()
            : !untriedMeasured().isEmpty());
  }

  private GatewayWish wish(NodeIdentity identity) {
    return new GatewayWish(
        identity, settings.requireTls(), minimumPerformance, settings.allowMixing(), tried);
  }
}
