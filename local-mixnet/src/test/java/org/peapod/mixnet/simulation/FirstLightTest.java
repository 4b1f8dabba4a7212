package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.mixnet.network.MixnetConfig;

/** The smallest run that means something: two clients, one message each way. */
class FirstLightTest {
  @Test
  void messageCrossesTheMixnetBothWays() {
    Simulation simulation = new Simulation(1, MixnetConfig.STANDARD, LinkConditions.CALM);
    SimulatedClient alice = simulation.addClient(TestClients.config(simulation));
    SimulatedClient bob = simulation.addClient(TestClients.config(simulation));
    boolean ready = simulation.runUntil(() -> alice.isReady() && bob.isReady(), 10_000);
    assertTrue(ready, alice.startDetail() + " " + bob.startDetail());

    alice.send(bob.address(), Utf8.encode("first light"));
    bob.send(alice.address(), new byte[20_000]);
    boolean arrived =
        simulation.runUntil(
            () -> bob.received().size() == 1 && alice.received().size() == 1, 20_000);

    assertTrue(arrived);
    assertEquals("first light", Utf8.decode(bob.received().get(0)));
    assertArrayEquals(new byte[20_000], alice.received().get(0));
    assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == 1, 5_000));
  }
}
