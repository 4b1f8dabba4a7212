package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** An anonymous sender and a replier against each other, on a network that loses packets. */
class TwoRolesTest {
  @Test
  void replyWithinTheBudgetComesWithoutARequest() {
    TwoRoles world = new TwoRoles(1, 0);
    world.aliceWrites(SurbBudget.forReply(20_000));
    byte[] reply = world.entropy.bytes(20_000);
    assertNull(world.bobReplies(reply));
    world.runUntilIdle(60_000);
    assertEquals(1, world.received.size());
    assertArrayEquals(reply, world.received.get(0));
    assertEquals(0, world.requestsSent);
    assertEquals(1, world.acknowledged.size());
  }

  @Test
  void stockDefaultOfTenSurbsNeedsOneRoundMore() {
    TwoRoles world = new TwoRoles(1, 0);
    world.aliceWrites(10);
    world.bobReplies(new byte[] {1});
    world.runUntilIdle(60_000);
    assertEquals(1, world.received.size());
    assertEquals(1, world.requestsSent);
  }

  @Test
  void longReplyOnOneSurbComesByRequests() {
    TwoRoles world = new TwoRoles(2, 0);
    world.aliceWrites(1);
    byte[] reply = world.entropy.bytes(700_000);
    world.bobReplies(reply);
    world.runUntilIdle(600_000);
    assertArrayEquals(reply, world.received.get(0));
    assertTrue(world.requestsSent >= 438 / 50);
    assertEquals(0, world.bob.controller.replies());
    assertEquals(0, world.bob.controller.unacknowledged());
  }

  @Test
  void lossOfEveryTenthPacketIsMadeUpForOnFreshSurbs() {
    for (int seed = 0; seed < 5; seed++) {
      TwoRoles world = new TwoRoles(seed, 10);
      world.aliceWrites(40);
      byte[] reply = world.entropy.bytes(60_000);
      world.bobReplies(reply);
      world.runUntilIdle(600_000);
      assertEquals(1, world.received.size(), "seed " + seed);
      assertArrayEquals(reply, world.received.get(0));
      assertEquals(1, world.acknowledged.size());
    }
  }

  @Test
  void everyReplyIsDeliveredOrItsSenderKnowsWhenHalfOfAllPacketsAreLost() {
    for (int seed = 0; seed < 5; seed++) {
      TwoRoles world = new TwoRoles(seed, 50);
      world.aliceWrites(15);
      world.bobReplies(world.entropy.bytes(20_000));
      world.bobReplies(world.entropy.bytes(20));
      world.runUntilIdle(3_000_000);
      assertEquals(2, world.acknowledged.size() + world.failed.size(), "seed " + seed);
      assertTrue(world.received.size() >= world.acknowledged.size());
      assertEquals(0, world.bob.controller.replies());
    }
  }

  @Test
  void replyFailsWhenTheAnonymousSenderIsGone() {
    TwoRoles world = new TwoRoles(3, 100);
    world.aliceWrites(12);
    world.bobReplies(new byte[50_000]);
    world.runUntilIdle(600_000);
    assertEquals(1, world.failed.size());
    assertEquals(0, world.bob.controller.replies());
    assertEquals(0, world.bob.controller.unacknowledged());
  }
}
