package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/** What the traffic holds at most. */
class TrafficLimitsTest {
  /** Two regular packets, headers apart. */
  private static final int TWO_PACKETS = 2 * 1604;

  @Test
  void queueRefusesWhatIsOverItsLimitsPaddingIncluded() {
    TestTraffic traffic = limited(new TrafficLimits(3, 3 * 1604, 5));
    assertEquals(TrafficFault.MESSAGE_TOO_LARGE, traffic.enqueue(1, 3 * 1604 - 1));
    assertNull(traffic.enqueue(2, 1604), "two packets with kind and padding");
    assertEquals(TrafficFault.TOO_MANY_BYTES, traffic.enqueue(3, TWO_PACKETS - 2));
    assertNull(traffic.enqueue(4, 0));
    assertEquals(TrafficFault.TOO_MANY_BYTES, traffic.enqueue(5, 0));
  }

  @Test
  void queueRefusesOneMessageMoreThanItMayHold() {
    TestTraffic traffic = limited(new TrafficLimits(2, 1 << 20, 5));
    assertNull(traffic.enqueue(1, 0));
    assertNull(traffic.enqueue(2, 0));
    assertEquals(TrafficFault.TOO_MANY_MESSAGES, traffic.enqueue(3, 0));
    traffic.controller.cancel(1);
    assertNull(traffic.enqueue(3, 0));
  }

  @Test
  void fullQueueStillTakesTheExchangeOfSurbsUpToItsOwnLimit() {
    TestTraffic traffic = limited(new TrafficLimits(8, 1 << 20, 5));
    for (int number = 0; number < 8; number++) {
      assertNull(traffic.enqueue(number, 0));
    }
    for (int number = 10; number < 13; number++) {
      assertNull(request(traffic, number, 1643));
    }
    assertEquals(TrafficFault.TOO_MANY_MESSAGES, request(traffic, 13, 1643));
  }

  @Test
  void exchangeOfSurbsHasAQuarterOfTheBytesOnTop() {
    TestTraffic traffic = limited(new TrafficLimits(100, 1 << 20, 5));
    assertEquals(TrafficFault.MESSAGE_TOO_LARGE, request(traffic, 1, (1 << 18) + 1));
    assertNull(request(traffic, 1, 1 << 18));
    assertEquals(TrafficFault.TOO_MANY_BYTES, request(traffic, 2, 1));
  }

  @Test
  void fullTableHoldsNewPacketsBackAndCoverLeavesInstead() {
    TestTraffic traffic =
        new TestTraffic(
            TestTraffic.config(TestTraffic.MAIN_ONLY, new TrafficLimits(10, 1 << 20, 5)));
    traffic.controller.start(0);
    traffic.enqueue(1, 100_000);
    traffic.run(1000);
    assertEquals(5, traffic.controller.unacknowledged());
    assertTrue(traffic.controller.counters().cover() > 10);
  }

  @Test
  void acknowledgedAndFailedMessagesMakeRoom() {
    TestTraffic traffic = limited(new TrafficLimits(1, 1 << 20, 5));
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.controller.start(0);
    traffic.run(0);
    assertEquals(TrafficFault.TOO_MANY_MESSAGES, traffic.enqueue(2, 0));
    traffic.controller.acknowledged(TestTraffic.id(1, 0));
    assertNull(traffic.enqueue(2, 0));
    traffic.run(1e6);
    assertTrue(
        traffic.outputs.contains(
            new TrafficOutput.MessageFailed(2, TrafficFault.NOT_ACKNOWLEDGED)));
    assertNull(traffic.enqueue(3, 0));
  }

  @Test
  void callersBytesAreCopiedOnceAndNotHeld() {
    TestTraffic traffic = limited(TrafficLimits.DEFAULT);
    byte[] data = new byte[50_000_000];
    WeakReference<byte[]> held = new WeakReference<>(data);
    assertNull(traffic.controller.enqueue(1, traffic.bob, new NymMessage.Plain(data)));
    data = null;
    for (int i = 0; i < 10 && held.get() != null; i++) {
      System.gc();
    }
    assertNull(held.get(), "the caller's array is garbage while the message waits");
    assertEquals(1, traffic.controller.messages());
  }

  private static TrafficFault request(TestTraffic traffic, int number, long bytes) {
    return traffic.controller.open(number, MessageKind.SURB_REQUEST, PacketSize.REGULAR, 1, bytes);
  }

  private static TestTraffic limited(TrafficLimits limits) {
    return new TestTraffic(TestTraffic.config(TestTraffic.AT_ONCE, limits));
  }
}
