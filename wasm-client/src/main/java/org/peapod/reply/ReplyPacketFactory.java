package org.peapod.reply;

import java.util.Arrays;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.AckBlock;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentCipher;
import org.peapod.message.PlaintextLayout;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.Delays;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxHop;
import org.peapod.sphinx.Surb;
import org.peapod.topology.Topology;
import org.peapod.traffic.AckFactory;
import org.peapod.traffic.OutgoingPacket;

/**
 * Builds the packet that carries one fragment on one SURB (chapter 2, section 10.3). First hop and
 * rotation label are the SURB's; the acknowledgement inside comes back by a fresh route of ours.
 *
 * <p>Every form of SURB is used as it is: seeds of version 259, full keys of older versions, and
 * the single seed of version 260 (chapter 1, section 15).
 */
public final class ReplyPacketFactory {
  /** Mix nodes on the SURB's route, as far as the timeout is concerned (chapter 5, A7). */
  private static final int MIX_HOPS = 3;

  private final ClientAddress self;
  private final AckFactory acks;
  private final double packetDelayMeanMs;
  private final double ackDelayMeanMs;
  private final Entropy entropy;

  /** The newest topology, and the last one of the rotation before; {@code null} when unknown. */
  private Topology newest;

  private Topology ofRotationBefore;

  /**
   * A factory for one client.
   *
   * @param self own address; acknowledgements come back to its gateway
   * @param ackKey the key of our acknowledgements, kept by reference
   */
  public ReplyPacketFactory(
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

  /** There is a newer view of the network. */
  public void topologyChanged(Topology newer) {
    if (newest != null && newest.rotationId() != newer.rotationId()) {
      ofRotationBefore = newest;
    }
    newest = newer;
  }

  /**
   * The packet for what the controller gave out, or {@link ReplyFault#NO_ROUTE}: then the SURB is
   * still unused.
   */
  public Result<OutgoingPacket> build(Topology topology, ReplyOutput.SendWithSurb send) {
    Result<List<SphinxHop>> route =
        acksTravelBy(topology, send.surb()).randomRoute(entropy, self.gateway());
    if (route.isFault()) {
      return Result.fault(ReplyFault.NO_ROUTE);
    }
    long[] delays = Delays.sample(entropy, route.value().size(), ackDelayMeanMs);
    AckBlock ack = acks.block(route.value(), delays, send.id());
    byte[] packet = seal(ack, send.fragment(), send.surb(), send.size());
    // Whole milliseconds, as the stock client counts what it cannot know.
    double unknownWayMs = MIX_HOPS * (double) (long) packetDelayMeanMs;
    byte[] surb = send.surb().surb();
    byte[] firstHop = AckFactory.unpadded(parse(surb).firstHop());
    Arrays.fill(surb, (byte) 0);
    return Result.ok(
        new OutgoingPacket(
            send.surb().keyRotation(), firstHop, packet, unknownWayMs + Delays.forwardMs(delays)));
  }

  /**
   * The gateway labels an acknowledgement as the packet that it came in (chapter 2, section 6), so
   * it needs the keys of the SURB's rotation: with those of the present one no node could open it,
   * and a reply on SURBs of the rotation before would be repeated until it is given up.
   */
  private Topology acksTravelBy(Topology topology, ReplySurb surb) {
    boolean before =
        ofRotationBefore != null
            && surb.keyRotation() != topology.rotationLabel()
            && surb.keyRotation() == ofRotationBefore.rotationLabel();
    return before ? ofRotationBefore : topology;
  }

  /** The Sphinx packet, given the acknowledgement inside. */
  static byte[] seal(AckBlock ack, byte[] fragment, ReplySurb replySurb, PacketSize size) {
    byte[] replyKey = replySurb.replyKey();
    byte[] variant = FragmentCipher.sealReply(fragment, replyKey);
    byte[] wire = replySurb.surb();
    Surb surb = parse(wire);
    byte[] packet = surb.apply(PlaintextLayout.join(ack, variant, size), size);
    surb.wipe();
    Arrays.fill(wire, (byte) 0);
    Arrays.fill(replyKey, (byte) 0);
    return packet;
  }

  /** A reply SURB has one of the lengths of a SURB: it was checked when it was read. */
  private static Surb parse(byte[] wire) {
    return Surb.parse(wire, 0, wire.length).value();
  }
}
