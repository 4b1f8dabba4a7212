package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Ed25519;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

class TrafficControllerTest {
  @Test
  void nothingLeavesBeforeTheStart() {
    TestTraffic traffic = TestTraffic.of(StreamConfig.DEFAULT);
    assertNull(traffic.enqueue(1, 10));
    assertEquals(Double.POSITIVE_INFINITY, traffic.controller.deadlineMs());
    traffic.controller.timer(1e6, traffic.topology);
    traffic.drain();
    assertTrue(traffic.packets().isEmpty());
  }

  @Test
  void realAndCoverPacketsHaveTheSameSizeLabelAndFirstHopForm() {
    TestTraffic traffic = TestTraffic.of(StreamConfig.DEFAULT);
    traffic.controller.start(0);
    traffic.enqueue(1, 3000);
    traffic.run(400);

    assertTrue(traffic.packets().stream().anyMatch(TrafficOutput.Packet::real));
    assertTrue(traffic.packets().stream().anyMatch(packet -> !packet.real()));
    for (TrafficOutput.Packet packet : traffic.packets()) {
      assertEquals(PacketSize.REGULAR.packetLen(), packet.packet().packet().length);
      assertEquals(traffic.topology.rotationLabel(), packet.packet().rotationLabel());
      assertEquals(7, packet.packet().firstHop().length);
    }
  }

  @Test
  void messageToUnlistedGatewayFailsAndCoverTakesItsPlace() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    NodeIdentity nowhere = NodeIdentity.fromBytes(Ed25519.publicKey(new byte[32])).value();
    ClientAddress lost =
        ClientAddress.of(traffic.bob.identityKey(), traffic.bob.encryptionKey(), nowhere);
    traffic.controller.start(0);
    traffic.controller.enqueue(3, lost, new NymMessage.Plain(new byte[9]));
    traffic.step();
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageFailed(3, TrafficFault.NO_ROUTE)));
    assertEquals(1, traffic.packets().size());
    assertFalse(traffic.packets().get(0).real());
    assertEquals(0, traffic.controller.messages());
  }

  @Test
  void nothingLeavesWithoutTopologyAndTheMessageStays() {
    TestTraffic traffic = TestTraffic.of(StreamConfig.DEFAULT);
    traffic.controller.start(0);
    traffic.enqueue(1, 10);
    traffic.controller.timer(1000, null);
    traffic.drain();
    assertTrue(traffic.packets().isEmpty());
    assertEquals(1, traffic.controller.waiting());
  }

  @Test
  void longStallIsNotMadeUpForByABurst() {
    TestTraffic traffic = TestTraffic.of(StreamConfig.DEFAULT);
    traffic.controller.start(0);
    traffic.controller.timer(3_600_000, traffic.topology);
    traffic.drain();
    int packets = traffic.packets().size();
    assertTrue(packets <= 10, packets + " packets after an hour of standstill");
  }

  @Test
  void withoutPoissonRealPacketsLeaveAtOnceAndOnlyThey() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    assertEquals(Double.POSITIVE_INFINITY, traffic.controller.deadlineMs());
    traffic.enqueue(1, 100_000);
    traffic.run(0);
    assertEquals(63, traffic.controller.counters().real(), "100,002 bytes in packets of 1604");
    assertEquals(0, traffic.controller.counters().cover());
  }

  @Test
  void withoutPoissonAMissingTopologyIsAskedForAgainLaterAndNotAtOnce() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    traffic.enqueue(1, 10);
    traffic.controller.timer(100, null);
    assertEquals(
        100 + TrafficController.BLOCKED_RETRY_MS, traffic.controller.deadlineMs(), "no busy loop");
    traffic.run(120);
    assertEquals(1, traffic.controller.counters().real());
  }

  @Test
  void repliableMessageGoesToItsAddressAndReplyDoesNot() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    NymMessage anonymous =
        new NymMessage.Repliable(new byte[16], NymMessage.Purpose.DATA, List.of(), new byte[1604]);
    traffic.controller.start(0);
    assertNull(traffic.controller.enqueue(1, traffic.bob, anonymous));
    traffic.run(0);
    assertEquals(2, traffic.controller.counters().real(), "1604 bytes and the tag take two");
    NymMessage reply = new NymMessage.ReplyData(new byte[1]);
    assertThrows(
        IllegalArgumentException.class, () -> traffic.controller.enqueue(2, traffic.bob, reply));
  }

  @Test
  void pausedStreamsKeepWhatWaitsAndGoOn() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    traffic.supplyAll(1, MessageKind.REPLY, 3);
    traffic.controller.pause();
    traffic.controller.timer(5, traffic.topology);
    assertEquals(0, traffic.built.size());
    traffic.controller.start(10);
    traffic.run(10);
    assertEquals(3, traffic.built.size());
  }
}
