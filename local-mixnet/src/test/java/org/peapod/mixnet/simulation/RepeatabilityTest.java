package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.peapod.mixnet.network.MixnetConfig;

class RepeatabilityTest {
  @Test
  void sameSeedGivesTheSameRunToTheByteAndAnotherSeedAnotherRun() {
    long first = run(1);
    assertEquals(first, run(1));
    assertNotEquals(first, run(2));
  }

  private static long run(long seed) {
    LinkConditions lossy = LinkConditions.CALM.withNodeLoss(0.02);
    Simulation simulation = new Simulation(seed, MixnetConfig.STANDARD, lossy);
    for (int i = 0; i < 3; i++) {
      simulation.addClient(TestClients.config(simulation));
    }
    simulation.runFor(1_000);
    for (SimulatedClient client : simulation.clients()) {
      client.send(simulation.clients().get(0).address(), new byte[4_000]);
    }
    simulation.runFor(1_500);
    return simulation.digest();
  }
}
