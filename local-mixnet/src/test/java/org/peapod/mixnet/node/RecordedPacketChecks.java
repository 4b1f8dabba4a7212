package org.peapod.mixnet.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.NodeAddress;
import org.peapod.json.Json;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * The stock client's recorded packets, carried by our nodes that hold the recorded keys: each must
 * leave each node as recorded, after the recorded delay, and end in the recorded payload.
 */
public final class RecordedPacketChecks {
  private static final double NOW_MS = 1000;

  private final Checks checks;
  private final Map<Long, MixNode> nodes = new HashMap<>();
  private final List<byte[]> ended = new ArrayList<>();

  private RecordedPacketChecks(Json network, Checks checks) {
    this.checks = checks;
    for (String group : new String[] {"mixnodes", "gateways"}) {
      for (int i = 0; i < network.get(group).size(); i++) {
        add(network.get(group).at(i), network);
      }
    }
  }

  /** Runs all packets of official-packets.json over the nodes of official-network.json. */
  public static void run(Json network, Json packets, Checks checks) {
    RecordedPacketChecks run = new RecordedPacketChecks(network, checks);
    for (int i = 0; i < packets.get("packets").size(); i++) {
      run.packet("packet " + i, packets.get("packets").at(i));
    }
  }

  private void add(Json node, Json network) {
    EpochSchedule schedule = EpochSchedule.STANDARD;
    Epoch epoch = new Epoch(schedule, network.get("epoch_id").asLong(0), 0);
    checks.equal("rotation", network.get("rotation_id").asLong(0), epoch.rotationId());
    byte[] secret = Hex.decode(node.get("sphinx_secret").asText());
    SphinxKeyRing keys = new SphinxKeyRing(new SeededEntropy(1), 1024, epoch, secret);
    NodeAddress address = NodeAddress.parse(node.get("mix_address").asText()).value();
    MixNode mix = new MixNode(address, keys, null);
    checks.equal("public key", Hex.decode(node.get("sphinx_public").asText()), mix.sphinxKey());
    mix.serveClients((monoMs, payload, carrier) -> ended.add(payload.plaintext()));
    nodes.put(node.get("node_id").asLong(0), mix);
  }

  private void packet(String name, Json recorded) {
    int label = (int) recorded.get("key_rotation").asLong(0);
    byte[] packet = Hex.decode(recorded.get("packet").asText());
    carry(name, recorded.get("hops"), packet, label, recorded.get("final").get("plaintext"));
    Json ack = recorded.get("ack");
    byte[] ackPacket = Hex.decode(ack.get("packet").asText());
    carry(name + " ack", ack.get("hops"), ackPacket, label, ack.get("final_plaintext"));
  }

  private void carry(String name, Json hops, byte[] first, int label, Json plaintext) {
    byte[] framed = new FramedPacket(label, first).toBytes();
    for (int i = 0; i < hops.size(); i++) {
      Json hop = hops.at(i);
      String where = name + " hop " + i;
      MixNode node = nodes.get(hop.get("node_id").asLong(0));
      checks.equal(where + " address", hop.get("address").asText(), node.address().toString());
      ended.clear();
      node.packet(NOW_MS, framed);
      if (hop.get("type").asText().equals("final")) {
        checks.equal(where + " ended", 1, ended.size());
        checks.equal(where, Hex.decode(plaintext.asText()), ended.get(0));
      } else {
        framed = forwarded(where, node, hop, label);
      }
    }
  }

  private byte[] forwarded(String where, MixNode node, Json hop, int label) {
    double delayMs = Math.min(10_000, Long.parseLong(hop.get("delay_nanos").asText()) / 1e6);
    double dueMs = NOW_MS + delayMs;
    checks.isTrue(where + " due", delayMs == 0 || node.deadlineMs() == dueMs);
    checks.isTrue(where + " waits", delayMs == 0 || node.poll() == null);
    node.wake(dueMs);
    NodeOutput.SendPacket out = (NodeOutput.SendPacket) node.poll();
    checks.equal(where + " next", hop.get("next_hop").asText(), out.to().toString());
    checks.equal(where + " label", label, out.framed()[3]);
    byte[] packet = Arrays.copyOfRange(out.framed(), 4, out.framed().length);
    checks.equal(where + " out", Hex.decode(hop.get("packet_out").asText()), packet);
    return out.framed();
  }
}
