package org.peapod.mixnet.node;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.NodeAddress;
import org.peapod.client.Now;
import org.peapod.gateway.AuthenticateV2;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.GatewayResponses;
import org.peapod.gateway.Handshake;
import org.peapod.gateway.SharedKey;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;

/** A gateway alone, with hands to play its clients and its neighbours in virtual time. */
final class GatewayHarness {
  static final NodeAddress ADDRESS = NodeAddress.parse("127.0.0.1:20001").value();
  static final NodeAddress NEIGHBOUR = NodeAddress.parse("127.0.0.1:20002").value();
  static final GatewayRequest CLAIM = new GatewayRequest.ClaimFreeBandwidth();
  static final GatewayRequest VERSION = new GatewayRequest.SupportedProtocol();

  private static final double WALL_MS = 1_779_000_000_000.0;

  final SeededEntropy entropy = new SeededEntropy(7);
  final ClientKeys client = ClientKeys.fromSeed(entropy.bytes(32));
  final Gateway gateway;
  private final List<NodeOutput> outputs = new ArrayList<>();
  private double elapsedMs;

  GatewayHarness(GatewayConfig config) {
    Epoch epoch = new Epoch(EpochSchedule.STANDARD, 1000, WALL_MS);
    MixNode node = new MixNode(ADDRESS, new SphinxKeyRing(entropy, 1024, epoch), null);
    gateway = new Gateway(entropy.bytes(32), node, config, entropy, null);
  }

  GatewayHarness() {
    this(GatewayConfig.STANDARD);
  }

  Now now() {
    return new Now(5_000 + elapsedMs, WALL_MS + elapsedMs);
  }

  long seconds() {
    return (long) Math.floor(now().wallMs() / 1000);
  }

  /** Lets time pass, stopping at every deadline on the way. */
  void pass(double ms) {
    double end = elapsedMs + ms;
    double next = gateway.deadlineMs() - 5_000;
    while (next <= end) {
      elapsedMs = Math.max(elapsedMs, next);
      gateway.wake(now());
      next = gateway.deadlineMs() - 5_000;
    }
    elapsedMs = end;
    drain();
  }

  void open(int connection) {
    gateway.opened(now(), connection);
    drain();
  }

  void text(int connection, String text) {
    gateway.text(now(), connection, text);
    drain();
  }

  void send(int connection, GatewayRequest request) {
    text(connection, GatewayRequests.write(request));
  }

  void binary(int connection, byte[] frame) {
    gateway.binary(now(), connection, frame);
    drain();
  }

  /** Registers on an open connection and forgets what was said. */
  SharedKey register(int connection, ClientKeys keys) {
    Handshake handshake = new Handshake(keys, gateway.identity(), entropy);
    send(connection, new GatewayRequest.HandshakePayload(6, handshake.init()));
    byte[] answer = ((GatewayResponse.HandshakePayload) only(connection)).data();
    byte[] material = handshake.onGatewayMaterial(answer).value();
    take();
    send(connection, new GatewayRequest.HandshakePayload(6, material));
    GatewayResponse last = texts(connection).get(0);
    return handshake.onFinalization(((GatewayResponse.HandshakePayload) last).data()).value();
  }

  /** A client that has registered on connection 1 and left. */
  SharedKey registeredAndGone() {
    open(1);
    SharedKey key = register(1, client);
    gateway.closed(now(), 1);
    take();
    return key;
  }

  AuthenticateV2 proof(SharedKey key, int version, long timestampSeconds) {
    return AuthenticateV2.create(client, key, version, timestampSeconds, entropy);
  }

  void authenticate(int connection, SharedKey key) {
    send(connection, new GatewayRequest.Authenticate(proof(key, 6, seconds())));
  }

  /** A frame that asks for a packet of acknowledgement size to be sent to the neighbour. */
  byte[] forwardFrame(SharedKey key, PacketSize size) {
    ForwardRequest request =
        ForwardRequest.ofSphinx(1, NEIGHBOUR.unpadded(), new byte[size.packetLen()]);
    return BinaryFrame.sealForward(key, 2, request, entropy);
  }

  /** Lets a packet with this payload end at the gateway, for a client. */
  void arrive(ClientKeys recipient, byte[] plaintext, PacketSize size, int label) {
    List<SphinxHop> route = List.of(new SphinxHop(ADDRESS.padded(32), gateway.node().sphinxKey()));
    byte[] packet =
        SphinxBuilder.build(route, new long[1], recipient.publicKey(), plaintext, size, entropy);
    gateway.node().packet(now().monoMs(), new FramedPacket(label, packet).toBytes());
    drain();
  }

  /** Everything that came out since the last call. */
  List<NodeOutput> take() {
    List<NodeOutput> out = new ArrayList<>(outputs);
    outputs.clear();
    return out;
  }

  /** The texts for a connection among what came out, not taken. */
  List<GatewayResponse> texts(int connection) {
    List<GatewayResponse> out = new ArrayList<>();
    for (NodeOutput output : outputs) {
      if (output instanceof NodeOutput.SendText text && text.connection() == connection) {
        out.add(GatewayResponses.parse(text.text()).value());
      }
    }
    return out;
  }

  GatewayResponse only(int connection) {
    List<GatewayResponse> texts = texts(connection);
    if (texts.size() != 1) {
      throw new AssertionError("expected one text, got " + texts);
    }
    return texts.get(0);
  }

  /** The pushed payloads for a connection among what came out, not taken. */
  List<byte[]> pushed(int connection, SharedKey key) {
    List<byte[]> out = new ArrayList<>();
    for (NodeOutput output : outputs) {
      if (output instanceof NodeOutput.SendBinary frame && frame.connection() == connection) {
        out.add(BinaryFrame.openPushed(key, frame.frame()).value());
      }
    }
    return out;
  }

  List<NodeOutput.SendPacket> packets() {
    List<NodeOutput.SendPacket> out = new ArrayList<>();
    for (NodeOutput output : outputs) {
      if (output instanceof NodeOutput.SendPacket packet) {
        out.add(packet);
      }
    }
    return out;
  }

  boolean isDropped(int connection) {
    return outputs.contains(new NodeOutput.CloseSocket(connection));
  }

  /** The error texts for a connection among what came out, not taken. */
  List<String> errors(int connection) {
    List<String> out = new ArrayList<>();
    for (GatewayResponse text : texts(connection)) {
      if (text instanceof GatewayResponse.Error error) {
        out.add(error.message());
      }
    }
    return out;
  }

  private void drain() {
    NodeOutput output = gateway.node().poll();
    while (output != null) {
      outputs.add(output);
      output = gateway.node().poll();
    }
  }
}
