package org.peapod.mixnet.network;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.peapod.address.NodeAddress;
import org.peapod.client.Now;
import org.peapod.mixnet.node.NodeOutput;

/** A host in virtual time that delivers everything at once. */
final class VirtualNetwork {
  final SeededEntropy entropy;
  final Mixnet mixnet;
  final Map<Integer, VirtualClient> clients = new HashMap<>();
  private final ArrayDeque<NodeOutput.SendPacket> inFlight = new ArrayDeque<>();
  private double elapsedMs;

  /** The wires to this node lose every packet but each n-th; {@code null}: no loss. */
  NodeAddress lossyNode;

  int keptOfLossy = 1;
  private int toLossy;

  VirtualNetwork(MixnetConfig config, long seed) {
    entropy = new SeededEntropy(seed);
    mixnet = new Mixnet(config, entropy, now(), null);
  }

  Now now() {
    return new Now(elapsedMs, 1_779_000_000_000.0 + elapsedMs);
  }

  /** A client that has registered at a gateway and claimed bandwidth. */
  VirtualClient client(int gateway) {
    int connection = mixnet.socketOpened(now(), gateway);
    VirtualClient client = new VirtualClient(this, gateway, connection);
    clients.put(connection, client);
    client.register();
    return client;
  }

  /** Lets time pass, stopping at every deadline on the way. */
  void run(double ms) {
    double end = elapsedMs + ms;
    deliver();
    while (mixnet.deadlineMs() <= end) {
      elapsedMs = Math.max(elapsedMs, mixnet.deadlineMs());
      mixnet.wake(now());
      deliver();
    }
    elapsedMs = end;
  }

  void deliver() {
    drain();
    while (!inFlight.isEmpty()) {
      NodeOutput.SendPacket packet = inFlight.poll();
      if (!packet.to().equals(lossyNode) || toLossy++ % keptOfLossy == 0) {
        mixnet.packetArrived(now(), packet.to(), packet.framed());
        drain();
      }
    }
  }

  private void drain() {
    NodeOutput output = mixnet.poll();
    while (output != null) {
      if (output instanceof NodeOutput.SendPacket packet) {
        inFlight.add(packet);
      } else if (output instanceof NodeOutput.SendText text) {
        clients.get(text.connection()).text(text.text());
      } else if (output instanceof NodeOutput.SendBinary binary) {
        clients.get(binary.connection()).binary(binary.frame());
      } else if (output instanceof NodeOutput.CloseSocket close) {
        clients.get(close.connection()).closed = true;
      }
      output = mixnet.poll();
    }
  }
}
