package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.client.ClientConfig;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientStage;
import org.peapod.mixnet.network.MixnetConfig;

/** What a client does when the network, its gateway or its caller misbehaves. */
class DisturbanceTest {
  private final Simulation simulation =
      new Simulation(3, MixnetConfig.STANDARD, LinkConditions.CALM.withNodeLoss(0.05));

  @Test
  void lostPacketsAreSentAgainAndTheMessageArrivesOnce() {
    SimulatedClient alice = ready(TestClients.config(simulation));
    SimulatedClient bob = ready(TestClients.config(simulation));
    byte[] data = new byte[60_000];
    alice.send(bob.address(), data);

    assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == 1, 30_000));
    simulation.runFor(3_000);
    assertEquals(1, bob.received().size());
    assertEquals(data.length, bob.received().get(0).length);
    assertTrue(simulation.packetsLost() > 0);
    assertTrue(alice.stats().retransmitted() > 0);
  }

  @Test
  void clientReturnsAfterItsSocketIsCutAndLosesNothing() {
    SimulatedClient alice = ready(TestClients.config(simulation));
    SimulatedClient bob = ready(TestClients.config(simulation));
    String before = alice.address();
    simulation.cutConnections();
    simulation.runFor(50);
    alice.send(bob.address(), new byte[5_000]);

    assertTrue(simulation.runUntil(() -> bob.received().size() == 1, 30_000));
    assertEquals(before, alice.address());
    assertTrue(alice.stages().contains(ClientStage.RECONNECTING));
    assertEquals(ClientStage.READY, alice.stages().get(alice.stages().size() - 1));
  }

  @Test
  void closedClientSendsNothingMore() {
    SimulatedClient alice = ready(TestClients.config(simulation));
    alice.recordPacketTimes();
    alice.close();
    int packets = alice.packetTimes().size();
    simulation.runFor(5_000);
    assertEquals(packets, alice.packetTimes().size());
    assertTrue(alice.isClosed());
    assertEquals(0, simulation.network().stats().liveClients());
    assertEquals(
        ClientFault.CLOSED, alice.failedSends().get(alice.send(alice.address(), new byte[1])));
  }

  @Test
  void sendsThatCannotSucceedSayWhy() {
    SimulatedClient alice = ready(TestClients.config(simulation));
    String elsewhere =
        alice.address().substring(0, alice.address().indexOf('@'))
            + "@"
            + alice.address().substring(0, alice.address().indexOf('.'));
    int bad = alice.send("no address", new byte[1]);
    int unlisted = alice.send(elsewhere, new byte[1]);
    assertEquals(ClientFault.INVALID_ADDRESS, alice.failedSends().get(bad));
    assertEquals(ClientFault.RECIPIENT_UNREACHABLE, alice.failedSends().get(unlisted));
  }

  @Test
  void startFailsByNameWhenTheAskedForGatewayIsNotListed() {
    SimulatedClient lost =
        simulation.addClient(gateway("8qtyvPdMr9ukFaeso3HAMRDjLnPqtMkXwoHDEGzXTmyj"));
    simulation.runFor(10_000);
    assertEquals(ClientFault.NO_GATEWAY, lost.startFault());
    assertTrue(lost.isClosed());
  }

  @Test
  void startFailsInTimeWhenTheDirectoryIsSilent() {
    ClientConfig config = TestClients.config(simulation);
    ClientConfig silent =
        new ClientConfig(
            List.of("http://127.0.0.1/nowhere"), null, false, 20, 200, 15, 15, true, true, 5_000);
    SimulatedClient client = simulation.addClient(silent);
    simulation.runFor(config.startTimeoutMs());
    assertNotEquals(null, client.startFault());
    assertTrue(client.isClosed());
  }

  private ClientConfig gateway(String identity) {
    return new ClientConfig(
        List.of(simulation.nymApi()), identity, false, 20, 200, 15, 15, true, true, 60_000);
  }

  private SimulatedClient ready(ClientConfig config) {
    SimulatedClient client = simulation.addClient(config);
    assertTrue(simulation.runUntil(client::isReady, 20_000), client.startDetail());
    return client;
  }
}
