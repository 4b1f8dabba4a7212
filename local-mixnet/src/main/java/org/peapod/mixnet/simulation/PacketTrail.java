package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.gateway.ForwardRequest;
import org.peapod.mixnet.node.PacketObserver;
import org.peapod.sphinx.Unwrapped;

/**
 * Follows every data packet from the client that hands it in, hop by hop, to the frame in which a
 * gateway pushes its payload, and notes which payloads are lost behind the gateway. Knows what no
 * node does, so it is for judging a run, never for steering it.
 */
final class PacketTrail implements PacketObserver {
  /** Packets under way at a time that are followed; those lost on the wires fall out here. */
  private static final int UNDER_WAY_LIMIT = 2_000;

  private static final int NAME_LEN = 8;

  /** A payload in a gateway's store. */
  private record Kept(NodeAddress gateway, Passage passage) {}

  /** By the name of the packet as it is on its next wire; the recipient is not known yet. */
  private final Map<Long, Passage> underWay = new LinkedHashMap<>();

  private final Map<byte[], Kept> kept = new IdentityHashMap<>();
  private final Map<byte[], Passage> pushed = new IdentityHashMap<>();
  private final List<LostPush> losses = new ArrayList<>();

  /** Of the packet whose payload comes to its client within this input. */
  private Passage atHand;

  /** The first bytes of an identity or a packet: what tells any two apart. */
  static long name(byte[] bytes) {
    long name = 0;
    for (int i = 0; i < NAME_LEN; i++) {
      name = name << 8 | (bytes[i] & 0xff);
    }
    return name;
  }

  /** Every payload that was lost behind a gateway, in order. */
  List<LostPush> losses() {
    return losses;
  }

  /** Payloads with a fragment that are between a gateway and its client now. */
  int onSockets() {
    int count = 0;
    for (Passage passage : pushed.values()) {
      count += passage.isReal() ? 1 : 0;
    }
    return count;
  }

  /** Entries held now, for the bounds of the harness itself. */
  int size() {
    return underWay.size() + kept.size() + pushed.size();
  }

  /** A frame has come to its client; its passage, or {@code null} when it carries no fragment. */
  Passage arrived(byte[] frame) {
    Passage passage = pushed.remove(frame);
    return passage != null && passage.isReal() ? passage : null;
  }

  /** A frame will never come to its client. */
  void lost(double nowMs, byte[] frame, LostPush.Reason reason) {
    lost(nowMs, arrived(frame), reason);
  }

  /** What came this way is lost after all; {@code null} is passed over. */
  void lost(double nowMs, Passage passage, LostPush.Reason reason) {
    if (passage != null && passage.isReal()) {
      losses.add(new LostPush(passage, nowMs, reason));
    }
  }

  /** A gateway lost everything that it had stored. */
  void diskLost(double nowMs, NodeAddress gateway) {
    Iterator<Kept> stored = kept.values().iterator();
    while (stored.hasNext()) {
      Kept one = stored.next();
      if (one.gateway().equals(gateway)) {
        lost(nowMs, one.passage(), LostPush.Reason.GATEWAY_DISK);
        stored.remove();
      }
    }
  }

  @Override
  public void entered(
      double monoMs, NodeAddress gateway, byte[] client, byte[] frame, ForwardRequest request) {
    long sender = name(client);
    follow(request.packet(), new Passage(sender, sender, monoMs));
  }

  @Override
  public void unwrapped(
      double monoMs, NodeAddress node, int rotationLabel, byte[] packet, Unwrapped layer) {
    Passage passage = underWay.remove(name(packet));
    atHand = null;
    if (passage != null && layer instanceof Unwrapped.Forward forward) {
      follow(forward.packet(), passage);
    } else if (passage != null && layer instanceof Unwrapped.Final last) {
      atHand = new Passage(passage.sender(), name(last.destination()), passage.enteredMs());
    }
  }

  @Override
  public void pushed(double monoMs, NodeAddress gateway, byte[] payload, byte[] frame) {
    Kept stored = kept.remove(payload);
    Passage passage = stored == null ? atHand : stored.passage();
    atHand = null;
    if (passage != null) {
      pushed.put(frame, passage);
    }
  }

  @Override
  public void kept(double monoMs, NodeAddress gateway, byte[] payload) {
    if (atHand != null) {
      kept.put(payload, new Kept(gateway, atHand));
      atHand = null;
    }
  }

  @Override
  public void packetIn(double monoMs, NodeAddress node, int framedLen) {
    // What counts of it comes with its layer.
  }

  @Override
  public void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen) {
    // Follows from the layer.
  }

  @Override
  public void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored) {
    // Comes with its bytes as well.
  }

  @Override
  public void dropped(double monoMs, NodeAddress node, Fault reason) {
    // The sender hears of it by the acknowledgement that does not come.
  }

  private void follow(byte[] packet, Passage passage) {
    if (underWay.size() >= UNDER_WAY_LIMIT) {
      Iterator<Long> oldest = underWay.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    underWay.put(name(packet), passage);
  }
}
