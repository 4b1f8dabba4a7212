package org.peapod.mixnet.simulation;

import java.util.List;
import org.peapod.client.ClientConfig;

/** Configurations of simulated clients. */
final class TestClients {
  private TestClients() {}

  /** The defaults of chapter 5, A14. */
  static ClientConfig config(Simulation simulation) {
    return config(simulation, 20, 200);
  }

  static ClientConfig config(Simulation simulation, double mainMeanMs, double coverMeanMs) {
    return new ClientConfig(
        List.of(simulation.nymApi()),
        null,
        false,
        mainMeanMs,
        coverMeanMs,
        15,
        15,
        true,
        true,
        60_000);
  }
}
