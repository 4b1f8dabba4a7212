package org.peapod.traffic;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.AckBlock;
import org.peapod.message.AckKey;
import org.peapod.message.CoverContent;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.MessageSizes;
import org.peapod.message.PlaintextLayout;
import org.peapod.sphinx.Delays;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;
import org.peapod.topology.Topology;

/**
 * Builds whole packets: acknowledgement inside, fragment or cover content encrypted, fresh route,
 * fresh delays (chapter 2, sections 6 and 10). Real and cover packets go through the same steps and
 * carry the same Sphinx version.
 */
public final class PacketFactory {
  private static final int HOPS = 4;

  private final ClientAddress self;
  private final AckFactory acks;
  private final double packetDelayMeanMs;
  private final double ackDelayMeanMs;
  private final Entropy entropy;

  /**
   * A factory for one client.
   *
   * @param self own address; its gateway is where acknowledgements and cover come back
   * @param ackKey the key of our acknowledgements, kept by reference
   */
  public PacketFactory(
      ClientAddress self,
      AckKey ackKey,
      double packetDelayMeanMs,
      double ackDelayMeanMs,
      Entropy entropy) {
    this.self = self;
    this.acks = new AckFactory(self, ackKey, entropy);
    this.packetDelayMeanMs = packetDelayMeanMs;
    this.ackDelayMeanMs = ackDelayMeanMs;
    this.entropy = entropy;
  }

  /** A factory with the delays of a configuration. */
  public PacketFactory(ClientAddress self, AckKey ackKey, TrafficConfig config, Entropy entropy) {
    this(self, ackKey, config.streams().packetDelayMeanMs(), config.acks().delayMeanMs(), entropy);
  }

  /** A packet that carries one fragment to an address. */
  public Result<OutgoingPacket> fragment(
      Topology topology, byte[] fragment, FragmentId id, ClientAddress recipient, PacketSize size) {
    return build(topology, fragment, acks.payload(id), recipient, size);
  }

  /** A packet to ourselves that carries nothing (chapter 2, section 10.4). */
  public Result<CoverPacket> cover(Topology topology, PacketSize size) {
    byte[] content = CoverContent.ofLen(MessageSizes.of(size).fragmentLen());
    byte[] ack = acks.payload(FragmentId.COVER);
    Result<OutgoingPacket> built = build(topology, content, ack, self, size);
    return built.isFault()
        ? Result.fault(built.fault())
        : Result.ok(new CoverPacket(built.value(), ack));
  }

  private Result<OutgoingPacket> build(
      Topology topology,
      byte[] content,
      byte[] ackPayload,
      ClientAddress recipient,
      PacketSize size) {
    Result<List<SphinxHop>> ackRoute = route(topology, self.gateway());
    Result<List<SphinxHop>> route = route(topology, recipient.gateway());
    if (ackRoute.isFault() || route.isFault()) {
      return Result.fault(TrafficFault.NO_ROUTE);
    }
    long[] ackDelays = Delays.sample(entropy, HOPS, ackDelayMeanMs);
    long[] delays = Delays.sample(entropy, HOPS, packetDelayMeanMs);
    byte[] variant = FragmentCipher.seal(content, recipient.encryptionKey(), entropy);
    AckBlock ack = acks.block(ackRoute.value(), ackDelays, ackPayload);
    byte[] plaintext = PlaintextLayout.join(ack, variant, size);
    byte[] packet =
        SphinxBuilder.build(route.value(), delays, recipient.identity(), plaintext, size, entropy);
    return Result.ok(
        new OutgoingPacket(
            topology.rotationLabel(),
            AckFactory.unpadded(route.value().get(0).address()),
            packet,
            ExpectedDelay.ofPacket(delays, ackDelays)));
  }

  private Result<List<SphinxHop>> route(Topology topology, NodeIdentity egress) {
    return topology.randomRoute(entropy, egress);
  }
}
