package org.peapod.sphinx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** One recorded packet or ack packet of the official client and the hops that it went through. */
final class OfficialRoute {
  private final String name;
  private final Json hops;
  private final RouteKeys keys;
  private final HeaderPlan plan;
  private final byte[] packet;

  /**
   * Reads the record.
   *
   * @param json has the hops, the initial secret and the header's padding
   * @param firstHop 32 bytes; it is not in the packet, so any will do where it is not recorded
   */
  OfficialRoute(String name, Json json, byte[] firstHop) {
    this.name = name;
    hops = json.get("hops");
    packet = Hex.decode(json.get("packet").asText());
    List<SphinxHop> route = new ArrayList<>();
    long[] delays = new long[hops.size()];
    byte[] address = firstHop;
    for (int i = 0; i < hops.size(); i++) {
      route.add(new SphinxHop(address, X25519.publicKey(bytes(i, "sphinx_secret"))));
      if (i < hops.size() - 1) {
        address = bytes(i, "next_hop_bytes");
        delays[i] = Long.parseLong(hops.at(i).get("delay_nanos").asText());
      }
    }
    int last = hops.size() - 1;
    plan =
        new HeaderPlan(
            route,
            delays,
            bytes(last, "destination"),
            bytes(last, "identifier"),
            Hex.decode(json.get("header_padding").asText()),
            (int) hops.at(last).get("sphinx_version").asLong(-1));
    keys = RouteKeys.of(Hex.decode(json.get("initial_secret").asText()), route);
  }

  HeaderPlan plan() {
    return plan;
  }

  RouteKeys keys() {
    return keys;
  }

  byte[] packet() {
    return packet;
  }

  /** What every hop derives and sees, up to the message. */
  byte[] unwrap(Checks checks) {
    byte[] current = packet;
    for (int i = 0; i < hops.size(); i++) {
      derived(i, current, checks);
      Unwrapped seen = SphinxNode.unwrap(bytes(i, "sphinx_secret"), current).value();
      checks.equal(at(i, "replay tag"), bytes(i, "replay_tag"), seen.replayTag());
      checks.equal(at(i, "version"), plan.version(), seen.version());
      if (seen instanceof Unwrapped.Final last) {
        checks.equal(at(i, "type"), hops.at(i).get("type").asText(), "final");
        checks.equal(at(i, "destination"), plan.destination(), last.destination());
        checks.equal(at(i, "identifier"), plan.identifier(), last.identifier());
        return last.plaintext();
      }
      Unwrapped.Forward forward = (Unwrapped.Forward) seen;
      checks.equal(at(i, "type"), hops.at(i).get("type").asText(), "forward");
      checks.equal(at(i, "next hop"), bytes(i, "next_hop_bytes"), forward.nextAddress());
      checks.equal(at(i, "delay"), plan.delaysNanos()[i], forward.delayNanos());
      if (!hops.at(i).get("packet_out").isMissing()) {
        checks.equal(at(i, "packet out"), bytes(i, "packet_out"), forward.packet());
      }
      current = forward.packet();
    }
    return new byte[0];
  }

  private void derived(int hop, byte[] packet, Checks checks) {
    byte[] groupElement = Arrays.copyOf(packet, SphinxGeometry.KEY_LEN);
    byte[] shared = X25519.agree(bytes(hop, "sphinx_secret"), groupElement);
    checks.equal(at(hop, "shared"), bytes(hop, "shared_secret"), shared);
    HopSecrets secrets = HopSecrets.expand(shared);
    checks.equal(at(hop, "expanded"), bytes(hop, "expanded_secret"), secrets.expanded());
    checks.equal(at(hop, "sender's"), secrets.expanded(), keys.hop(hop).expanded());
    int off = SphinxGeometry.ROUTING_OFFSET;
    byte[] routing = Arrays.copyOfRange(packet, off, off + SphinxGeometry.ROUTING_LEN);
    RoutingBlock.applyKeystream(routing, secrets.keystream());
    checks.equal(at(hop, "routing"), bytes(hop, "routing_info"), routing);
    String version = Hex.encode(Arrays.copyOfRange(routing, 1, 4));
    checks.equal(at(hop, "version bytes"), hops.at(hop).get("version_bytes").asText(), version);
    byte[] payloadKey = secrets.payloadKey(plan.version());
    checks.equal(at(hop, "payload key"), bytes(hop, "payload_key"), payloadKey);
  }

  private byte[] bytes(int hop, String key) {
    return Hex.decode(hops.at(hop).get(key).asText());
  }

  private String at(int hop, String what) {
    return name + " hop " + hop + " " + what;
  }
}
