package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientStage;
import org.peapod.mixnet.network.MixnetConfig;

/** One saved state in two clients. */
class SharedIdentityTest {
  private final Simulation simulation =
      new Simulation(6, MixnetConfig.STANDARD, LinkConditions.CALM);
  private final SimulatedClient first =
      simulation.addClient(TestClients.config(simulation, 200, 2_000), null, true);

  @Test
  void secondClientGivesWayWithAClearErrorAndTheFirstNoticesNothing() {
    assertTrue(simulation.runUntil(first::isReady, 10_000), first.startDetail());
    simulation.runFor(5_000);
    SimulatedClient second = first.twin();
    second.start();
    assertTrue(simulation.runUntil(second::isClosed, 60_000));

    assertEquals(ClientFault.ADDRESS_IN_USE, second.startFault());
    assertNull(second.address());
    assertFalse(first.stages().contains(ClientStage.RECONNECTING), "the first was thrown out");
    first.send(first.address(), new byte[10]);
    assertTrue(simulation.runUntil(() -> first.received().size() == 1, 10_000));
  }

  @Test
  void secondClientTakesTheAddressOverOfAFirstThatIsDead() {
    assertTrue(simulation.runUntil(first::isReady, 10_000), first.startDetail());
    simulation.runFor(5_000);
    SimulatedClient second = first.twin();
    first.kill(3_600_000);
    second.start();

    assertTrue(simulation.runUntil(second::isReady, 60_000), second.startDetail());
    assertEquals(first.address(), second.address());
  }
}
