package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStage;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.MixnetConfig;

/** A network whose keys change and whose directory fails, seen from its clients. */
class RotationTest {
  private static final double MINUTE_MS = 60_000;
  private static final double HOUR_MS = 60 * MINUTE_MS;

  @Test
  void clientLivesThroughTenRotationsAndLosesNothing() {
    Simulation simulation = simulation(new EpochSchedule(1000, 2 * MINUTE_MS, 3, 1));
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    long first = rotation(simulation);
    List<Integer> sent = new ArrayList<>();
    while (rotation(simulation) < first + 10) {
      sent.add(alice.send(bob.address(), new byte[3_000]));
      simulation.runFor(2 * MINUTE_MS + 17_000);
    }
    assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == sent.size(), MINUTE_MS));
    assertEquals(sent.size(), bob.received().size());
    assertTrue(alice.failedSends().isEmpty());
    assertFalse(alice.stages().contains(ClientStage.RECONNECTING));
    assertTrue(changes(alice).size() >= 30, "epochs seen: " + changes(alice).size());
    assertEquals(0, alarms(alice));
    assertEquals(0, simulation.network().stats().dropped().size());
  }

  @Test
  void replyOnSurbsOfTheRotationBeforeIsAcknowledged() {
    Simulation simulation = simulation(new EpochSchedule(1000, 10 * MINUTE_MS, 3, 1));
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    long first = rotation(simulation);
    simulation.runUntil(() -> rotation(simulation) > first, HOUR_MS);
    simulation.runFor(25 * MINUTE_MS);
    alice.sendAnonymous(bob.address(), new byte[10], 14);
    assertTrue(simulation.runUntil(() -> bob.senders().size() == 1, 4 * MINUTE_MS));
    simulation.runUntil(() -> rotation(simulation) > first + 1, HOUR_MS);
    int before = changes(bob).size();
    simulation.runUntil(() -> changes(bob).size() > before, 3 * MINUTE_MS);

    int answer = bob.reply(new byte[10]);
    assertTrue(simulation.runUntil(() -> bob.acknowledged().contains(answer), MINUTE_MS));
    assertEquals(1, alice.received().size());
    assertEquals(0, simulation.network().stats().dropped().size());
  }

  @Test
  void newEpochIsKnownSoonAfterItsStart() {
    Simulation simulation = simulation(new EpochSchedule(1000, HOUR_MS, 3, 1));
    SimulatedClient alice = ready(simulation);
    simulation.runFor(HOUR_MS - simulation.nowMs() - 1);
    int before = changes(alice).size();
    simulation.runFor(2 * MINUTE_MS + 10_000);
    assertEquals(before + 1, changes(alice).size());
  }

  @Test
  void messagesArriveWhileTheDirectoryIsDownForAnHour() {
    Simulation simulation = simulation(new EpochSchedule(1000, HOUR_MS, 24, 1));
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    simulation.directoryDown(true);
    for (int i = 1; i <= 12; i++) {
      simulation.runFor(5 * MINUTE_MS);
      alice.send(bob.address(), new byte[2_000]);
    }
    simulation.directoryDown(false);
    assertTrue(simulation.runUntil(() -> alice.acknowledged().size() == 12, MINUTE_MS));
    assertEquals(12, bob.received().size());
    int before = changes(alice).size();
    assertTrue(
        simulation.runUntil(() -> changes(alice).size() > before, 5 * MINUTE_MS),
        "the directory is asked again within the gap between refreshes");
  }

  @Test
  void keysThatAreGoneAreNotUsedAndMessagesWaitForTheDirectory() {
    Simulation simulation = simulation(new EpochSchedule(1000, 4 * MINUTE_MS, 3, 1));
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    simulation.directoryDown(true);
    simulation.runFor(HOUR_MS);
    assertEquals(0, simulation.network().stats().dropped().size());
    alice.send(bob.address(), new byte[2_000]);
    simulation.runFor(10 * MINUTE_MS);
    assertEquals(0, bob.received().size());
    simulation.directoryDown(false);
    assertTrue(simulation.runUntil(() -> bob.received().size() == 1, 6 * MINUTE_MS));
    assertEquals(0, simulation.network().stats().dropped().size());
  }

  @Test
  void hintsOfTheHostPauseAndResumeTheConnection() {
    Simulation simulation = simulation(EpochSchedule.STANDARD);
    SimulatedClient alice = ready(simulation);
    SimulatedClient bob = ready(simulation);
    alice.networkHint(false);
    assertEquals(ClientStage.OFFLINE, alice.stages().get(alice.stages().size() - 1));
    int queued = alice.send(bob.address(), new byte[2_000]);
    simulation.runFor(MINUTE_MS);
    assertFalse(alice.sent().contains(queued));
    alice.networkHint(true);
    assertTrue(simulation.runUntil(() -> alice.acknowledged().contains(queued), MINUTE_MS));
    assertEquals(ClientStage.READY, alice.stages().get(alice.stages().size() - 1));
  }

  @Test
  void hintThatIsWrongDoesNotKeepTheClientAwayForEver() {
    Simulation simulation = simulation(EpochSchedule.STANDARD);
    SimulatedClient alice = ready(simulation);
    alice.networkHint(false);
    assertTrue(
        simulation.runUntil(
            () -> alice.stages().get(alice.stages().size() - 1) == ClientStage.READY,
            3 * MINUTE_MS));
  }

  private static Simulation simulation(EpochSchedule schedule) {
    return new Simulation(11, MixnetConfig.STANDARD.withSchedule(schedule), LinkConditions.CALM);
  }

  private static SimulatedClient ready(Simulation simulation) {
    SimulatedClient client = simulation.addClient(TestClients.config(simulation, 8_000, 60_000));
    assertTrue(simulation.runUntil(client::isReady, 20_000), client.startDetail());
    return client;
  }

  private static long rotation(Simulation simulation) {
    return simulation.network().epoch(simulation.now()).rotationId();
  }

  private static List<ClientOutput> changes(SimulatedClient client) {
    return client.networkNews().stream()
        .filter(ClientOutput.TopologyChanged.class::isInstance)
        .toList();
  }

  private static long alarms(SimulatedClient client) {
    return client.networkNews().stream()
        .filter(ClientOutput.TopologyAlarmed.class::isInstance)
        .count();
  }
}
