package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.mixnet.network.MixnetConfig;

/** Packets are sent again when they are lost, and not because the way is long. */
class AckTimingTest {
  /** Four wires there and four back: 5 s more than the mixing delays, of which 1.5 s are usual. */
  private static final LinkConditions SLOW = new LinkConditions(10, 625, 10, 0);

  private static final int LEN = 30_000;

  @Test
  void nothingIsSentAgainOnASlowNetworkOnceItsLengthIsKnown() {
    Simulation simulation = new Simulation(7, MixnetConfig.STANDARD, SLOW);
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    alice.send(bob.address(), new byte[LEN]);
    simulation.runFor(20_000);
    long before = alice.stats().retransmitted();
    assertTrue(before > 0, "at first nobody can know");

    for (int i = 0; i < 4; i++) {
      alice.send(bob.address(), new byte[LEN]);
    }
    assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == 5, 60_000));
    assertEquals(before, alice.stats().retransmitted());
    assertEquals(5, bob.received().size());
  }

  /**
   * 1.5 s, the factor on some 90 ms of mixing, and the way of the second packet. A second wait
   * would be 3.3 s.
   */
  @Test
  void whatIsLostOnAQuickNetworkIsSentAgainAfterTheLeastWait() {
    LinkConditions lossy = LinkConditions.CALM.withNodeLoss(0.02);
    Simulation simulation = new Simulation(8, MixnetConfig.STANDARD, lossy);
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    int lostOnce = 0;
    for (int count = 1; count <= 60; count++) {
      long repeated = alice.stats().retransmitted();
      double sentMs = simulation.nowMs();
      alice.send(bob.address(), new byte[100]);
      int all = count;
      assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == all, 60_000));
      double tookMs = simulation.nowMs() - sentMs;
      if (alice.stats().retransmitted() - repeated == 1) {
        lostOnce++;
        assertTrue(tookMs > 1500 && tookMs < 3000, tookMs + " ms");
      }
    }
    assertTrue(lostOnce > 3, "the network loses packets");
  }

  /**
   * Packets whose answers were on the line when it broke are to be sent again, last of all; their
   * acknowledgements come before that.
   */
  @Test
  void acknowledgementsTakeTheRepetitionsOfAReplyBackThatHaveNotLeft() {
    LinkConditions farFromGateways = new LinkConditions(1_000, 5, 10, 0);
    Simulation simulation = new Simulation(9, MixnetConfig.STANDARD, farFromGateways);
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    alice.sendAnonymous(bob.address(), new byte[10], 120);
    assertTrue(simulation.runUntil(() -> bob.senders().size() == 1, 120_000));

    bob.reply(new byte[100_000]);
    simulation.runFor(3_000);
    long repeated = bob.stats().retransmitted();
    simulation.cutConnections();
    assertTrue(simulation.runUntil(() -> bob.acknowledged().size() == 1, 120_000));
    assertTrue(bob.stats().retransmitted() > repeated, "the line broke in the middle");
    assertEquals(1, alice.received().size());
    assertEquals(0, bob.stats().queuedPackets(), "nothing of the reply waits any more");
  }

  private static SimulatedClient ready(Simulation simulation) {
    SimulatedClient client = simulation.addClient(TestClients.config(simulation, 100, 500));
    assertTrue(simulation.runUntil(client::isReady, 60_000), client.startDetail());
    return client;
  }
}
