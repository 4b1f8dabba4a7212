package org.peapod.mixnet.network;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Base58;
import org.peapod.bytes.ByteWriter;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.GatewayResponses;
import org.peapod.gateway.Handshake;
import org.peapod.gateway.SharedKey;
import org.peapod.mixnet.directory.ListedNode;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;
import org.peapod.traffic.OutgoingPacket;

/** The least that can register, send one packet with its acknowledgement, and receive. */
final class VirtualClient {
  final List<String> texts = new ArrayList<>();
  final List<byte[]> frames = new ArrayList<>();
  final List<byte[]> received = new ArrayList<>();
  final int connection;
  boolean closed;
  private final VirtualNetwork network;
  private final int gateway;
  private final ClientKeys keys;
  private SharedKey key;

  VirtualClient(VirtualNetwork network, int gateway, int connection) {
    this.network = network;
    this.gateway = gateway;
    this.connection = connection;
    this.keys = ClientKeys.fromSeed(network.entropy.bytes(32));
  }

  void register() {
    byte[] identity = Base58.decode(network.mixnet.gatewayIdentity(gateway), 32);
    Handshake handshake = new Handshake(keys, identity, network.entropy);
    say(new GatewayRequest.HandshakePayload(6, handshake.init()));
    byte[] material = handshake.onGatewayMaterial(lastPayload()).value();
    say(new GatewayRequest.HandshakePayload(6, material));
    texts.remove(texts.size() - 1);
    key = handshake.onFinalization(lastPayload()).value();
    say(new GatewayRequest.ClaimFreeBandwidth());
  }

  /** Sends a message body of 1643 bytes by nodes as the directory lists them now. */
  void send(VirtualClient to, byte[] body, long delayNanos) {
    long rotation = network.mixnet.epoch(network.now()).rotationId();
    send(to, body, delayNanos, network.mixnet.nodes(network.now()), rotation);
  }

  /** The same by nodes as listed earlier, in this rotation. */
  void send(VirtualClient to, byte[] body, long delayNanos, List<ListedNode> nodes, long rotation) {
    int label = (rotation & 1) == 0 ? 2 : 1;
    byte[] ackPacket = packet(nodes, this, network.entropy.bytes(21), PacketSize.ACK, delayNanos);
    byte[] plaintext =
        new ByteWriter(2048).bytes(firstHop().padded(19)).bytes(ackPacket).bytes(body).finish();
    byte[] packet = packet(nodes, to, plaintext, PacketSize.REGULAR, delayNanos);
    ForwardRequest request = ForwardRequest.ofSphinx(label, firstHop().unpadded(), packet);
    network.mixnet.socketBinary(
        network.now(), connection, BinaryFrame.sealForward(key, 2, request, network.entropy));
    network.deliver();
  }

  /** Our address for one who seals with this key, 32 bytes. */
  ClientAddress address(byte[] encryptionKey) {
    NodeIdentity self = NodeIdentity.fromBytes(keys.publicKey()).value();
    NodeIdentity home = NodeIdentity.parse(network.mixnet.gatewayIdentity(gateway)).value();
    return ClientAddress.of(self, encryptionKey, home);
  }

  void forward(OutgoingPacket packet) {
    ForwardRequest request =
        ForwardRequest.ofSphinx(packet.rotationLabel(), packet.firstHop(), packet.packet());
    network.mixnet.socketBinary(
        network.now(), connection, BinaryFrame.sealForward(key, 2, request, network.entropy));
    network.deliver();
  }

  void text(String text) {
    texts.add(text);
  }

  void binary(byte[] frame) {
    frames.add(frame);
    received.add(BinaryFrame.openPushed(key, frame).value());
  }

  private byte[] packet(
      List<ListedNode> nodes, VirtualClient to, byte[] text, PacketSize size, long delayNanos) {
    List<SphinxHop> route = new ArrayList<>();
    for (int layer = 1; layer <= 3; layer++) {
      route.add(hop(firstOfLayer(nodes, layer)));
    }
    route.add(hop(nodes.get(to.gateway)));
    long[] delays = {delayNanos, delayNanos, delayNanos, 0};
    return SphinxBuilder.build(route, delays, to.keys.publicKey(), text, size, network.entropy);
  }

  private NodeAddress firstHop() {
    return address(firstOfLayer(network.mixnet.nodes(network.now()), 1));
  }

  private static ListedNode firstOfLayer(List<ListedNode> nodes, int layer) {
    for (ListedNode node : nodes) {
      if (node.role().layer() == layer) {
        return node;
      }
    }
    throw new AssertionError("no node in layer " + layer);
  }

  private static SphinxHop hop(ListedNode node) {
    return new SphinxHop(address(node).padded(32), Base58.decode(node.sphinxKey(), 32));
  }

  private static NodeAddress address(ListedNode node) {
    return NodeAddress.parse(node.ip(), node.mixPort()).value();
  }

  private void say(GatewayRequest request) {
    network.mixnet.socketText(network.now(), connection, GatewayRequests.write(request));
    network.deliver();
  }

  private byte[] lastPayload() {
    GatewayResponse last = GatewayResponses.parse(texts.get(texts.size() - 1)).value();
    return ((GatewayResponse.HandshakePayload) last).data();
  }
}
