package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.client.ClientStage;
import org.peapod.mixnet.network.MixnetConfig;

/** What the gateway keeps for a client, and for how long (chapter 3, 3.12 and 3.13). */
class AbsenceTest {
  private static final double SECOND_MS = 1_000;
  private static final double HOUR_MS = 3_600 * SECOND_MS;
  private static final double DAY_MS = 24 * HOUR_MS;

  private final Simulation simulation =
      new Simulation(21, MixnetConfig.STANDARD, LinkConditions.CALM);

  @Test
  void messagesOfTheTimeAwayAreDeliveredAtTheReturn() {
    SimulatedClient alice = ready(20, 200);
    SimulatedClient bob = ready(20, 200);
    bob.networkHint(false);
    int first = alice.send(bob.address(), new byte[5_000]);
    int second = alice.send(bob.address(), new byte[100]);
    assertTrue(
        simulation.runUntil(
            () -> alice.acknowledged().contains(first) && alice.acknowledged().contains(second),
            20 * SECOND_MS));
    assertEquals(0, bob.received().size());
    bob.networkHint(true);
    assertTrue(simulation.runUntil(() -> bob.received().size() == 2, 20 * SECOND_MS));
    assertEquals(5_100, bob.received().get(0).length + bob.received().get(1).length);
  }

  @Test
  void balanceThatIsVoidAfterMidnightIsClaimedAgainAndNoMessageIsLost() {
    SimulatedClient alice = ready(600 * SECOND_MS, HOUR_MS);
    SimulatedClient bob = ready(600 * SECOND_MS, HOUR_MS);
    int before = alice.send(bob.address(), new byte[4_000]);
    simulation.runFor(DAY_MS - simulation.nowMs() - 1);
    assertTrue(alice.acknowledged().contains(before));
    int after = alice.send(bob.address(), new byte[4_000]);
    assertTrue(
        simulation.runUntil(() -> alice.acknowledged().contains(after), 6 * HOUR_MS),
        "the first packet of the day found the balance void");
    assertEquals(2, bob.received().size());
    assertTrue(alice.failedSends().isEmpty());
    assertFalse(alice.stages().contains(ClientStage.RECONNECTING));
  }

  /** The stock client opens a socket to register, drops it, and opens another one to work on. */
  @Test
  void registrationAndEverythingAfterItShareOneSocket() {
    SimulatedClient alice = simulation.addClient(TestClients.config(simulation));
    int[] opened = {0, 0};
    boolean ready =
        simulation.runUntil(
            () -> {
              int now = simulation.openConnections();
              opened[0] += Math.max(0, now - opened[1]);
              opened[1] = now;
              return alice.isReady();
            },
            20 * SECOND_MS);
    assertTrue(ready, alice.startDetail());
    assertEquals(1, opened[0]);
  }

  private SimulatedClient ready(double mainMeanMs, double coverMeanMs) {
    SimulatedClient client =
        simulation.addClient(TestClients.config(simulation, mainMeanMs, coverMeanMs));
    assertTrue(simulation.runUntil(client::isReady, 20 * SECOND_MS), client.startDetail());
    return client;
  }
}
