package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.ByteReader;
import org.peapod.crypto.Blake3;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;

/** Fifty clients, three gateways, nine mix nodes, a thousand messages and a few large ones. */
class CrowdTest {
  private static final int CLIENTS = 50;
  private static final int MESSAGES = 1000;
  private static final int LARGE_MESSAGES = 4;
  private static final int LARGEST = 20_000;
  private static final int LARGE = 1_000_000;

  private final Simulation simulation =
      new Simulation(
          7, MixnetConfig.STANDARD.withGateways(3).withMixNodesPerLayer(3), LinkConditions.CALM);
  private final SeededEntropy chance = new SeededEntropy(99);
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<Integer, List<String>> expected = new HashMap<>();

  @Test
  void everyMessageArrivesOnceAndUnchanged() {
    for (int i = 0; i < CLIENTS; i++) {
      // The first ones send the large messages, at a rate that keeps the run short.
      double mainMeanMs = i < LARGE_MESSAGES ? 4 : 20;
      clients.add(simulation.addClient(TestClients.config(simulation, mainMeanMs, 200)));
      expected.put(i, new ArrayList<>());
    }
    assertTrue(
        simulation.runUntil(() -> clients.stream().allMatch(SimulatedClient::isReady), 10_000));

    for (int message = 0; message < MESSAGES + LARGE_MESSAGES; message++) {
      int length = message < LARGE_MESSAGES ? LARGE : chance.below(LARGEST + 1);
      send(message, message == LARGE_MESSAGES ? 0 : length);
    }
    assertTrue(simulation.runUntil(this::haveAllArrived, 120_000), "some messages are missing");
    simulation.runFor(2_000);

    for (int i = 0; i < CLIENTS; i++) {
      assertEquals(sorted(expected.get(i)), sorted(digests(clients.get(i).received())));
      assertEquals(0, clients.get(i).stats().dropped());
      assertEquals(Map.of(), clients.get(i).failedSends());
    }
  }

  private void send(int message, int length) {
    int from = message < LARGE_MESSAGES ? message : chance.below(CLIENTS);
    int to = (from + 1 + chance.below(CLIENTS - 1)) % CLIENTS;
    byte[] data = chance.bytes(length);
    expected.get(to).add(digest(data));
    clients.get(from).send(clients.get(to).address(), data);
  }

  private boolean haveAllArrived() {
    for (int i = 0; i < CLIENTS; i++) {
      if (clients.get(i).received().size() < expected.get(i).size()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> digests(List<byte[]> messages) {
    List<String> out = new ArrayList<>();
    for (byte[] message : messages) {
      out.add(digest(message));
    }
    return out;
  }

  /** Length and the first 8 bytes of a hash: enough to tell a thousand messages apart. */
  private static String digest(byte[] data) {
    return data.length + ":" + new ByteReader(Blake3.hash(data)).i64();
  }

  private static List<String> sorted(List<String> texts) {
    List<String> out = new ArrayList<>(texts);
    out.sort(null);
    return out;
  }
}
