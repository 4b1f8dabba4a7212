package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.peapod.state.SavedFragment;
import org.peapod.state.SavedSetId;

/** Messages received in part before a restart and in full after it. */
class ReassemblerRestoreTest {
  private static final int P = 20;
  private static final byte[] ENDS = {7, 1};
  private static final byte[] MORE = {7, 7};

  /** When the run after the restart began, on the wall clock; its monotonic clock began at 0. */
  private static final double START_WALL_MS = 1_700_000_000_000.0;

  private final Reassembler before = new Reassembler(Reassembler.Limits.DEFAULT);

  @Property(tries = 200)
  void anyPartReceivedBeforeAndTheRestAfterGivesTheMessageOnce(
      @ForAll @IntRange(min = 1, max = 10_000) int len,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 100) int share) {
    byte[] message = MessageSamples.entropy(seed).bytes(len);
    Fragmenter sent = Fragmenter.padding(message, P, MessageSamples.entropy(seed + 1));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sent.count(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int early = Math.min(sent.count() - 1, sent.count() * share / 100);
    for (int index : order.subList(0, early)) {
      before.accept(0, sent.fragment(index));
    }

    Reassembler after = restarted(before, 1000);
    assertNull(after.takeRestored(0), "one fragment at least is missing");
    assertEquals(before.heldBytes(), after.heldBytes());
    List<ReassemblyOutcome.Complete> received = new ArrayList<>();
    for (int index = 0; index < sent.count(); index++) {
      if (after.accept(index, sent.fragment(index)) instanceof ReassemblyOutcome.Complete whole) {
        received.add(whole);
      }
    }
    assertEquals(1, received.size());
    assertArrayEquals(message, received.get(0).message());
    assertArrayEquals(sent.setIds(), received.get(0).setIds());
    before.expire(Double.MAX_VALUE);
  }

  @Test
  void messageGivenOutBeforeIsNotGivenOutAgain() {
    byte[] fragment = MessageSamples.fragment(1, 1, 1, 0, ENDS);
    before.accept(0, fragment);
    assertEquals(List.of(new UsedSet(1, 0)), before.usedSets());
    Reassembler after = restarted(before, 1000);
    assertInstanceOf(ReassemblyOutcome.Duplicate.class, after.accept(0, fragment));
    after.expire(UsedSetIds.MAX_AGE_MS - 1000);
    assertEquals(0, after.usedIds(), "an hour after the first time");
  }

  @Test
  void restoredSetExpiresWhenItWouldHaveWithoutTheRestart() {
    before.accept(500, MessageSamples.fragment(1, 3, 1, 0, MORE));
    Reassembler after = restarted(before, 1000);
    after.expire(Reassembler.EXPIRY_MS - 501);
    assertEquals(1, after.openSets());
    after.expire(Reassembler.EXPIRY_MS - 500);
    assertEquals(0, after.openSets());
  }

  /** The record of the last fragment was kept, that of the delivery not. */
  @Test
  void messageCompleteByWhatWasRestoredIsGivenOutOnceAndOnlyWhenAsked() {
    Reassembler after = new Reassembler(Reassembler.Limits.DEFAULT);
    after.restoreFragment(-20, MessageSamples.fragment(1, 2, 1, 0, MORE));
    after.restoreFragment(-10, MessageSamples.fragment(1, 2, 2, 0, ENDS));
    after.restoreFragment(-10, MessageSamples.fragment(5, 2, 2, 0, ENDS));
    assertEquals(2, after.openSets());
    ReassemblyOutcome.Complete whole =
        assertInstanceOf(ReassemblyOutcome.Complete.class, after.takeRestored(0));
    assertArrayEquals(new byte[] {7, 7, 7}, whole.message());
    assertArrayEquals(new int[] {1}, whole.setIds());
    assertNull(after.takeRestored(0));
    assertEquals(1, after.openSets());
    assertEquals(List.of(new UsedSet(1, 0)), after.usedSets());
  }

  @Test
  void restoredMessageThatBreaksARuleIsRefusedWhenAskedFor() {
    Reassembler after = new Reassembler(Reassembler.Limits.DEFAULT);
    after.restoreFragment(0, MessageSamples.fragment(1, 1, 1, 0, MORE));
    ReassemblyOutcome outcome = after.takeRestored(0);
    assertEquals(
        MessageFault.PADDING_MARKER_MISSING,
        assertInstanceOf(ReassemblyOutcome.Refused.class, outcome).fault());
    assertNull(after.takeRestored(0));
  }

  @Test
  void whatWasUsedOrIsMalformedOrTwiceThereIsNotRestored() {
    Reassembler after = new Reassembler(Reassembler.Limits.DEFAULT);
    after.restoreUsed(List.of(new UsedSet(1, -5)));
    after.restoreFragment(0, MessageSamples.fragment(1, 2, 1, 0, MORE));
    after.restoreFragment(0, new byte[3]);
    after.restoreFragment(0, MessageSamples.fragment(2, 2, 1, 0, MORE));
    after.restoreFragment(0, MessageSamples.fragment(2, 2, 1, 0, ENDS));
    assertEquals(1, after.heldFragments().size());
    assertArrayEquals(
        MessageSamples.fragment(2, 2, 1, 0, MORE), after.heldFragments().get(0).bytes());
  }

  @Test
  void restoringKeepsToTheLimits() {
    Reassembler small = new Reassembler(new Reassembler.Limits(3, 5000, 2));
    List<UsedSet> used = new ArrayList<>();
    for (int id = 1; id <= 5; id++) {
      used.add(new UsedSet(100 + id, id));
      small.restoreFragment(id, MessageSamples.fragment(id, 3, 1, 0, MORE));
    }
    small.restoreUsed(used);
    assertEquals(3, small.openSets());
    assertEquals(List.of(new UsedSet(104, 4), new UsedSet(105, 5)), small.usedSets());
    assertTrue(small.heldBytes() <= 5000);
  }

  @Test
  void contentsAreNotPrinted() {
    before.accept(0, MessageSamples.fragment(1, 3, 1, 0, MORE));
    assertEquals("HeldFragment[1]", before.heldFragments().get(0).toString());
  }

  /** A restart that takes a while; what is kept goes through the items of the saved state. */
  private static Reassembler restarted(Reassembler old, double elapsedMs) {
    List<SavedSetId> sets = new ArrayList<>();
    for (UsedSet set : old.usedSets()) {
      sets.add(new SavedSetId(set.id(), START_WALL_MS - elapsedMs + set.usedMs()));
    }
    List<SavedFragment> fragments = new ArrayList<>();
    for (HeldFragment held : old.heldFragments()) {
      double wallMs = START_WALL_MS - elapsedMs + held.receivedMs();
      fragments.add(new SavedFragment(held.setId(), wallMs, null, held.bytes()));
    }
    Reassembler next = new Reassembler(Reassembler.Limits.DEFAULT);
    List<UsedSet> used = new ArrayList<>();
    sets.forEach(saved -> used.add(new UsedSet(saved.id(), saved.usedWallMs() - START_WALL_MS)));
    next.restoreUsed(used);
    fragments.forEach(
        saved -> next.restoreFragment(saved.receivedWallMs() - START_WALL_MS, saved.bytes()));
    return next;
  }
}
