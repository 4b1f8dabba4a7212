package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.client.ClientStage;
import org.peapod.mixnet.network.MixnetConfig;

/** What a client does when its gateway's process ends and comes back, and what is lost then. */
class GatewayCrashTest {
  private final Simulation simulation =
      new Simulation(8, MixnetConfig.STANDARD.withGateways(1), LinkConditions.CALM);
  private final SimulatedClient alice = simulation.addClient(TestClients.config(simulation));
  private final SimulatedClient bob = simulation.addClient(TestClients.config(simulation));

  @Test
  void messagesWaitForAGatewayThatIsAwayAndArriveOnce() {
    ready();
    simulation.crashGateway(0, false);
    simulation.runFor(1_000);
    assertEquals(0, simulation.network().stats().liveClients());
    int message = alice.send(bob.address(), new byte[5_000]);
    simulation.runFor(20_000);
    simulation.returnGateway(0);

    assertTrue(simulation.runUntil(() -> alice.acknowledged().contains(message), 60_000));
    assertEquals(1, bob.received().size());
  }

  @Test
  void clientRegistersAnewUnderItsAddressWhereTheDiskIsLost() {
    ready();
    String before = alice.address();
    simulation.crashGateway(0, true);
    assertEquals(0, simulation.network().stats().registeredClients());
    simulation.returnGateway(0);
    alice.send(bob.address(), new byte[5_000]);

    assertTrue(simulation.runUntil(() -> bob.received().size() == 1, 60_000));
    assertEquals(before, alice.address());
    assertEquals(ClientStage.READY, alice.stages().get(alice.stages().size() - 1));
    assertEquals(2, simulation.network().stats().registeredClients());
  }

  @Test
  void payloadOnASocketThatBreaksIsKnownToBeLost() {
    ready();
    alice.send(bob.address(), new byte[100]);
    assertTrue(simulation.runUntil(() -> simulation.trail().onSockets() > 0, 10_000));
    simulation.crashGateway(0, false);
    simulation.runFor(1_000);

    assertEquals(1, simulation.trail().losses().size());
    assertEquals(LostPush.Reason.ON_THE_SOCKET, simulation.trail().losses().get(0).reason());
  }

  private void ready() {
    assertTrue(simulation.runUntil(() -> alice.isReady() && bob.isReady(), 20_000));
  }
}
