package org.peapod.sphinx;

import java.util.ArrayList;
import java.util.List;
import org.peapod.json.Json;
import org.peapod.vectors.Hex;

/** The inputs of one case that the model made: the member {@code in} of a packet or SURB. */
final class ModelCase {
  final Json json;
  final Json in;
  final int version;
  final HeaderPlan plan;
  final byte[] initialSecret;
  final byte[] message;
  final PacketSize size;

  ModelCase(Json json) {
    this.json = json;
    in = json.get("in");
    version = (int) in.get("version").asLong(-1);
    initialSecret = Hex.decode(in.get("initialSecret").asText());
    message = Hex.decode(in.get("message").asText());
    size = in.get("packetSize").asText().equals("ack") ? PacketSize.ACK : PacketSize.REGULAR;
    Json route = in.get("route");
    List<SphinxHop> hops = new ArrayList<>();
    long[] delays = new long[route.size()];
    for (int i = 0; i < route.size(); i++) {
      byte[] address = Hex.decode(route.at(i).get("address").asText());
      hops.add(new SphinxHop(address, Hex.decode(route.at(i).get("nodePublic").asText())));
      delays[i] = Long.parseLong(route.at(i).get("delayNanos").asText());
    }
    plan =
        new HeaderPlan(
            hops,
            delays,
            Hex.decode(in.get("destinationAddress").asText()),
            Hex.decode(in.get("identifier").asText()),
            Hex.decode(in.get("finalPadding").asText()),
            version);
  }

  String name() {
    return json.get("name").asText();
  }

  int hops() {
    return plan.route().size();
  }

  byte[] nodeSecret(int hop) {
    return Hex.decode(in.get("route").at(hop).get("nodeSecret").asText());
  }

  RouteKeys keys() {
    return SphinxVersion.hasLegacyBlinding(version)
        ? LegacyRouteKeys.of(initialSecret, plan.route())
        : RouteKeys.of(initialSecret, plan.route());
  }

  byte[] bytes(String key) {
    return Hex.decode(json.get(key).asText());
  }
}
