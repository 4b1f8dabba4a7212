package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.ByteReader;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;

class TrafficControllerTest {
  private final SeededEntropy entropy = new SeededEntropy(11);
  private final Topology topology = OfficialNetwork.topology();
  private final ClientAddress alice = OfficialNetwork.client("alice");
  private final ClientAddress bob = OfficialNetwork.client("bob");
  private final List<TrafficOutput> outputs = new ArrayList<>();

  @Test
  void nothingLeavesBeforeTheStart() {
    TrafficController traffic = controller(true, TrafficLimits.DEFAULT);
    assertNull(traffic.enqueue(1, bob, new byte[10]));
    assertEquals(Double.POSITIVE_INFINITY, traffic.deadlineMs());
    traffic.timer(1e6, topology);
    assertNull(traffic.poll());
  }

  @Test
  void realAndCoverPacketsHaveTheSameSizeLabelAndFirstHopForm() {
    TrafficController traffic = controller(true, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.enqueue(1, bob, new byte[3000]);
    run(traffic, 400);

    List<TrafficOutput.Packet> packets = packets();
    assertTrue(packets.stream().anyMatch(TrafficOutput.Packet::real));
    assertTrue(packets.stream().anyMatch(packet -> !packet.real()));
    for (TrafficOutput.Packet packet : packets) {
      assertEquals(PacketSize.REGULAR.packetLen(), packet.packet().packet().length);
      assertEquals(topology.rotationLabel(), packet.packet().rotationLabel());
      assertEquals(7, packet.packet().firstHop().length);
    }
  }

  @Test
  void messageIsReportedSentAfterItsLastPacketAndNotBefore() {
    TrafficController traffic = controller(false, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.enqueue(7, bob, new byte[5000]);
    run(traffic, 200);

    int sentAt = outputs.indexOf(new TrafficOutput.MessageSent(7));
    long before =
        outputs.subList(0, sentAt).stream()
            .filter(out -> out instanceof TrafficOutput.Packet packet && packet.real())
            .count();
    assertEquals(4, before, "5000 bytes take four packets of at most 1604");
  }

  @Test
  void shortMessageBehindLongOneLeavesWithinFewPackets() {
    TrafficController traffic = controller(false, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.enqueue(1, bob, new byte[1_000_000]);
    run(traffic, 200);
    int before = packets().size();
    traffic.enqueue(2, bob, new byte[100]);
    while (!outputs.contains(new TrafficOutput.MessageSent(2))) {
      step(traffic);
    }
    assertTrue(packets().size() - before <= 3, "left after " + (packets().size() - before));
  }

  @Test
  void unacknowledgedPacketIsSentAgainAndGivenUpAtLast() {
    TrafficController traffic = controller(false, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.enqueue(1, bob, new byte[10]);
    run(traffic, 10_000);
    assertTrue(traffic.counters().repeated() >= 4);
    assertEquals(1, traffic.unacknowledged());

    while (!outputs.contains(new TrafficOutput.MessageFailed(1, TrafficFault.NOT_ACKNOWLEDGED))) {
      step(traffic);
    }
    assertEquals(TrafficController.MAX_REPEATS, traffic.counters().repeated());
    assertEquals(0, traffic.unacknowledged());
  }

  @Test
  void acknowledgedPacketIsNotSentAgain() {
    AckedFragments acked = new AckedFragments();
    acked.traffic.start(0);
    acked.traffic.enqueue(1, bob, new byte[10]);
    run(acked.traffic, 200);
    acked.acknowledgeAll();
    acked.acknowledgeAll();
    assertEquals(new TrafficOutput.MessageAcknowledged(1), acked.traffic.poll());
    run(acked.traffic, 20_000);
    assertEquals(0, acked.traffic.counters().repeated());
    assertEquals(0, acked.traffic.unacknowledged());
  }

  @Test
  void fullTableHoldsNewPacketsBackAndCoverLeavesInstead() {
    TrafficController traffic = controller(false, new TrafficLimits(10, 1 << 20, 5));
    traffic.start(0);
    traffic.enqueue(1, bob, new byte[100_000]);
    run(traffic, 1000);
    assertEquals(5, traffic.unacknowledged());
    assertTrue(traffic.counters().cover() > 10);
  }

  @Test
  void queueRefusesWhatIsOverItsLimits() {
    TrafficController traffic = controller(false, new TrafficLimits(2, 1000, 5));
    assertEquals(TrafficFault.MESSAGE_TOO_LARGE, traffic.enqueue(1, bob, new byte[1001]));
    assertNull(traffic.enqueue(2, bob, new byte[600]));
    assertEquals(TrafficFault.TOO_MANY_BYTES, traffic.enqueue(3, bob, new byte[401]));
    assertNull(traffic.enqueue(4, bob, new byte[400]));
    assertEquals(TrafficFault.TOO_MANY_MESSAGES, traffic.enqueue(5, bob, new byte[0]));
  }

  @Test
  void messageToUnlistedGatewayFailsAndCoverTakesItsPlace() {
    TrafficController traffic = controller(false, TrafficLimits.DEFAULT);
    NodeIdentity nowhere = NodeIdentity.fromBytes(Ed25519.publicKey(entropy.bytes(32))).value();
    traffic.start(0);
    traffic.enqueue(
        3, ClientAddress.of(bob.identityKey(), bob.encryptionKey(), nowhere), new byte[9]);
    step(traffic);
    assertTrue(outputs.contains(new TrafficOutput.MessageFailed(3, TrafficFault.NO_ROUTE)));
    assertEquals(1, packets().size());
    assertFalse(packets().get(0).real());
  }

  @Test
  void nothingLeavesWithoutTopologyAndTheMessageStays() {
    TrafficController traffic = controller(true, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.enqueue(1, bob, new byte[10]);
    traffic.timer(1000, null);
    assertNull(traffic.poll());
    assertEquals(1, traffic.waiting());
  }

  @Test
  void longStallIsNotMadeUpForByABurst() {
    TrafficController traffic = controller(true, TrafficLimits.DEFAULT);
    traffic.start(0);
    traffic.timer(3_600_000, topology);
    int packets = 0;
    while (traffic.poll() != null) {
      packets++;
    }
    assertTrue(packets <= 10, packets + " packets after an hour of standstill");
  }

  @Test
  void withoutPoissonRealPacketsLeaveAtOnceAndOnlyThey() {
    TrafficConfig config = new TrafficConfig(20, 200, false, false, TrafficLimits.DEFAULT);
    TrafficController traffic =
        new TrafficController(config, factory(AckKey.generate(entropy)), entropy);
    traffic.start(0);
    assertEquals(Double.POSITIVE_INFINITY, traffic.deadlineMs());
    traffic.enqueue(1, bob, new byte[100_000]);
    while (traffic.deadlineMs() <= 0) {
      traffic.timer(0, topology);
    }
    assertEquals(63, traffic.counters().real(), "100,002 bytes in packets of 1604");
    assertEquals(0, traffic.counters().cover());
  }

  /** Learns the identifiers of fragments from the outside: from the acknowledgement key. */
  private final class AckedFragments {
    final AckKey key = AckKey.generate(entropy);
    final SpyingEntropy spy = new SpyingEntropy();
    final TrafficController traffic =
        new TrafficController(
            new TrafficConfig(20, 200, true, false, TrafficLimits.DEFAULT), factory(key), spy);

    void acknowledgeAll() {
      for (int setId : spy.setIds()) {
        traffic.acknowledged(new FragmentId(setId, 1));
      }
    }
  }

  /** Remembers the four-byte draws, among which are the set identifiers of messages. */
  private final class SpyingEntropy implements Entropy {
    private final List<byte[]> draws = new ArrayList<>();

    @Override
    public void fill(byte[] out, int off, int len) {
      entropy.fill(out, off, len);
      if (len == 4) {
        draws.add(Arrays.copyOfRange(out, off, off + len));
      }
    }

    List<Integer> setIds() {
      List<Integer> ids = new ArrayList<>();
      for (byte[] draw : draws) {
        ids.add(1 + (int) (new ByteReader(draw).u32() % Integer.MAX_VALUE));
      }
      return ids;
    }
  }

  private TrafficController controller(boolean loopCover, TrafficLimits limits) {
    TrafficConfig config = new TrafficConfig(20, 200, true, loopCover, limits);
    return new TrafficController(config, factory(AckKey.generate(entropy)), entropy);
  }

  private PacketFactory factory(AckKey key) {
    return new PacketFactory(alice, key, 15, 15, entropy);
  }

  private void run(TrafficController traffic, double untilMs) {
    while (traffic.deadlineMs() <= untilMs) {
      step(traffic);
    }
  }

  private void step(TrafficController traffic) {
    traffic.timer(traffic.deadlineMs(), topology);
    for (TrafficOutput out = traffic.poll(); out != null; out = traffic.poll()) {
      outputs.add(out);
    }
  }

  private List<TrafficOutput.Packet> packets() {
    List<TrafficOutput.Packet> packets = new ArrayList<>();
    for (TrafficOutput out : outputs) {
      if (out instanceof TrafficOutput.Packet packet) {
        packets.add(packet);
      }
    }
    return packets;
  }
}
