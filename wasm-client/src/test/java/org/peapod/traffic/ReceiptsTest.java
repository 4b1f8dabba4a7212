package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.sphinx.PacketSize;

/** What a sender is told about a message. */
class ReceiptsTest {
  private final TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);

  ReceiptsTest() {
    traffic.controller.start(0);
  }

  @Test
  void messageIsQueuedThenSentThenAcknowledged() {
    traffic.enqueue(7, 5000);
    traffic.run(0);
    traffic.acknowledgeSets(255);
    traffic.outputs.removeIf(out -> out instanceof TrafficOutput.Packet);
    assertEquals(
        List.of(
            new TrafficOutput.MessageQueued(7, 4),
            new TrafficOutput.MessageProgress(7, 1, 0, 4),
            new TrafficOutput.MessageProgress(7, 2, 0, 4),
            new TrafficOutput.MessageProgress(7, 3, 0, 4),
            new TrafficOutput.MessageSent(7),
            new TrafficOutput.FragmentAcknowledged(7, 0),
            new TrafficOutput.MessageProgress(7, 4, 1, 4),
            new TrafficOutput.FragmentAcknowledged(7, 1),
            new TrafficOutput.MessageProgress(7, 4, 2, 4),
            new TrafficOutput.FragmentAcknowledged(7, 2),
            new TrafficOutput.MessageProgress(7, 4, 3, 4),
            new TrafficOutput.FragmentAcknowledged(7, 3),
            new TrafficOutput.MessageAcknowledged(7)),
        traffic.outputs);
    assertEquals(0, traffic.controller.messages());
  }

  @Test
  void sentIsReportedAfterTheLastPacketAndNotBefore() {
    traffic.enqueue(7, 5000);
    traffic.run(0);
    int sentAt = traffic.outputs.indexOf(new TrafficOutput.MessageSent(7));
    long before =
        traffic.outputs.subList(0, sentAt).stream()
            .filter(out -> out instanceof TrafficOutput.Packet)
            .count();
    assertEquals(4, before, "5000 bytes take four packets of at most 1604");
  }

  @Test
  void progressOfALongMessageIsReportedAHundredTimesNotFourThousand() {
    traffic.supplyAll(1, MessageKind.REPLY, 3500);
    traffic.run(0);
    List<TrafficOutput.MessageProgress> reports =
        traffic.outputs(TrafficOutput.MessageProgress.class);
    assertEquals(99, reports.size());
    assertEquals(new TrafficOutput.MessageProgress(1, 35, 0, 3500), reports.get(0));
  }

  @Test
  void messageCancelledInTheQueueNeverLeaves() {
    traffic.enqueue(1, 5000);
    assertTrue(traffic.controller.cancel(1));
    traffic.run(60_000);
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageCancelled(1, 0, 0, 4)));
    assertEquals(0, traffic.packets().size());
    assertEquals(0, traffic.controller.waiting());
    assertEquals(0, traffic.controller.messages());
  }

  @Test
  void messageCancelledHalfwayLeavesNoFurtherPacketAndRepeatsNone() {
    TestTraffic slow = TestTraffic.of(TestTraffic.MAIN_ONLY);
    slow.controller.start(0);
    slow.supplyAll(1, MessageKind.REPLY, 100);
    while (slow.built.size() < 10) {
      slow.step();
    }
    slow.controller.acknowledged(TestTraffic.id(1, 0));
    slow.controller.acknowledged(TestTraffic.id(1, 4));
    slow.controller.cancel(1);
    assertEquals(0, slow.controller.unacknowledged());
    slow.run(slow.nowMs + 3000);
    assertTrue(slow.outputs.contains(new TrafficOutput.MessageCancelled(1, 10, 2, 100)));
    assertEquals(10, slow.built.size());
  }

  @Test
  void messageCancelledWhileARepetitionWaitsIsNotRepeated() {
    traffic.enqueue(1, 10);
    traffic.run(0);
    traffic.controller.pause();
    traffic.run(10_000);
    assertEquals(1, traffic.controller.waiting(), "its timer has run out");
    traffic.controller.cancel(1);
    traffic.controller.start(10_000);
    traffic.run(60_000);
    assertEquals(0, traffic.controller.counters().repeated());
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageCancelled(1, 1, 0, 1)));
  }

  @Test
  void cancellingWhatIsUnknownOrEndedHasNoEffect() {
    assertFalse(traffic.controller.cancel(5));
    traffic.enqueue(5, 10);
    traffic.run(0);
    traffic.acknowledgeSets(1);
    int outputs = traffic.outputs.size();
    assertFalse(traffic.controller.cancel(5));
    traffic.drain();
    assertEquals(outputs, traffic.outputs.size());
  }

  @Test
  void droppedMessageEndsWithoutAWord() {
    traffic.supplyAll(1, MessageKind.SURB_REQUEST, 1);
    traffic.run(0);
    int outputs = traffic.outputs.size();
    assertTrue(traffic.controller.drop(1));
    traffic.run(60_000);
    assertEquals(outputs, traffic.outputs.size());
    assertFalse(traffic.controller.supply(1, TestTraffic.id(1, 0), traffic.source(1, 0)));
  }

  @Test
  void numberOfAnUnfinishedMessageIsRefusedAndFreeAfterwards() {
    traffic.enqueue(1, 10);
    assertThrows(IllegalArgumentException.class, () -> traffic.enqueue(1, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> traffic.controller.open(1, MessageKind.REPLY, PacketSize.REGULAR, 1, 0));
    traffic.controller.cancel(1);
    traffic.enqueue(1, 10);
    assertEquals(1, traffic.controller.messages());
  }

  @Test
  void exchangeOfSurbsDoesNotCountAsMessagesSent() {
    traffic.supplyAll(1, MessageKind.SURB_REQUEST, 1);
    traffic.supplyAll(2, MessageKind.REPLY, 1);
    traffic.run(0);
    assertEquals(1, traffic.controller.counters().messages());
  }
}
