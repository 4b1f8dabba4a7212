package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/** Messages that wait for their record, and those that go on after a restart. */
class ResumeTest {
  /** Fills three packets. */
  private static final int THREE = 4000;

  private final TestTraffic traffic = started();

  @Test
  void heldMessageLeavesWhenItIsReleasedAndNotBefore() {
    assertNull(traffic.controller.hold(7, traffic.bob, new NymMessage.Plain(new byte[THREE])));
    traffic.run(10_000);
    assertEquals(List.of(new TrafficOutput.MessageQueued(7, 3)), traffic.outputs);
    assertEquals(0, traffic.controller.waiting());
    assertTrue(traffic.controller.release(7));
    assertFalse(traffic.controller.release(7), "only once");
    traffic.run(10_000);
    assertEquals(3, traffic.packets().size());
    assertEquals(3, traffic.controller.unacknowledged());
  }

  @Test
  void heldMessageCountsForTheLimits() {
    TestTraffic one =
        new TestTraffic(TestTraffic.config(TestTraffic.AT_ONCE, new TrafficLimits(1, 1 << 20, 10)));
    assertNull(one.controller.hold(1, one.bob, new NymMessage.Plain(new byte[10])));
    assertEquals(TrafficFault.TOO_MANY_MESSAGES, one.enqueue(2, 10));
    assertTrue(one.controller.cancel(1));
    assertNull(one.enqueue(2, 10));
  }

  @Test
  void cancelledMessageIsNotReleasedAnyMore() {
    traffic.controller.hold(7, traffic.bob, new NymMessage.Plain(new byte[THREE]));
    assertTrue(traffic.controller.cancel(7));
    assertFalse(traffic.controller.release(7));
    traffic.run(10_000);
    assertTrue(traffic.packets().isEmpty());
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageCancelled(7, 0, 0, 3)));
  }

  @Test
  void onlyUnfinishedMessagesToAddressesAreQueuedOldestFirst() {
    traffic.enqueue(9, 10);
    traffic.supplyAll(3, MessageKind.REPLY, 2);
    traffic.controller.hold(2, traffic.bob, new NymMessage.Plain(new byte[THREE]));
    traffic.enqueue(5, 10);
    traffic.controller.cancel(9);
    assertEquals(List.of(2, 5), numbers(traffic.controller.queued()));
    assertNull(traffic.controller.queued(3));
    assertNull(traffic.controller.queued(9));
    QueuedMessage held = traffic.controller.queued(2);
    assertSame(held, traffic.controller.queued().get(0));
    assertEquals(traffic.bob, held.recipient());
    assertArrayEquals(new NymMessage.Plain(new byte[THREE]).toBytes(), held.payload());
    assertEquals(1, held.setIds().length);
    assertArrayEquals(new boolean[3], held.acknowledged());
  }

  @Property(tries = 50)
  void messageGoesOnWithExactlyTheFragmentsThatAreMissing(
      @ForAll @IntRange(min = 0, max = 25_000) int len, @ForAll long seed) {
    goesOnWithWhatIsMissing(len, seed);
  }

  @Test
  void messageOfTwoSetsGoesOnWithExactlyTheFragmentsThatAreMissing() {
    goesOnWithWhatIsMissing(420_000, 5);
  }

  private static void goesOnWithWhatIsMissing(int len, long seed) {
    Random random = new Random(seed);
    TestTraffic before = started();
    before.enqueue(4, len);
    QueuedMessage first = before.controller.queued(4);
    before.run(20_000);
    int share = random.nextInt(101);
    for (int i = 0; i < first.acknowledged().length; i++) {
      if (random.nextInt(100) < share && before.controller.queued(4) != null) {
        before.controller.acknowledged(id(first, i));
      }
    }
    before.drain();

    QueuedMessage stored = Restart.of(List.of(first)).get(0);
    List<Integer> missing = missing(stored);
    TestTraffic after = started();
    assertNull(after.controller.resume(stored));
    after.run(1000);
    assertTrue(after.packets().isEmpty(), "held until it is released");
    assertEquals(!missing.isEmpty(), after.controller.release(4));
    after.run(1000);
    assertEquals(missing.size(), after.packets().size());
    assertEquals(1, after.outputs(TrafficOutput.MessageSent.class).size());
    for (int i = 0; i < first.acknowledged().length; i++) {
      after.controller.acknowledged(id(first, i));
      after.controller.acknowledged(id(first, i));
    }
    after.drain();
    List<Integer> told = new ArrayList<>();
    after.outputs(TrafficOutput.FragmentAcknowledged.class).forEach(a -> told.add(a.index()));
    assertEquals(missing, told, "each that was missing, once");
    assertEquals(1, after.outputs(TrafficOutput.MessageAcknowledged.class).size());
    assertEquals(0, after.controller.messages());
  }

  @Test
  void fragmentAcknowledgedBeforeItLeavesAgainDoesNotLeave() {
    traffic.enqueue(4, THREE);
    QueuedMessage stored = Restart.of(traffic.controller.queued()).get(0);
    TestTraffic after = started();
    after.controller.resume(stored);
    after.controller.acknowledged(id(stored, 1));
    after.controller.release(4);
    after.run(0);
    assertEquals(2, after.packets().size());
    after.controller.acknowledged(id(stored, 0));
    after.controller.acknowledged(id(stored, 2));
    after.drain();
    assertTrue(after.outputs.contains(new TrafficOutput.MessageAcknowledged(4)));
    assertEquals(0, after.controller.waiting());
  }

  @Test
  void messageWhoseLastAcknowledgementsComeWhileItIsHeldEndsWithoutAPacket() {
    traffic.enqueue(4, THREE);
    QueuedMessage stored = Restart.of(traffic.controller.queued()).get(0);
    TestTraffic after = started();
    after.controller.resume(stored);
    for (int i = 2; i >= 0; i--) {
      after.controller.acknowledged(id(stored, i));
    }
    assertFalse(after.controller.release(4));
    after.run(60_000);
    assertEquals(
        List.of(
            new TrafficOutput.MessageQueued(4, 3),
            new TrafficOutput.FragmentAcknowledged(4, 2),
            new TrafficOutput.MessageProgress(4, 1, 1, 3),
            new TrafficOutput.FragmentAcknowledged(4, 1),
            new TrafficOutput.MessageProgress(4, 2, 2, 3),
            new TrafficOutput.FragmentAcknowledged(4, 0),
            new TrafficOutput.MessageSent(4),
            new TrafficOutput.MessageAcknowledged(4)),
        after.outputs);
  }

  @Test
  void lastFragmentsAcknowledgedInTheLaneLeaveNothingBehind() {
    TestTraffic slow = TestTraffic.of(TestTraffic.MAIN_ONLY);
    slow.enqueue(4, THREE);
    QueuedMessage stored = slow.controller.queued(4);
    TestTraffic after = TestTraffic.of(TestTraffic.MAIN_ONLY);
    after.controller.resume(stored);
    after.controller.release(4);
    after.controller.acknowledged(id(stored, 1));
    after.controller.acknowledged(id(stored, 2));
    assertEquals(1, after.controller.waiting());
    after.controller.start(0);
    after.run(1000);
    assertEquals(1, after.controller.counters().real());
  }

  @Test
  void resumedMessageHasItsOwnListOfAcknowledgements() {
    traffic.enqueue(4, THREE);
    QueuedMessage stored = traffic.controller.queued(4);
    TestTraffic after = started();
    after.controller.resume(stored);
    assertNotSame(stored.acknowledged(), after.controller.queued(4).acknowledged());
  }

  @Test
  void messageThatDoesNotFitItsFragmentsIsRefused() {
    traffic.enqueue(4, THREE);
    QueuedMessage good = traffic.controller.queued(4);
    TestTraffic after = started();
    byte[] reply = good.payload().clone();
    reply[0] = 2;
    List<QueuedMessage> bad =
        List.of(
            with(good, reply, good.setIds(), good.acknowledged()),
            with(good, new byte[] {77, 1}, good.setIds(), new boolean[1]),
            with(good, good.payload(), new int[] {0}, good.acknowledged()),
            with(good, good.payload(), new int[] {1, 2}, good.acknowledged()),
            with(good, good.payload(), good.setIds(), new boolean[4]));
    for (QueuedMessage message : bad) {
      assertEquals(TrafficFault.NOT_RESUMABLE, after.controller.resume(message));
    }
    assertEquals(0, after.controller.messages());
  }

  @Test
  void messageInASizeThatIsNotSentAnyMoreIsRefused() {
    TestTraffic large =
        new TestTraffic(
            new TrafficConfig(
                TestTraffic.AT_ONCE,
                AckConfig.DEFAULT,
                SizeConfig.WITH_EXTENDED_32,
                TrafficLimits.DEFAULT));
    large.enqueue(4, 100_000);
    QueuedMessage stored = large.controller.queued(4);
    assertEquals(PacketSize.EXTENDED_32, stored.size());
    assertEquals(TrafficFault.SIZE_NOT_SENT, traffic.controller.resume(stored));
  }

  @Test
  void resumedMessagesAreHeldToTheLimits() {
    traffic.enqueue(4, THREE);
    QueuedMessage stored = traffic.controller.queued(4);
    TestTraffic small =
        new TestTraffic(TestTraffic.config(TestTraffic.AT_ONCE, new TrafficLimits(1, 3000, 10)));
    assertEquals(TrafficFault.MESSAGE_TOO_LARGE, small.controller.resume(stored));
  }

  @Test
  void contentsAreNotPrinted() {
    traffic.enqueue(4, THREE);
    assertEquals("QueuedMessage[4, 3 fragments]", traffic.controller.queued(4).toString());
  }

  private static TestTraffic started() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    return traffic;
  }

  private static FragmentId id(QueuedMessage message, int index) {
    return new FragmentId(message.setIds()[index / 255], index % 255 + 1);
  }

  private static List<Integer> missing(QueuedMessage message) {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < message.acknowledged().length; i++) {
      if (!message.acknowledged()[i]) {
        missing.add(i);
      }
    }
    return missing;
  }

  private static List<Integer> numbers(List<QueuedMessage> messages) {
    return Arrays.asList(messages.stream().map(QueuedMessage::number).toArray(Integer[]::new));
  }

  private static QueuedMessage with(
      QueuedMessage good, byte[] payload, int[] setIds, boolean[] acknowledged) {
    return new QueuedMessage(
        good.number(), good.recipient(), good.size(), payload, setIds, acknowledged);
  }
}
