package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentId;
import org.peapod.message.KeyRotationLabel;
import org.peapod.sphinx.PacketSize;

/** Chapter 5, A9.2 to A9.5, with its numbers. */
class ReplyControllerTest {
  /** Five regular fragments: 4 × 1604 < 7000 + 3 ≤ 5 × 1604. */
  private static final byte[] FIVE_FRAGMENTS = new byte[7_000];

  private final Replier bob = new Replier();
  private final ReplyController replies = bob.controller;
  private final SenderTag tag = Samples.tag(1);

  @Test
  void fiveFragmentsWithTenSurbsWaitAndTenAreAskedFor() {
    bob.surbs(0, tag, 10, false);
    assertTrue(bob.drain().isEmpty());
    assertNull(replies.reply(0, 1, tag, FIVE_FRAGMENTS));
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(0, Replier.data(outputs).size());
    assertEquals(10, Replier.asked(outputs));
    assertEquals(9, bob.stores.surbs().available(tag));
    assertEquals(10, bob.stores.surbs().asked(tag));
  }

  @Test
  void fiveFragmentsWithTwelveSurbsSendTwoAndAskForTen() {
    bob.surbs(0, tag, 12, false);
    replies.reply(0, 1, tag, FIVE_FRAGMENTS);
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(2, Replier.data(outputs).size());
    assertEquals(10, Replier.asked(outputs));
  }

  @Test
  void budgetLetsTheWholeReplyLeaveAtOnceAndAsksForNothing() {
    bob.surbs(0, tag, SurbBudget.forReply(7_000), false);
    replies.reply(0, 1, tag, FIVE_FRAGMENTS);
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(5, Replier.data(outputs).size());
    assertEquals(0, Replier.requests(outputs).size());
  }

  @Test
  void anonymousMessageWithOneSurbIsAskedForMoreOnIt() {
    bob.surbs(0, tag, 1, false);
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(10, Replier.asked(outputs));
    ReplyOutput.SendWithSurb request = Replier.requests(outputs).get(0);
    byte[] address = new byte[96];
    System.arraycopy(request.fragment(), 9, address, 0, 96);
    assertArrayEquals(Samples.BOB.toBytes(), address);
    assertEquals(ReplyOutput.NO_MESSAGE, request.message());
    assertEquals(0, bob.stores.surbs().available(tag));
  }

  @Test
  void surbsThatCameAsAskedForSendWhatWaits() {
    bob.surbs(0, tag, 10, false);
    replies.reply(0, 1, tag, FIVE_FRAGMENTS);
    bob.drain();
    bob.surbs(1, tag, 10, true);
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(5, Replier.data(outputs).size());
    assertEquals(0, bob.stores.surbs().asked(tag), "what came is not expected any more");
    assertEquals(0, Replier.requests(outputs).size());
    assertEquals(14, bob.stores.surbs().available(tag));
  }

  @Test
  void surbsAttachedToDataDoNotCountAsAnswer() {
    bob.surbs(0, tag, 10, false);
    replies.reply(0, 1, tag, FIVE_FRAGMENTS);
    bob.surbs(1, tag, 3, false);
    assertEquals(10, bob.stores.surbs().asked(tag));
  }

  @Test
  void replyIsReportedSentAndAcknowledgedInFragments() {
    bob.surbs(0, tag, 30, false);
    replies.reply(0, 7, tag, FIVE_FRAGMENTS);
    bob.leaveAndAcknowledge(1, Replier.data(bob.drain()));
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(new ReplyOutput.ReplyProgress(7, 1, 0, 5), outputs.get(0));
    assertEquals(new ReplyOutput.FragmentAcknowledged(7, 0), outputs.get(1));
    assertEquals(new ReplyOutput.ReplyProgress(7, 1, 1, 5), outputs.get(2));
    assertTrue(outputs.contains(new ReplyOutput.ReplySent(7)));
    assertEquals(new ReplyOutput.ReplyAcknowledged(7), outputs.get(outputs.size() - 1));
    assertEquals(0, replies.replies());
    assertEquals(0, replies.unacknowledged());
  }

  @Test
  void surbIsOverwrittenWhenItsPacketHasLeft() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 1, tag, new byte[1]);
    ReplyOutput.SendWithSurb send = Replier.data(bob.drain()).get(0);
    replies.left(send.id());
    assertArrayEquals(new byte[16], send.surb().replyKey());
    replies.left(send.id());
    assertEquals(2, bob.drain().size(), "progress and sent, once");
  }

  @Test
  void lostFragmentIsSentAgainOnAnotherSurbWithTheSameBytes() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 1, tag, new byte[1]);
    ReplyOutput.SendWithSurb first = Replier.data(bob.drain()).get(0);
    replies.left(first.id());
    replies.resend(1_700, first.id());
    List<ReplyOutput> outputs = bob.drain();
    ReplyOutput.SendWithSurb second = Replier.data(outputs).get(0);
    assertArrayEquals(first.fragment(), second.fragment());
    assertEquals(first.id(), second.id());
    assertNotSame(first.surb(), second.surb());
    assertTrue(second.again() && !first.again());
    assertEquals(10, Replier.asked(outputs), "with nine left more are needed");
  }

  @Test
  void lostFragmentWaitsWhenOnlyTheReserveIsLeft() {
    bob.surbs(0, tag, 12, false);
    replies.reply(0, 1, tag, new byte[3_000]);
    List<ReplyOutput.SendWithSurb> sends = Replier.data(bob.drain());
    sends.forEach(send -> replies.left(send.id()));
    replies.resend(1_700, sends.get(0).id());
    assertEquals(1, Replier.data(bob.drain()).size(), "from ten to nine");
    replies.resend(1_700, sends.get(1).id());
    assertEquals(0, Replier.data(bob.drain()).size());
    bob.surbs(2_000, tag, 10, true);
    ReplyOutput.SendWithSurb again = Replier.data(bob.drain()).get(0);
    assertEquals(sends.get(1).id(), again.id());
  }

  @Test
  void fragmentAcknowledgedWhileItWaitsIsNotSentAgain() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 1, tag, new byte[1]);
    FragmentId id = Replier.data(bob.drain()).get(0).id();
    replies.left(id);
    drainReserve();
    replies.resend(1_700, id);
    replies.acknowledged(1_800, id);
    bob.drain();
    bob.surbs(2_000, tag, 30, true);
    assertEquals(0, Replier.data(bob.drain()).size());
  }

  @Test
  void lateAcknowledgementTakesTheRepetitionBackAndItsSurbServesAnotherFragment() {
    bob.surbs(0, tag, 14, false);
    replies.reply(0, 1, tag, new byte[3_000]);
    List<ReplyOutput.SendWithSurb> sends = Replier.data(bob.drain());
    sends.forEach(send -> replies.left(send.id()));
    replies.resend(1_700, sends.get(0).id());
    ReplyOutput.SendWithSurb again = Replier.data(bob.drain()).get(0);
    replies.acknowledged(1_800, sends.get(0).id());
    List<ReplyOutput> outputs = bob.drain();
    assertEquals(new ReplyOutput.Withdrawn(again.id()), outputs.get(0));
    assertTrue(outputs.contains(new ReplyOutput.FragmentAcknowledged(1, 0)));
    assertEquals(12, bob.stores.surbs().available(tag));
    replies.resend(1_900, sends.get(1).id());
    ReplyOutput.SendWithSurb other = Replier.data(bob.drain()).get(0);
    assertSame(again.surb(), other.surb());
    assertFalse(Arrays.equals(new byte[16], other.surb().replyKey()), "not overwritten");
  }

  @Test
  void lateAcknowledgementOfARequestTakesItsRepetitionBack() {
    bob.surbs(0, tag, 2, false);
    FragmentId id = Replier.requests(bob.drain()).get(0).id();
    replies.left(id);
    replies.resend(1_700, id);
    bob.drain();
    replies.acknowledged(1_800, id);
    assertEquals(List.of(new ReplyOutput.Withdrawn(id)), bob.drain());
    assertEquals(1, bob.stores.surbs().available(tag));
  }

  @Test
  void acknowledgementOfAnEarlierRunCountsAsLeftToo() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 1, tag, new byte[1]);
    FragmentId id = Replier.data(bob.drain()).get(0).id();
    replies.acknowledged(1, id);
    assertEquals(
        List.of(
            new ReplyOutput.Withdrawn(id),
            new ReplyOutput.FragmentAcknowledged(1, 0),
            new ReplyOutput.ReplyProgress(1, 1, 1, 1),
            new ReplyOutput.ReplySent(1),
            new ReplyOutput.ReplyAcknowledged(1)),
        bob.drain());
    assertEquals(11, bob.stores.surbs().available(tag));
  }

  @Test
  void replyFailsAfterTenRepetitions() {
    bob.surbs(0, tag, 60, false);
    replies.reply(0, 4, tag, new byte[1]);
    FragmentId id = Replier.data(bob.drain()).get(0).id();
    for (int i = 0; i < 10; i++) {
      replies.left(id);
      replies.resend(1_700 * i, id);
      assertEquals(1, Replier.data(bob.drain()).size());
    }
    replies.left(id);
    bob.drain();
    replies.resend(20_000, id);
    assertEquals(List.of(new ReplyOutput.ReplyFailed(4, ReplyFault.NOT_ACKNOWLEDGED)), bob.drain());
    assertEquals(0, replies.unacknowledged());
    assertEquals(0, replies.replies());
  }

  @Test
  void requestUsesTheReserveAndIsForgottenWithTheLastSurb() {
    bob.surbs(0, tag, 2, false);
    FragmentId id = Replier.requests(bob.drain()).get(0).id();
    replies.left(id);
    replies.resend(1_700, id);
    assertEquals(1, Replier.requests(bob.drain()).size());
    replies.left(id);
    replies.resend(3_400, id);
    assertTrue(bob.drain().isEmpty());
    assertEquals(0, replies.unacknowledged());
    assertEquals(0, bob.stores.surbs().asked(tag));
  }

  @Test
  void packetThatWasNotBuiltGivesItsSurbBack() {
    bob.surbs(0, tag, 11, false);
    replies.reply(0, 1, tag, new byte[1]);
    ReplyOutput.SendWithSurb first = Replier.data(bob.drain()).get(0);
    replies.returned(1, first.id());
    assertEquals(11, bob.stores.surbs().available(tag));
    bob.runTo(5_001);
    ReplyOutput.SendWithSurb second = Replier.data(bob.drain()).get(0);
    assertSame(first.surb(), second.surb());
    assertArrayEquals(first.fragment(), second.fragment());
    assertFalse(second.again());
    replies.left(second.id());
    replies.returned(2, second.id());
    assertEquals(10, bob.stores.surbs().available(tag), "what has left is not put back");
  }

  @Test
  void shortReplyBehindALongOneDoesNotWaitForItsEnd() {
    bob.surbs(0, tag, 10, false);
    replies.reply(0, 1, tag, new byte[100_000]);
    replies.reply(0, 2, tag, new byte[10]);
    bob.drain();
    bob.surbs(1, tag, 4, true);
    assertTrue(Replier.data(bob.drain()).stream().anyMatch(send -> send.message() == 2));
  }

  @Test
  void largeReplyTakesTheSecondarySizeAndOneSurb() {
    Replier large =
        new Replier(
            ReplyConfig.DEFAULT,
            ReplyLimits.DEFAULT,
            new ReplyController.PacketSizes(PacketSize.REGULAR, PacketSize.EXTENDED_32));
    large.surbs(0, tag, 12, false);
    large.controller.reply(0, 1, tag, new byte[30_000]);
    large.controller.reply(0, 2, tag, new byte[100]);
    List<ReplyOutput.SendWithSurb> sends = Replier.data(large.drain());
    assertEquals(PacketSize.EXTENDED_32, sends.get(0).size());
    assertEquals(32331, sends.get(0).fragment().length);
    assertEquals(PacketSize.REGULAR, sends.get(1).size());
  }

  @Test
  void cancelledReplyIsForgottenAndItsSurbsAreNotUsedAgain() {
    bob.surbs(0, tag, 12, false);
    replies.reply(0, 1, tag, FIVE_FRAGMENTS);
    List<ReplyOutput.SendWithSurb> sends = Replier.data(bob.drain());
    assertTrue(replies.cancel(1, 1));
    assertFalse(replies.cancel(1, 1));
    replies.returned(2, sends.get(0).id());
    assertEquals(9, bob.stores.surbs().available(tag));
    bob.surbs(3, tag, 30, true);
    assertEquals(0, Replier.data(bob.drain()).size());
    assertEquals(0, replies.replies());
  }

  @Test
  void savedReplyGoesOnWithTheFragmentsThatAreNotAcknowledged() {
    bob.surbs(0, tag, 12, false);
    byte[] data = bob.entropy.bytes(7_000);
    replies.reply(0, 9, tag, data);
    List<ReplyOutput.SendWithSurb> before = Replier.data(bob.drain());
    bob.leaveAndAcknowledge(1, before.subList(1, 2));
    List<OpenReply> saved = replies.openReplies();
    assertEquals(1, saved.size());

    Replier restarted = new Replier();
    restarted.surbs(0, tag, 30, false);
    assertNull(restarted.controller.resume(0, saved.get(0)));
    List<ReplyOutput.SendWithSurb> after = Replier.data(restarted.drain());
    assertEquals(4, after.size());
    assertArrayEquals(before.get(0).fragment(), after.get(0).fragment());
    assertEquals(before.get(0).id(), after.get(0).id());
    assertFalse(after.stream().anyMatch(send -> send.id().equals(before.get(1).id())));
    restarted.leaveAndAcknowledge(1, after);
    assertTrue(restarted.drain().contains(new ReplyOutput.ReplyAcknowledged(9)));
    assertTrue(restarted.controller.openReplies().isEmpty());
  }

  @Test
  void savedReplyOfSeveralSetsKeepsItsSetIds() {
    bob.surbs(0, tag, 12, false);
    replies.reply(0, 9, tag, new byte[900_000]);
    OpenReply saved = replies.openReplies().get(0);
    assertEquals(3, saved.setIds().length);
    Replier restarted = new Replier();
    assertEquals(ReplyFault.UNKNOWN_TAG, restarted.controller.resume(0, saved));
    restarted.surbs(0, tag, 12, false);
    assertNull(restarted.controller.resume(0, saved));
    OpenReply again = restarted.controller.openReplies().get(0);
    assertArrayEquals(saved.setIds(), again.setIds());
    assertArrayEquals(saved.padded(), again.padded());
  }

  @Test
  void numberThatAReplyHasIsACallersMistake() {
    bob.surbs(0, tag, 12, false);
    replies.reply(0, 9, tag, new byte[1]);
    assertThrows(IllegalArgumentException.class, () -> replies.reply(0, 9, tag, new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> replies.reply(0, -1, tag, new byte[1]));
  }

  @Test
  void callerHearsAtOnceOfWhatIsNotTaken() {
    assertEquals(ReplyFault.UNKNOWN_TAG, replies.reply(0, 1, tag, new byte[1]));
    assertEquals(ReplyFault.EMPTY_REPLY, replies.reply(0, 1, tag, new byte[0]));
    ReplyLimits tight = new ReplyLimits(9, 9, 9, 99, 99, 2, 100);
    Replier small = new Replier(ReplyConfig.DEFAULT, tight, ReplyController.PacketSizes.REGULAR);
    small.surbs(0, tag, 10, false);
    assertEquals(ReplyFault.REPLY_TOO_LARGE, small.controller.reply(0, 1, tag, new byte[101]));
    assertNull(small.controller.reply(0, 1, tag, new byte[60]));
    assertEquals(ReplyFault.TOO_MANY_BYTES, small.controller.reply(0, 2, tag, new byte[41]));
    assertNull(small.controller.reply(0, 3, tag, new byte[40]));
    assertEquals(ReplyFault.TOO_MANY_REPLIES, small.controller.reply(0, 4, tag, new byte[1]));
    assertTrue(small.controller.cancel(0, 1));
    assertNull(small.controller.reply(0, 5, tag, new byte[1]));
  }

  @Test
  void unusableConfigurationIsRefusedAtTheDoor() {
    ReplyConfig bad = new ReplyConfig(10, 200, 0, 10, 5, 500, 1, 1, 5, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Replier(bad, ReplyLimits.DEFAULT, ReplyController.PacketSizes.REGULAR));
  }

  @Test
  void noSurbsOrUnknownIdsAreOfNoEffect() {
    bob.surbs(0, tag, 0, true);
    FragmentId unknown = new FragmentId(5, 1);
    replies.left(unknown);
    replies.returned(0, unknown);
    replies.acknowledged(0, unknown);
    replies.resend(0, unknown);
    assertTrue(bob.drain().isEmpty());
    assertFalse(bob.stores.surbs().knows(tag));
    assertEquals(KeyRotationLabel.EVEN, bob.label);
    assertEquals(Double.POSITIVE_INFINITY, replies.deadlineMs());
  }

  /** Uses SURBs up to below the reserve by losing requests. */
  private void drainReserve() {
    while (bob.stores.surbs().available(tag) >= 10) {
      bob.stores.surbs().take(tag);
    }
  }
}
