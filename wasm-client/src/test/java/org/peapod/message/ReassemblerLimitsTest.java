package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReassemblerLimitsTest {
  private static final byte[] MORE = {7, 7};
  private static final byte[] ENDS = {7, 1};

  @Test
  void oldestSetGivesWayWhenThereAreTooManySets() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(3, 100_000, 10));
    for (int id = 1; id <= 3; id++) {
      reassembler.accept(id, MessageSamples.fragment(id, 3, 1, 0, MORE));
    }
    reassembler.accept(4, MessageSamples.fragment(1, 3, 2, 0, MORE));
    reassembler.accept(5, MessageSamples.fragment(4, 3, 1, 0, MORE));
    assertEquals(3, reassembler.openSets());
    assertEquals(1, reassembler.evictedSets());
    assertInstanceOf(
        ReassemblyOutcome.Complete.class,
        reassembler.accept(6, MessageSamples.fragment(1, 3, 3, 0, ENDS)),
        "set 2 was oldest, set 1 had been touched since");
  }

  @Test
  void oldestSetsGiveWayWhenTooManyBytesAreHeld() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(1000, 5000, 10));
    for (int id = 1; id <= 200; id++) {
      reassembler.accept(id, MessageSamples.fragment(id, 3, 1, 0, new byte[1000]));
      assertTrue(reassembler.heldBytes() <= 5000);
    }
    assertEquals(4, reassembler.openSets());
    assertEquals(196, reassembler.evictedSets());
  }

  @Test
  void fragmentThatCanNeverFitIsRefusedAndEvictsNothing() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(1000, 5000, 10));
    reassembler.accept(0, MessageSamples.fragment(1, 3, 1, 0, MORE));
    ReassemblyOutcome outcome =
        reassembler.accept(0, MessageSamples.fragment(2, 3, 1, 0, new byte[5000]));
    assertEquals(
        MessageFault.REASSEMBLY_FULL,
        assertInstanceOf(ReassemblyOutcome.Refused.class, outcome).fault());
    assertEquals(1, reassembler.openSets());
    assertEquals(0, reassembler.evictedSets());
  }

  @Test
  void setThatGrowsBeyondTheLimitStopsGrowing() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(1000, 5000, 10));
    reassembler.accept(0, MessageSamples.fragment(9, 3, 1, 0, MORE));
    for (int position = 1; position <= 255; position++) {
      reassembler.accept(0, MessageSamples.fragment(1, 255, position, 0, new byte[100]));
      assertTrue(reassembler.heldBytes() <= 5000);
    }
    assertEquals(1, reassembler.openSets());
    assertEquals(1, reassembler.evictedSets());
  }

  @Test
  void setThatGrowsDoesNotGiveWayToItself() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(1000, 5000, 10));
    reassembler.accept(0, MessageSamples.fragment(1, 2, 1, 0, new byte[2000]));
    reassembler.accept(1, MessageSamples.fragment(2, 2, 1, 0, new byte[2000]));
    assertInstanceOf(
        ReassemblyOutcome.Complete.class,
        reassembler.accept(2, MessageSamples.fragment(1, 2, 2, 0, Filler.rule(2000))));
    assertEquals(0, reassembler.openSets());
    assertEquals(1, reassembler.evictedSets());
  }

  @Test
  void emptyFragmentsAreChargedForTheirBookkeeping() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(1_000_000, 10_000, 10));
    for (int id = 1; id <= 5000; id++) {
      reassembler.accept(0, MessageSamples.fragment(id, 255, 2, 0, new byte[0]));
    }
    assertEquals(4, reassembler.openSets());
  }

  @Test
  void usedIdsAreForgottenOldestFirstBeyondTheirNumber() {
    Reassembler reassembler = new Reassembler(new Reassembler.Limits(10, 5000, 3));
    for (int id = 1; id <= 5; id++) {
      reassembler.accept(id, MessageSamples.fragment(id, 1, 1, 0, ENDS));
    }
    assertEquals(3, reassembler.usedIds());
    assertInstanceOf(
        ReassemblyOutcome.Duplicate.class,
        reassembler.accept(6, MessageSamples.fragment(3, 1, 1, 0, ENDS)));
    assertInstanceOf(
        ReassemblyOutcome.Complete.class,
        reassembler.accept(6, MessageSamples.fragment(2, 1, 1, 0, ENDS)));
  }

  @Test
  void aMessageOfTwentyMegabytesFitsTheDefaultLimits() {
    byte[] padded = MessagePadding.pad(new NymMessage.Plain(new byte[20_000_000]), 1611);
    Fragmenter fragmenter = new Fragmenter(padded, 1611, MessageSamples.entropy(1));
    Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);
    ReassemblyOutcome outcome = null;
    for (int i = 0; i < fragmenter.count(); i++) {
      outcome = reassembler.accept(i, fragmenter.fragment(i));
    }
    byte[] message = assertInstanceOf(ReassemblyOutcome.Complete.class, outcome).message();
    assertEquals(20_000_001, message.length);
    assertEquals(0, reassembler.heldBytes());
    assertEquals(0, reassembler.evictedSets());
  }
}
