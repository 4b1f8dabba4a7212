package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.client.ClientFault;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.reply.SurbBudget;

/** Anonymous messages and their answers, through the whole network in virtual time. */
class ReplyTest {
  private final Simulation simulation =
      new Simulation(9, MixnetConfig.STANDARD, LinkConditions.CALM);
  private final SimulatedClient alice = simulation.addClient(TestClients.config(simulation));
  private final SimulatedClient bob = simulation.addClient(TestClients.config(simulation));

  @Test
  void anonymousMessageIsAnsweredAtOnceOnTheAttachedSurbs() {
    ask(SurbBudget.forReply(1_000), new byte[0]);
    int answer = bob.reply(Utf8.encode("hello, whoever you are"));

    assertTrue(simulation.runUntil(() -> alice.received().size() == 1, 10_000));
    assertEquals("hello, whoever you are", Utf8.decode(alice.received().get(0)));
    assertTrue(simulation.runUntil(() -> bob.acknowledged().contains(answer), 5_000));
  }

  @Test
  void longAnswerAsksForMoreSurbsAndArrives() {
    ask(5, Utf8.encode("tell me everything"));
    byte[] everything = new byte[60_000];
    everything[59_999] = 1;
    int answer = bob.reply(everything);

    assertTrue(simulation.runUntil(() -> alice.received().size() == 1, 60_000));
    assertArrayEquals(everything, alice.received().get(0));
    assertTrue(simulation.runUntil(() -> bob.acknowledged().contains(answer), 10_000));
    simulation.runFor(3_000);
    assertEquals(1, alice.received().size());
  }

  @Test
  void repliesSurviveLoss() {
    Simulation lossy =
        new Simulation(10, MixnetConfig.STANDARD, LinkConditions.CALM.withNodeLoss(0.05));
    SimulatedClient asker = lossy.addClient(TestClients.config(lossy));
    SimulatedClient answerer = lossy.addClient(TestClients.config(lossy));
    assertTrue(lossy.runUntil(() -> asker.isReady() && answerer.isReady(), 20_000));
    asker.sendAnonymous(answerer.address(), new byte[10], SurbBudget.forReply(20_000));
    assertTrue(lossy.runUntil(() -> answerer.received().size() == 1, 20_000));
    int answer = answerer.reply(new byte[20_000]);

    assertTrue(lossy.runUntil(() -> answerer.acknowledged().contains(answer), 60_000));
    assertEquals(List.of(answer), answerer.acknowledged(), "errands are not the application's");
    assertEquals(List.of(answer), answerer.sent());
    assertEquals(1, asker.received().size());
    assertEquals(20_000, asker.received().get(0).length);
  }

  @Test
  void replyToSomebodyUnknownFailsByName() {
    ready();
    bob.senders().add(new byte[16]);
    int answer = bob.reply(new byte[1]);
    assertEquals(ClientFault.UNKNOWN_SENDER, bob.failedSends().get(answer));
  }

  @Test
  void cancelledMessageHoldsBackWhatHasNotLeft() {
    ready();
    int message = alice.send(bob.address(), new byte[500_000]);
    simulation.runFor(500);
    alice.cancel(message);
    long before = alice.stats().realSent();
    simulation.runFor(3_000);
    assertEquals(ClientFault.CANCELLED, alice.failedSends().get(message));
    assertEquals(before, alice.stats().realSent());
    assertEquals(0, bob.received().size());
  }

  private void ready() {
    assertTrue(simulation.runUntil(() -> alice.isReady() && bob.isReady(), 20_000));
  }

  private void ask(int surbs, byte[] question) {
    ready();
    alice.sendAnonymous(bob.address(), question, surbs);
    assertTrue(simulation.runUntil(() -> bob.received().size() == 1, 10_000));
    assertEquals(1, bob.senders().size());
  }
}
