package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.client.AckSettings;
import org.peapod.client.ClientConfig;
import org.peapod.client.CoverSettings;
import org.peapod.client.GatewaySettings;
import org.peapod.client.ReplySettings;
import org.peapod.client.TopologySettings;
import org.peapod.client.TrafficSettings;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.reply.SurbBudget;

/** Packets of 32 kB beside regular ones, messages and replies (chapter 5, A6). */
class ExtendedPacketsTest {
  private final Simulation simulation =
      new Simulation(22, MixnetConfig.STANDARD, LinkConditions.CALM);
  private final SimulatedClient alice = simulation.addClient(extended());
  private final SimulatedClient bob = simulation.addClient(extended());

  ExtendedPacketsTest() {
    assertTrue(simulation.runUntil(() -> alice.isReady() && bob.isReady(), 20_000));
  }

  @Test
  void longMessageTakesFewPacketsAndAShortOneARegularPacket() {
    byte[] data = new SeededEntropy(1).bytes(100_000);
    int message = alice.send(bob.address(), data);
    assertTrue(simulation.runUntil(() -> alice.acknowledged().contains(message), 20_000));
    assertArrayEquals(data, bob.received().get(0));
    assertEquals(4, alice.stats().realSent(), "100,001 bytes in fragments of 32,324");
    int small = alice.send(bob.address(), new byte[100]);
    assertTrue(simulation.runUntil(() -> alice.acknowledged().contains(small), 20_000));
    assertEquals(2, bob.received().size());
  }

  @Test
  void longReplyTakesOneSurbForEachOfItsFewPackets() {
    alice.sendAnonymous(bob.address(), new byte[10], SurbBudget.forReply(1));
    assertTrue(simulation.runUntil(() -> bob.received().size() == 1, 20_000));
    byte[] data = new SeededEntropy(2).bytes(90_000);
    int answer = bob.reply(data);
    assertTrue(simulation.runUntil(() -> bob.acknowledged().contains(answer), 20_000));
    assertArrayEquals(data, alice.received().get(0));
    assertEquals(3, bob.stats().realSent(), "within the SURBs for one regular packet: no request");
  }

  private ClientConfig extended() {
    return new ClientConfig(
        List.of(simulation.nymApi()),
        ClientConfig.START_TIMEOUT_MS,
        GatewaySettings.DEFAULT,
        new TrafficSettings(15, 20, true, true, TrafficSettings.NO_MAXIMUM),
        CoverSettings.DEFAULT,
        AckSettings.DEFAULT,
        TopologySettings.DEFAULT,
        ReplySettings.DEFAULT);
  }
}
