package org.peapod.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.sphinx.SphinxNode;
import org.peapod.sphinx.Unwrapped;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;
import org.peapod.vectors.Hex;
import org.peapod.vectors.Vectors;

/** The nodes of the recorded network, with their secrets: carries packets to their end. */
final class SphinxNetwork {
  final Topology topology = OfficialNetwork.topology();
  private final List<byte[]> secrets = new ArrayList<>();

  /** The Sphinx version that each hop read, over all packets carried so far. */
  final List<Integer> versions = new ArrayList<>();

  SphinxNetwork() {
    Json packets = Vectors.load("official-packets.json").get("packets");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      Json hops = packets.at(i).get("hops");
      for (int j = 0; j < hops.size(); j++) {
        String secret = hops.at(j).get("sphinx_secret").asText();
        if (!seen.contains(secret)) {
          seen.add(secret);
          secrets.add(Hex.decode(secret));
        }
      }
    }
  }

  /** What the last gateway reads after four hops, the first of which is at this address. */
  Unwrapped.Final carry(byte[] firstHop, byte[] packet) {
    byte[] address = Arrays.copyOf(firstHop, 32);
    byte[] travelling = packet;
    for (int hop = 0; hop < 5; hop++) {
      Result<Unwrapped> unwrapped = SphinxNode.unwrap(secretAt(address), travelling);
      versions.add(unwrapped.value().version());
      if (unwrapped.value() instanceof Unwrapped.Final last) {
        return last;
      }
      Unwrapped.Forward forward = (Unwrapped.Forward) unwrapped.value();
      address = forward.nextAddress();
      travelling = forward.packet();
    }
    throw new IllegalStateException("more than five hops");
  }

  private byte[] secretAt(byte[] address) {
    for (RoutingNode node : topology.nodes()) {
      if (Arrays.equals(address, node.hop().address())) {
        for (byte[] secret : secrets) {
          if (Arrays.equals(node.sphinxKey(), X25519.publicKey(secret))) {
            return secret;
          }
        }
      }
    }
    throw new IllegalStateException("no node at " + Hex.encode(address));
  }
}
