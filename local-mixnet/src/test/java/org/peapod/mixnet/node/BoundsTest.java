package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeAddress;
import org.peapod.mixnet.network.SeededEntropy;

/** Every collection of a node is filled to its limit and held there. */
class BoundsTest {
  private final SeededEntropy entropy = new SeededEntropy(5);

  @Test
  void replayFilterIsExactForHalfItsLimitAndHoldsItsMemory() {
    ReplayFilter filter = new ReplayFilter(2000);
    List<byte[]> tags = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] tag = entropy.bytes(32);
      tags.add(tag);
      assertTrue(filter.add(tag));
      assertFalse(filter.add(tags.get(Math.max(0, i - 999))));
    }
    assertTrue(filter.memoryBytes() <= 2 * 4 * 4 * 4096, "" + filter.memoryBytes());
  }

  @Test
  void replayFilterTellsAllZeroTagsApartFromNothing() {
    ReplayFilter filter = new ReplayFilter(10);
    assertTrue(filter.add(new byte[32]));
    assertFalse(filter.add(new byte[32]));
  }

  @Property(tries = 50)
  void replayFilterEqualsASetWhileBelowItsLimit(@ForAll @Size(max = 400) List<Byte> drawn) {
    ReplayFilter filter = new ReplayFilter(1000);
    Set<Byte> seen = new HashSet<>();
    for (byte value : drawn) {
      byte[] tag = new byte[32];
      tag[7] = value;
      assertEquals(seen.add(value), filter.add(tag));
    }
  }

  @Test
  void delayQueueGivesPacketsByTimeAndThenByArrivalAndRefusesMoreThanItsLimit() {
    DelayQueue queue = new DelayQueue(500);
    NodeAddress to = NodeAddress.parse("127.0.0.1:1").value();
    for (int i = 0; i < 500; i++) {
      assertTrue(queue.add(entropy.below(50), to, new FramedPacket(i % 3, new byte[386])));
    }
    assertFalse(queue.add(1, to, new FramedPacket(0, new byte[386])));
    assertNull(queue.pollDue(-1));
    DelayQueue.Waiting last = queue.pollDue(100);
    for (int i = 1; i < 500; i++) {
      DelayQueue.Waiting next = queue.pollDue(100);
      assertTrue(
          last.dueMs() < next.dueMs()
              || (last.dueMs() == next.dueMs() && last.order() < next.order()));
      last = next;
    }
    assertEquals(0, queue.size());
    assertEquals(Double.POSITIVE_INFINITY, queue.nextDueMs());
  }

  @Test
  void inboxHoldsItsBytesAndForgetsTakenPayloads() {
    Inbox inbox = new Inbox(10_000);
    ClientId stubborn = new ClientId(entropy.bytes(32));
    inbox.store(0, stubborn, new byte[10]);
    for (int i = 0; i < 1000; i++) {
      ClientId client = new ClientId(entropy.bytes(32));
      assertEquals(0, inbox.store(i, client, new byte[100]));
      assertEquals(1, inbox.take(client).size());
    }
    assertEquals(1, inbox.size());
    int evicted = 0;
    for (int i = 0; i < 1000; i++) {
      evicted += inbox.store(2000, stubborn, new byte[936]);
    }
    assertEquals(10, inbox.size());
    assertEquals(991, evicted);
    assertEquals(1, inbox.store(2000, stubborn, new byte[10_000]));
    assertEquals(10, inbox.take(stubborn).size());
  }

  @Test
  void inboxSweepsOnceAnHourWhatIsADayOld() {
    Inbox inbox = new Inbox(10_000);
    ClientId client = new ClientId(entropy.bytes(32));
    assertEquals(Double.POSITIVE_INFINITY, inbox.deadlineMs());
    inbox.store(0, client, new byte[1]);
    inbox.store(3_600_000, client, new byte[2]);
    assertEquals(3_600_000, inbox.deadlineMs());
    assertEquals(0, inbox.sweep(3_600_000));
    assertEquals(7_200_000, inbox.deadlineMs());
    assertEquals(1, inbox.sweep(24 * 3_600_000.0));
    assertEquals(1, inbox.sweep(25 * 3_600_000.0));
    assertEquals(Double.POSITIVE_INFINITY, inbox.deadlineMs());
    assertTrue(inbox.take(client).isEmpty());
  }

  @Test
  void senselessLimitsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ReplayFilter(1));
    assertThrows(
        IllegalArgumentException.class, () -> GatewayConfig.STANDARD.withProtocolVersion(3));
    assertThrows(
        IllegalArgumentException.class, () -> GatewayConfig.STANDARD.withFreeClaimBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> new ClientId(new byte[31]));
  }
}
