package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * Picks the gateway that a client registers with: the asked-for one, or one uniformly at random
 * among those that fit (chapter 4, 4.9). A directory cannot pass another node off as an asked-for
 * gateway, since the handshake proves its identity.
 */
public final class GatewayChoice {
  private static final int WS_DEFAULT_PORT = 80;
  private static final int WSS_DEFAULT_PORT = 443;

  /** Listeners tried without TLS: the name, if there is one, and addresses after it. */
  private static final int MAX_LISTENERS = 2;

  private GatewayChoice() {}

  /** The gateway, or a {@link GatewayChoiceFault}. */
  public static Result<RoutingNode> choose(
      Entropy entropy, List<RoutingNode> listed, GatewayWish wish) {
    return wish.identity() == null ? any(entropy, listed, wish) : named(listed, wish);
  }

  private static Result<RoutingNode> named(List<RoutingNode> listed, GatewayWish wish) {
    for (RoutingNode node : listed) {
      if (node.identity().equals(wish.identity())) {
        GatewayChoiceFault fault = unfitBecause(node, wish);
        return fault == null ? Result.ok(node) : Result.fault(fault);
      }
    }
    return Result.fault(GatewayChoiceFault.NO_GATEWAY_WITH_ID);
  }

  private static GatewayChoiceFault unfitBecause(RoutingNode node, GatewayWish wish) {
    if (node.entry() == null) {
      return GatewayChoiceFault.GATEWAY_WITHOUT_ENTRY;
    }
    if (node.performance() < wish.minimumPerformance()) {
      return GatewayChoiceFault.GATEWAY_PERFORMANCE_TOO_LOW;
    }
    if (wish.requireTls() && !node.entry().hasWss()) {
      return GatewayChoiceFault.GATEWAY_WITHOUT_WSS;
    }
    return wish.tried().contains(node.identity()) ? GatewayChoiceFault.ALL_GATEWAYS_TRIED : null;
  }

  private static Result<RoutingNode> any(
      Entropy entropy, List<RoutingNode> listed, GatewayWish wish) {
    List<RoutingNode> candidates = candidates(listed, wish);
    if (candidates.isEmpty()) {
      return Result.fault(noneBecause(listed, wish));
    }
    return Result.ok(candidates.get(entropy.below(candidates.size())));
  }

  /** Those among which {@link #choose} draws when no identity is asked for, in the order given. */
  public static List<RoutingNode> candidates(List<RoutingNode> listed, GatewayWish wish) {
    List<RoutingNode> found = new ArrayList<>();
    for (RoutingNode node : listed) {
      boolean mixing = node.roles().mixnode() && !wish.allowMixing();
      if (!mixing && unfitBecause(node, wish) == null) {
        found.add(node);
      }
    }
    return found;
  }

  private static GatewayChoiceFault noneBecause(List<RoutingNode> listed, GatewayWish wish) {
    boolean someButForTls = false;
    for (RoutingNode node : listed) {
      GatewayChoiceFault fault = unfitBecause(node, wish);
      if (fault == GatewayChoiceFault.ALL_GATEWAYS_TRIED) {
        return fault;
      }
      someButForTls |= fault == GatewayChoiceFault.GATEWAY_WITHOUT_WSS;
    }
    return someButForTls ? GatewayChoiceFault.NO_WSS_GATEWAYS : GatewayChoiceFault.NO_GATEWAYS;
  }

  /**
   * The URLs at which a gateway takes clients, the best first, in normal form: IPv6 in brackets, no
   * default port, a slash at the end. With TLS one or none; without it the name, then addresses, at
   * most two. Empty for a node without entry.
   */
  public static List<String> listenerUrls(RoutingNode node, boolean requireTls) {
    List<String> urls = new ArrayList<>();
    GatewayEntry entry = node.entry();
    if (entry == null) {
      return urls;
    }
    if (requireTls) {
      if (entry.hasWss()) {
        urls.add(url("wss://", entry.hostname(), entry.wssPort(), WSS_DEFAULT_PORT));
      }
      return urls;
    }
    if (entry.hostname() != null) {
      urls.add(url("ws://", entry.hostname(), entry.wsPort(), WS_DEFAULT_PORT));
    }
    for (IpAddress ip : entry.ips()) {
      if (urls.size() < MAX_LISTENERS) {
        urls.add(url("ws://", ip.toUrlHost(), entry.wsPort(), WS_DEFAULT_PORT));
      }
    }
    return urls;
  }

  private static String url(String scheme, String host, int port, int defaultPort) {
    return scheme + host + (port == defaultPort ? "" : ":" + port) + "/";
  }
}
