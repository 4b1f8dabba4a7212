package org.peapod.mixnet.wasm;

import java.util.ArrayDeque;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.gateway.ForwardRequest;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.node.PacketObserver;

/** Collects what happens to packets while somebody watches; costs next to nothing else. */
final class PacketWatch implements PacketObserver {
  private final ArrayDeque<PacketEvent> events = new ArrayDeque<>();
  private Mixnet mixnet;
  private boolean on;

  /** The network whose nodes are named in the events. */
  void watch(Mixnet network) {
    mixnet = network;
  }

  void turn(boolean wanted) {
    on = wanted;
  }

  /** The next event, or {@code null}; the host takes all after each input, so they are few. */
  PacketEvent poll() {
    return events.poll();
  }

  @Override
  public void entered(
      double monoMs, NodeAddress gateway, byte[] client, byte[] frame, ForwardRequest request) {
    add(PacketEvent.Kind.ENTERED, monoMs, gateway, 0, request.packet().length, "");
  }

  @Override
  public void packetIn(double monoMs, NodeAddress node, int framedLen) {
    add(PacketEvent.Kind.RECEIVED, monoMs, node, 0, framedLen, "");
  }

  @Override
  public void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen) {
    if (on) {
      add(PacketEvent.Kind.SENT, monoMs, node, mixnet.nodeIdAt(to), framedLen, "");
    }
  }

  @Override
  public void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored) {
    PacketEvent.Kind kind = stored ? PacketEvent.Kind.STORED : PacketEvent.Kind.DELIVERED;
    add(kind, monoMs, gateway, 0, payloadLen, "");
  }

  @Override
  public void dropped(double monoMs, NodeAddress node, Fault reason) {
    add(PacketEvent.Kind.DROPPED, monoMs, node, 0, 0, reason.name());
  }

  private void add(
      PacketEvent.Kind kind, double monoMs, NodeAddress node, int peer, int length, String why) {
    if (on) {
      events.add(new PacketEvent(kind, monoMs, mixnet.nodeIdAt(node), peer, length, why));
    }
  }
}
