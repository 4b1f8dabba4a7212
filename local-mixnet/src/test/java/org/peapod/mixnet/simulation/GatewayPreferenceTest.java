package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.client.ClientConfig;
import org.peapod.client.ConfigPreset;
import org.peapod.client.GatewayPreference;
import org.peapod.client.GatewaySettings;
import org.peapod.mixnet.network.MixnetConfig;

/** The choice of a gateway against real ones. */
class GatewayPreferenceTest {
  @Test
  void gatewayIsMeasuredAndThenUsedAndNoSocketIsLeftOpen() {
    Simulation simulation =
        new Simulation(4, MixnetConfig.STANDARD.withGateways(5), LinkConditions.CALM);
    ClientConfig config =
        ClientConfig.of(ConfigPreset.DEFAULT, List.of(simulation.nymApi()))
            .withConnection(new GatewaySettings(null, false, GatewayPreference.LATENCY, 3, true));
    SimulatedClient alice = simulation.addClient(config);
    assertTrue(simulation.runUntil(alice::isReady, 10_000), alice.startDetail());
    simulation.runFor(100);
    assertEquals(1, simulation.openConnections());
    alice.send(alice.address(), new byte[10]);
    assertTrue(simulation.runUntil(() -> alice.received().size() == 1, 10_000));
  }

  @Test
  void presetsOfTheConfigurationRun() {
    for (ConfigPreset preset : ConfigPreset.values()) {
      Simulation simulation = new Simulation(5, MixnetConfig.STANDARD, LinkConditions.CALM);
      ClientConfig config = ClientConfig.of(preset, List.of(simulation.nymApi()));
      SimulatedClient alice = simulation.addClient(config);
      assertTrue(simulation.runUntil(alice::isReady, 10_000), alice.startDetail());
      simulation.runFor(2_000);
      assertEquals(preset == ConfigPreset.NO_COVER, alice.stats().coverSent() == 0);
      alice.send(alice.address(), new byte[10]);
      assertTrue(simulation.runUntil(() -> alice.received().size() == 1, 10_000));
    }
  }
}
