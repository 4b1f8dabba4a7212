package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.KeyRotationLabel;
import org.peapod.message.ReplySurb;

/** Chapter 5, A9.6 to A9.8: repeated requests, answers to requests, rotation and age. */
class ReplyTimersTest {
  private static final double HOUR = Samples.HOUR_MS;

  private final Replier bob = new Replier();
  private final ReplyController replies = bob.controller;
  private final SenderTag tag = Samples.tag(1);

  @Test
  void silentSenderIsAskedSixTimesMoreAndThenTheReplyFails() {
    bob.surbs(0, tag, 10, false);
    replies.reply(0, 3, tag, new byte[100]);
    bob.drain();
    bob.runTo(10_000);
    assertEquals(0, bob.drain().size(), "silence of ten seconds is not too long");
    bob.runTo(39_999);
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(5, Replier.requests(outputs).size());
    bob.runTo(40_000);
    assertEquals(1, Replier.requests(bob.drain()).size());
    bob.runTo(45_000);
    assertEquals(List.of(new ReplyOutput.ReplyFailed(3, ReplyFault.NO_SURBS_SENT)), bob.drain());
    assertEquals(6, replies.counters().rerequests());
    assertEquals(0, replies.replies());
  }

  @Test
  void replyAfterLongSilenceIsNotDroppedBeforeTheSenderCouldAnswer() {
    bob.surbs(0, tag, 10, false);
    double later = 3_000_000;
    assertNull(replies.reply(later, 1, tag, new byte[100]));
    bob.runTo(later + 9_000);
    assertEquals(1, replies.replies());
    bob.surbs(later + 9_500, tag, 10, true);
    assertEquals(1, Replier.data(bob.drain()).size());
  }

  @Test
  void surbsStartTheCountOfRequestsAnew() {
    bob.surbs(0, tag, 10, false);
    replies.reply(0, 1, tag, new byte[100_000]);
    bob.runTo(30_000);
    bob.surbs(30_000, tag, 3, true);
    bob.drain();
    bob.runTo(70_000);
    assertEquals(1, replies.replies());
    bob.runTo(75_001);
    assertEquals(0, replies.replies());
  }

  @Test
  void replyFailsWhenNoSurbIsLeftToAskWith() {
    bob.surbs(0, tag, 1, false);
    replies.reply(0, 3, tag, new byte[100]);
    bob.runTo(60_000);
    assertTrue(bob.drain().contains(new ReplyOutput.ReplyFailed(3, ReplyFault.NO_SURBS_LEFT)));
  }

  @Test
  void waitingRetransmissionAloneIsInspectedToo() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 3, tag, new byte[100]);
    var id = Replier.data(bob.drain()).get(0).id();
    replies.left(id);
    while (bob.stores.surbs().available(tag) > 5) {
      bob.stores.surbs().take(tag);
    }
    replies.resend(2_000, id);
    bob.runTo(60_000);
    assertTrue(bob.drain().contains(new ReplyOutput.ReplyFailed(3, ReplyFault.NO_SURBS_LEFT)));
    assertEquals(0, replies.replies());
  }

  @Test
  void dropPeriodEndsTheWaitWhenManyRequestsAreAllowed() {
    ReplyConfig patient =
        new ReplyConfig(10, 200, 0, 10, 50, 500, 10_000, 300_000, 10_000, 86_400_000);
    Replier waiting =
        new Replier(patient, ReplyLimits.DEFAULT, ReplyController.PacketSizes.REGULAR);
    waiting.surbs(0, tag, 10, false);
    waiting.controller.reply(0, 1, tag, new byte[100]);
    waiting.runTo(300_000);
    assertEquals(1, waiting.controller.replies());
    waiting.runTo(305_000);
    assertEquals(0, waiting.controller.replies());
  }

  @Test
  void requestIsAnsweredInBatchesOfAHundredUpToFiveHundred() {
    SenderTag ours = bob.stores.tags().forRecipient(Samples.ALICE);
    replies.surbRequested(ours, Samples.ALICE, 0xffffffffL);
    for (int batch = 0; batch < 5; batch++) {
      assertEquals(List.of(new ReplyOutput.SendSurbs(Samples.ALICE, ours, 100)), bob.drain());
      replies.surbsSent(Samples.ALICE);
    }
    assertTrue(bob.drain().isEmpty());
    replies.surbRequested(ours, Samples.ALICE, 130);
    replies.surbsSent(Samples.ALICE);
    replies.surbsSent(Samples.ALICE);
    assertEquals(
        List.of(
            new ReplyOutput.SendSurbs(Samples.ALICE, ours, 100),
            new ReplyOutput.SendSurbs(Samples.ALICE, ours, 30)),
        bob.drain());
    assertEquals(2, replies.counters().requestsAnswered());
  }

  @Test
  void repeatedRequestsOfOneRecipientAreOwedNoMoreThanOne() {
    SenderTag ours = bob.stores.tags().forRecipient(Samples.ALICE);
    for (int i = 0; i < 50; i++) {
      replies.surbRequested(ours, Samples.ALICE, 500);
    }
    int batches = 0;
    while (!bob.drain().isEmpty()) {
      batches++;
      replies.surbsSent(Samples.ALICE);
    }
    assertEquals(6, batches, "one under way, five owed");
  }

  @Test
  void onlyTheRecipientWhoGotTheSurbIsAnswered() {
    SenderTag toAlice = bob.stores.tags().forRecipient(Samples.ALICE);
    SenderTag toBob = bob.stores.tags().forRecipient(Samples.BOB);
    replies.surbRequested(toBob, Samples.ALICE, 10);
    replies.surbRequested(null, Samples.ALICE, 10);
    assertTrue(bob.drain().isEmpty());
    assertEquals(2, replies.counters().requestsRefused());
    replies.surbRequested(toAlice, Samples.ALICE, 10);
    assertEquals(1, bob.drain().size());
    Replier stranger = new Replier();
    stranger.controller.surbRequested(toAlice, Samples.ALICE, 10);
    assertTrue(stranger.drain().isEmpty());
  }

  @Test
  void rotationMakesSurbsStaleAtTheSecondCheckAndAsksForAsMany() {
    replies.topologyChanged(0, Samples.emptyTopology(10, 100, 0), Samples.CALENDAR);
    bob.surbs(9 * HOUR, tag, 80, false);
    bob.runTo(10 * HOUR);
    replies.topologyChanged(
        10 * HOUR + 1, Samples.emptyTopology(11, 110, 10 * HOUR), Samples.CALENDAR);
    bob.label = KeyRotationLabel.ODD;
    bob.runTo(10 * HOUR + 450_000);
    assertTrue(bob.drain().isEmpty());
    bob.runTo(10 * HOUR + 900_000);
    assertEquals(80, Replier.asked(bob.drain()));
    assertEquals(79, bob.stores.surbs().available(tag));
    assertEquals(80, bob.stores.surbs().freshAndAsked(tag));
    bob.surbs(10 * HOUR + 900_100, tag, 80, true);
    bob.runTo(11 * HOUR + 450_001);
    assertEquals(80, bob.stores.surbs().available(tag), "the stale ones are gone");
  }

  @Test
  void staleSurbsStillSendRepliesForOneEpoch() {
    replies.topologyChanged(0, Samples.emptyTopology(10, 100, 0), Samples.CALENDAR);
    bob.surbs(2 * HOUR, tag, 30, false);
    bob.runTo(10.9 * HOUR);
    replies.topologyChanged(
        10.9 * HOUR, Samples.emptyTopology(11, 110, 10.9 * HOUR), Samples.CALENDAR);
    assertNull(replies.reply(10.9 * HOUR, 1, tag, new byte[100]));
    assertEquals(1, Replier.data(bob.drain()).size());
    bob.runTo(11.2 * HOUR);
    assertEquals(0, bob.stores.surbs().size());
  }

  @Test
  void surbsFromBeforeARestartAreRefreshedAndKeysExpire() {
    List<StoredSurb> saved = new ArrayList<>();
    Samples.surbs(new SeededEntropy(5), 20, KeyRotationLabel.ODD)
        .forEach(surb -> saved.add(new StoredSurb(tag, surb, -HOUR / 2, false)));
    bob.stores.surbs().restore(0, saved);
    bob.stores.keys().add(-ReplyConfig.DEFAULT_KEY_AGE_MS, tag, Samples.surbs(9, 1).get(0));
    replies.topologyChanged(0, Samples.emptyTopology(10, 100, 0), Samples.CALENDAR);
    bob.runTo(900_000);
    assertEquals(20, Replier.asked(bob.drain()));
    assertEquals(0, bob.stores.keys().size());
  }

  @Test
  void surbsThatComeAfterTheirKeysAreNotTakenAndTheCallerHearsIt() {
    replies.topologyChanged(0, Samples.emptyTopology(10, 105, 5 * HOUR), Samples.CALENDAR);
    List<ReplySurb> late = Samples.surbs(new SeededEntropy(5), 20, KeyRotationLabel.ODD);
    replies.surbsArrived(0, 5.5 * HOUR, tag, late, false);
    assertEquals(0, bob.stores.surbs().size());
    assertEquals(ReplyFault.UNKNOWN_TAG, replies.reply(0, 1, tag, new byte[100]));
    replies.surbsArrived(0, 5.5 * HOUR, tag, Samples.surbs(6, 20), false);
    assertEquals(20, bob.stores.surbs().size());
  }

  @Test
  void withoutACalendarSurbsStayAndKeysStillExpire() {
    replies.topologyChanged(0, Samples.emptyTopology(10, 100, 0), null);
    bob.surbs(0, tag, 30, false);
    bob.stores.keys().add(0, tag, Samples.surbs(9, 1).get(0));
    bob.runTo(ReplyConfig.DEFAULT_KEY_AGE_MS + 450_001);
    assertEquals(30, bob.stores.surbs().size());
    assertEquals(0, bob.stores.keys().size());
  }

  @Test
  void requestsToASilentSenderAreBounded() {
    ReplyConfig eager = new ReplyConfig(30, 10_000, 0, 1, 1, 500, 1, 1e12, 10_000, 86_400_000);
    Replier asking = new Replier(eager, ReplyLimits.DEFAULT, ReplyController.PacketSizes.REGULAR);
    asking.surbs(0, tag, 10, false);
    asking.surbs(0, tag, 30, false);
    asking.controller.reply(0, 1, tag, new byte[1_000_000]);
    asking.runTo(600_000);
    assertTrue(asking.controller.unacknowledged() <= 30 + ReplyDispatch.MAX_REQUESTS);
    assertEquals(ReplyDispatch.MAX_REQUESTS, Replier.requests(asking.drain()).size());
  }
}
