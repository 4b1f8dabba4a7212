package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The numbers of chapter 5, C4, and the budget that follows from them. */
class SurbNeedsTest {
  private final SurbNeeds needs = new SurbNeeds(ReplyConfig.DEFAULT);

  @Test
  void requestsAreMadeAsInTheChapter() {
    assertFalse(needs.isMoreNeeded(0, 10));
    assertTrue(needs.isMoreNeeded(0, 9));
    assertEquals(10, needs.amount(0));
    assertTrue(needs.isMoreNeeded(30, 10));
    assertEquals(30, needs.amount(30));
    assertEquals(50, needs.amount(80));
    assertFalse(needs.isMoreNeeded(80, 90));
    assertFalse(needs.isMoreNeeded(1_000, 200));
    assertTrue(needs.isMoreNeeded(1_000, 199));
  }

  @Test
  void theReserveIsForRequests() {
    assertEquals(0, needs.spendable(10));
    assertEquals(2, needs.spendable(12));
    assertEquals(0, needs.spendable(3));
    assertTrue(needs.maySendAgain(10));
    assertFalse(needs.maySendAgain(9));
    ReplyConfig none = new ReplyConfig(0, 200, 0, 10, 50, 500, 10_000, 300_000, 5, 86_400_000);
    assertFalse(new SurbNeeds(none).maySendAgain(0));
  }

  @Test
  void bufferIsAskedForOnTop() {
    ReplyConfig buffered = new ReplyConfig(10, 200, 5, 10, 50, 500, 10_000, 300_000, 5, 86_400_000);
    SurbNeeds more = new SurbNeeds(buffered);
    assertTrue(more.isMoreNeeded(0, 14));
    assertFalse(more.isMoreNeeded(0, 15));
    assertEquals(25, more.amount(20));
  }

  @Test
  void budgetLetsTheStockPeerAnswerAtOnce() {
    assertEquals(0, SurbBudget.forReply(0));
    // One packet holds 1601 bytes of reply data (chapter 2, section 1).
    assertEquals(1 + 10 + 3, SurbBudget.forReply(1));
    assertEquals(1 + 10 + 3, SurbBudget.forReply(SurbBudget.DEFAULT_REPLY_BYTES));
    assertEquals(2 + 10 + 3, SurbBudget.forReply(1602));
    assertEquals(63 + 10 + 2 + 11, SurbBudget.forReply(100_000));
    assertEquals(SurbBudget.MAX_SURBS, SurbBudget.forReply(5_000_000));
    assertEquals(SurbBudget.MAX_SURBS, SurbBudget.forReply(Integer.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> SurbBudget.forReply(-1));
    for (int bytes : new int[] {1, 1601, 1602, 20_000, 409_017, 409_018, 800_000}) {
      int fragments = (bytes + 3 + 1603) / 1604 + (bytes + 3 > 409_020 ? 1 : 0);
      int spendable = needs.spendable(SurbBudget.forReply(bytes));
      assertTrue(spendable >= fragments, bytes + " bytes");
    }
  }

  @Test
  void unusableConfigurationsAreNamed() {
    assertNull(ReplyConfig.DEFAULT.unusableBecause());
    ReplyConfig inverted = new ReplyConfig(10, 200, 0, 51, 50, 500, 10_000, 300_000, 5, 86_400_000);
    assertEquals("maxRequestSurbs must be 51 to 10000, got 50", inverted.unusableBecause());
    assertNotNull(new ReplyConfig(-1, 200, 0, 10, 50, 500, 1, 1, 5, 1).unusableBecause());
    assertEquals(
        "dropAfterMs must be more than 0 and finite, got 0.0",
        new ReplyConfig(10, 200, 0, 10, 50, 500, 1, 0, 5, 1).unusableBecause());
    assertNotNull(new ReplyConfig(10, 200, 0, 10, 50, 500, 1, 1, 5, Double.NaN).unusableBecause());
    assertThrows(IllegalArgumentException.class, () -> new ReplyLimits(1, 1, 1, 1, 1, 0, 1));
  }
}
