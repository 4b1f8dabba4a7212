package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReassemblerTest {
  private static final int P = 20;
  private static final byte[] ENDS = {7, 1};
  private static final byte[] MORE = {7, 7};

  private final Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);

  @Test
  void fragmentsInReverseOrderGiveTheMessageOnce() {
    byte[] message = Filler.rule(3000);
    List<byte[]> fragments =
        MessageSamples.fragments(MessagePadding.pad(message, P), P, new int[] {9});
    Collections.reverse(fragments);
    for (int i = 0; i < fragments.size() - 1; i++) {
      incomplete(reassembler.accept(0, fragments.get(i)));
    }
    byte[] last = fragments.get(fragments.size() - 1);
    assertArrayEquals(message, complete(reassembler.accept(0, last)));
    duplicate(reassembler.accept(0, last));
    assertEquals(0, reassembler.openSets());
    assertEquals(0, reassembler.heldBytes());
    assertEquals(1, reassembler.usedIds());
  }

  @Test
  void setsOfALongMessageMayArriveInAnyOrder() {
    byte[] message = Filler.rule(9000);
    List<byte[]> fragments =
        MessageSamples.fragments(MessagePadding.pad(message, P), P, new int[] {5, 6, 7});
    Collections.rotate(fragments, 400);
    for (int i = 0; i < fragments.size() - 1; i++) {
      incomplete(reassembler.accept(0, fragments.get(i)));
    }
    byte[] last = fragments.get(fragments.size() - 1);
    assertArrayEquals(message, complete(reassembler.accept(0, last)));
    assertEquals(3, reassembler.usedIds());
    assertEquals(0, reassembler.heldBytes());
  }

  @Test
  void repeatedFragmentOfAnOpenSetIsADuplicateAndKeepsTheFirst() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 2, 1, 0, MORE)));
    long held = reassembler.heldBytes();
    duplicate(reassembler.accept(0, MessageSamples.fragment(1, 2, 1, 0, new byte[900])));
    assertEquals(held, reassembler.heldBytes());
    assertArrayEquals(
        new byte[] {7, 7, 7},
        complete(reassembler.accept(0, MessageSamples.fragment(1, 2, 2, 0, ENDS))));
  }

  @Test
  void fragmentWithAnotherTotalIsRefused() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 3, 1, 0, MORE)));
    byte[] other = MessageSamples.fragment(1, 4, 4, 0, MORE);
    refused(MessageFault.SET_TOTAL_DIFFERS, reassembler.accept(0, other));
    assertEquals(1, reassembler.openSets());
  }

  @Test
  void malformedFragmentIsRefusedAndNothingIsHeld() {
    refused(MessageFault.FRAGMENT_TOO_SHORT, reassembler.accept(0, new byte[6]));
    refused(MessageFault.FRAGMENT_FLAG_MISSING, reassembler.accept(0, new byte[7]));
    assertEquals(0, reassembler.openSets());
  }

  @Test
  void messageWithoutPaddingMarkerIsLostAndItsIdStaysUsed() {
    byte[] fragment = MessageSamples.fragment(1, 1, 1, 0, MORE);
    refused(MessageFault.PADDING_MARKER_MISSING, reassembler.accept(0, fragment));
    duplicate(reassembler.accept(0, fragment));
    assertEquals(0, reassembler.heldBytes());
  }

  @Test
  void messageThatIsOnlyPaddingIsLost() {
    byte[] fragment = MessageSamples.fragment(1, 1, 1, 0, new byte[] {1, 0});
    refused(MessageFault.MESSAGE_EMPTY, reassembler.accept(0, fragment));
  }

  @Test
  void paddingMayReachOverSeveralFragments() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 3, 1, 0, ENDS)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 3, 2, 0, new byte[4])));
    byte[] last = MessageSamples.fragment(1, 3, 3, 0, new byte[0]);
    assertArrayEquals(new byte[] {7}, complete(reassembler.accept(0, last)));
  }

  @Test
  void circleOfSetsIsRefusedAndForgotten() {
    fillMiddle(1);
    fillMiddle(2);
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 255, 1, 2, MORE)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 255, 255, 2, MORE)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(2, 255, 1, 1, MORE)));
    byte[] closing = MessageSamples.fragment(2, 255, 255, 1, ENDS);
    refused(MessageFault.SET_LINKS_IN_CIRCLE, reassembler.accept(0, closing));
    assertEquals(0, reassembler.openSets());
    assertEquals(0, reassembler.heldBytes());
    assertEquals(2, reassembler.usedIds());
  }

  @Test
  void fragmentWhoseKnownNeighbourLeadsElsewhereIsRefused() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 255, 255, 2, MORE)));
    byte[] stranger = MessageSamples.fragment(3, 4, 1, 1, MORE);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, stranger));
    incomplete(reassembler.accept(0, MessageSamples.fragment(2, 4, 1, 1, MORE)));
    assertEquals(2, reassembler.openSets());
  }

  @Test
  void fragmentWhoseNextSetComesFromElsewhereIsRefused() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(2, 4, 1, 9, MORE)));
    byte[] stranger = MessageSamples.fragment(1, 255, 255, 2, MORE);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, stranger));
  }

  @Test
  void setAfterAShortSetIsRefused() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 2, 1, 0, MORE)));
    byte[] after = MessageSamples.fragment(2, 2, 1, 1, MORE);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, after));
  }

  @Test
  void completedSetWhoseNextSetComesFromElsewhereIsForgotten() {
    fillMiddle(1);
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 255, 255, 2, MORE)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(2, 2, 2, 0, ENDS)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(2, 2, 1, 9, MORE)));
    byte[] last = MessageSamples.fragment(1, 255, 1, 0, MORE);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, last));
  }

  @Test
  void completedSetThatItsNeighbourDoesNotNameIsForgotten() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(4, 2, 1, 3, MORE)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(3, 2, 1, 8, MORE)));
    incomplete(reassembler.accept(0, MessageSamples.fragment(3, 2, 2, 0, ENDS)));
    byte[] last = MessageSamples.fragment(4, 2, 2, 0, ENDS);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, last));
    assertEquals(1, reassembler.openSets());
    duplicate(reassembler.accept(0, last));
  }

  @Test
  void fragmentLinkedToAFinishedMessageIsRefused() {
    complete(reassembler.accept(0, MessageSamples.fragment(1, 1, 1, 0, ENDS)));
    byte[] late = MessageSamples.fragment(2, 2, 1, 1, MORE);
    refused(MessageFault.SET_LINK_ONE_SIDED, reassembler.accept(0, late));
  }

  @Test
  void incompleteSetExpiresADayAfterItsLastFragment() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 3, 1, 0, MORE)));
    incomplete(reassembler.accept(1000, MessageSamples.fragment(1, 3, 2, 0, MORE)));
    reassembler.expire(1000 + Reassembler.EXPIRY_MS - 1);
    assertEquals(1, reassembler.openSets());
    reassembler.expire(1000 + Reassembler.EXPIRY_MS);
    assertEquals(0, reassembler.openSets());
    assertEquals(0, reassembler.heldBytes());
  }

  @Test
  void completeSetsWaitAsLongAsTheirMessageGoesOn() {
    byte[] message = Filler.rule(9000);
    List<byte[]> fragments =
        MessageSamples.fragments(MessagePadding.pad(message, P), P, new int[] {5, 6, 7});
    double now = 0;
    ReassemblyOutcome outcome = null;
    for (byte[] fragment : fragments) {
      now += Reassembler.EXPIRY_MS / 400;
      outcome = reassembler.accept(now, fragment);
    }
    assertTrue(now > Reassembler.EXPIRY_MS);
    assertArrayEquals(message, complete(outcome));
  }

  @Test
  void fragmentsWaitForOthersThatAnOutageHeldBack() {
    incomplete(reassembler.accept(0, MessageSamples.fragment(1, 2, 1, 0, MORE)));
    double outageMs = 20 * 3_600_000.0;
    complete(reassembler.accept(outageMs, MessageSamples.fragment(1, 2, 2, 0, ENDS)));
    double storedMs = outageMs + 24 * 3_600_000.0;
    duplicate(reassembler.accept(storedMs, MessageSamples.fragment(1, 2, 1, 0, MORE)));
  }

  @Test
  void finishedIdIsRememberedForTwoDays() {
    byte[] fragment = MessageSamples.fragment(1, 1, 1, 0, ENDS);
    complete(reassembler.accept(0, fragment));
    duplicate(reassembler.accept(UsedSetIds.MAX_AGE_MS - 1, fragment));
    complete(reassembler.accept(UsedSetIds.MAX_AGE_MS, fragment));
  }

  @Test
  void limitsBelowOneAreTheCallersMistake() {
    assertThrows(IllegalArgumentException.class, () -> new Reassembler.Limits(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Reassembler.Limits(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Reassembler.Limits(1, 1, 0));
  }

  private void fillMiddle(int setId) {
    for (int position = 2; position < 255; position++) {
      incomplete(reassembler.accept(0, MessageSamples.fragment(setId, 255, position, 0, MORE)));
    }
  }

  private static void incomplete(ReassemblyOutcome outcome) {
    assertInstanceOf(ReassemblyOutcome.Incomplete.class, outcome);
  }

  private static void duplicate(ReassemblyOutcome outcome) {
    assertInstanceOf(ReassemblyOutcome.Duplicate.class, outcome);
  }

  private static byte[] complete(ReassemblyOutcome outcome) {
    return assertInstanceOf(ReassemblyOutcome.Complete.class, outcome).message();
  }

  private static void refused(MessageFault fault, ReassemblyOutcome outcome) {
    assertEquals(fault, assertInstanceOf(ReassemblyOutcome.Refused.class, outcome).fault());
  }
}
