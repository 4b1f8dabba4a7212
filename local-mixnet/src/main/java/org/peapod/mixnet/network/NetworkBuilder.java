package org.peapod.mixnet.network;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.NodeAddress;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.NodeRole;
import org.peapod.mixnet.node.Gateway;
import org.peapod.mixnet.node.MixNode;
import org.peapod.mixnet.node.PacketObserver;
import org.peapod.mixnet.node.SphinxKeyRing;

/** Makes the nodes of a network: gateways first, then the mix nodes layer by layer. */
final class NetworkBuilder {
  private static final int LAYERS = 3;

  private final MixnetConfig config;
  private final Entropy entropy;
  private final Epoch epoch;
  private final PacketObserver observer;
  private final List<NetworkNode> nodes = new ArrayList<>();

  NetworkBuilder(MixnetConfig config, Entropy entropy, Epoch epoch, PacketObserver observer) {
    this.config = config;
    this.entropy = entropy;
    this.epoch = epoch;
    this.observer = observer;
  }

  List<NetworkNode> build() {
    for (int i = 0; i < config.gateways(); i++) {
      add(i % 2 == 0 ? NodeRole.ENTRY_GATEWAY : NodeRole.EXIT_GATEWAY);
    }
    for (int layer = 1; layer <= LAYERS; layer++) {
      for (int i = 0; i < config.mixNodesPerLayer(); i++) {
        add(NodeRole.ofLayer(layer));
      }
    }
    return nodes;
  }

  private void add(NodeRole role) {
    int nodeId = nodes.size() + 1;
    byte[] seed = entropy.bytes(Ed25519.KEY_LEN);
    SphinxKeyRing keys = new SphinxKeyRing(entropy, config.replayLimit(), epoch);
    NodeAddress address = NodeAddress.parse(NetworkNode.IP, NetworkNode.mixPort(nodeId)).value();
    MixNode mix = new MixNode(address, keys, observer);
    Gateway gateway =
        role.layer() == 0 ? new Gateway(seed, mix, config.gateway(), entropy, observer) : null;
    nodes.add(new NetworkNode(nodeId, role, Ed25519.publicKey(seed), mix, gateway));
  }
}
