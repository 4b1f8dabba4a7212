package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.mixnet.network.MixnetConfig;

/** A reply on a SURB's last usable hour, to somebody who comes back a day later. */
class LateReplyTest {
  private static final double MINUTE_MS = 60_000;
  private static final double HOUR_MS = 60 * MINUTE_MS;

  private final Simulation simulation =
      new Simulation(31, MixnetConfig.STANDARD, LinkConditions.CALM);
  private final SimulatedClient alice = ready();
  private final SimulatedClient bob = ready();

  @Test
  void replyThatWaitedForADayAtTheGatewayIsOpened() {
    alice.sendAnonymous(bob.address(), new byte[10], 14);
    assertTrue(simulation.runUntil(() -> bob.senders().size() == 1, HOUR_MS));
    simulation.runFor(24.2 * HOUR_MS - simulation.nowMs());
    stayAwayUntil(24.25 * HOUR_MS);

    int answer = bob.reply(new byte[] {1, 2, 3});
    stayAwayUntil(24.9 * HOUR_MS);
    assertTrue(bob.acknowledged().contains(answer), () -> bob.failedSends().toString());
    stayAwayUntil(48.2 * HOUR_MS);
    assertEquals(0, alice.received().size());
    alice.networkHint(true);
    assertTrue(simulation.runUntil(() -> alice.received().size() == 1, HOUR_MS));
    assertArrayEquals(new byte[] {1, 2, 3}, alice.received().get(0));
  }

  /** The client tries by itself after two minutes whether a hint still holds, so it is renewed. */
  private void stayAwayUntil(double untilMs) {
    while (simulation.nowMs() < untilMs) {
      alice.networkHint(true);
      alice.networkHint(false);
      simulation.runFor(1.9 * MINUTE_MS);
    }
  }

  private SimulatedClient ready() {
    SimulatedClient client =
        simulation.addClient(TestClients.config(simulation, 5 * MINUTE_MS, HOUR_MS));
    assertTrue(simulation.runUntil(client::isReady, 20_000), client.startDetail());
    return client;
  }
}
