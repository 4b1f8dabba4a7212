package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.ReplySurb;
import org.peapod.reply.AnonymousMessages;
import org.peapod.reply.ReplyKeys;
import org.peapod.reply.SenderTags;
import org.peapod.reply.SurbMaker;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;

/** That no turn makes more SURBs than cost as much as a packet, and what becomes of orders. */
class SurbBenchTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final ClientAddress SELF = OfficialNetwork.client("alice");

  private final SeededEntropy entropy = new SeededEntropy(5);
  private final ReplyKeys keys = new ReplyKeys(10_000);
  private final SurbBench bench =
      new SurbBench(
          new AnonymousMessages(
              new SurbMaker(SELF, 15, entropy), new SenderTags(10, entropy), keys));
  private final SenderTag tag = SenderTag.random(entropy);
  private final List<String> done = new ArrayList<>();

  private boolean order(int number, int amount) {
    return bench.order(
        number, tag, amount, 0, (now, surbs) -> done.add(number + ":" + sizeOf(surbs)));
  }

  private static String sizeOf(List<ReplySurb> surbs) {
    return surbs == null ? "none" : "" + surbs.size();
  }

  private void turn(Topology topology) {
    double atMs = Math.max(0, bench.deadlineMs());
    bench.timer(new Now(atMs == Double.POSITIVE_INFINITY ? 1e9 : atMs, 7), topology);
  }

  @Test
  void ordersAreWorkedOffInTurnsOfTwo() {
    order(1, 5);
    order(2, 0);
    order(3, 2);
    int made = 0;
    while (bench.orders() > 0) {
      turn(NETWORK);
      assertTrue(keys.size() - made <= SurbBench.PER_TURN);
      made = keys.size();
    }
    assertEquals(List.of("1:5", "2:0", "3:2"), done);
    assertEquals(7, made);
  }

  @Test
  void turnsAreApart() {
    order(1, 5);
    bench.timer(new Now(100, 7), NETWORK);
    assertEquals(100 + SurbBench.TURN_MS, bench.deadlineMs());
    bench.timer(new Now(100 + SurbBench.TURN_MS / 2, 7), NETWORK);
    assertEquals(SurbBench.PER_TURN, keys.size());
  }

  @Test
  void nothingIsWantedWithoutOrders() {
    assertEquals(Double.POSITIVE_INFINITY, bench.deadlineMs());
    order(1, 1);
    turn(NETWORK);
    assertEquals(Double.POSITIVE_INFINITY, bench.deadlineMs());
  }

  @Test
  void ordersWaitWhileTheNetworkIsNotKnown() {
    order(1, 1);
    turn(null);
    assertEquals(Double.POSITIVE_INFINITY, bench.deadlineMs());
    assertEquals(1, bench.orders());
    turn(NETWORK);
    assertEquals(List.of("1:1"), done);
  }

  @Test
  void customerHearsThatThereIsNoRoute() {
    order(1, 1);
    Topology empty = Topology.of(NETWORK.metadata(), NETWORK.rewardedSet(), List.of());
    turn(empty);
    assertEquals(List.of("1:none"), done);
  }

  @Test
  void cancelledOrderIsForgotten() {
    order(1, 4);
    order(2, 1);
    turn(NETWORK);
    assertTrue(bench.cancel(1));
    assertFalse(bench.cancel(1));
    turn(NETWORK);
    assertEquals(List.of("2:1"), done);
  }

  @Test
  void noMoreOrdersThanTheLimit() {
    for (int i = 0; i < SurbBench.MAX_ORDERS; i++) {
      assertTrue(order(i, 1));
    }
    assertFalse(order(-1, 1));
  }

  @Test
  void noMoreBytesThanTheLimit() {
    SurbBench.Customer nobody = (now, surbs) -> {};
    assertTrue(bench.order(1, tag, 1, SurbBench.MAX_BYTES, nobody));
    assertFalse(bench.order(2, tag, 1, 1, nobody));
    assertTrue(bench.cancel(1));
    assertTrue(bench.order(2, tag, 1, 1, nobody));
  }
}
