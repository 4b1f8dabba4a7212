package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.KeyRotationLabel;
import org.peapod.message.ReplySurb;

class ReceivedSurbsTest {
  private static final int RESERVE = 10;
  private static final ReplyLimits SMALL = new ReplyLimits(9, 9, 3, 6, 12, 9, 9);

  private final SenderTag tag = Samples.tag(1);
  private final ReceivedSurbs store = new ReceivedSurbs(ReplyLimits.DEFAULT);

  @Test
  void freshOnesAreUsedBeforeStaleAndOldOnesBeforeNew() {
    List<ReplySurb> old = Samples.surbs(1, 3);
    List<ReplySurb> young = Samples.surbs(new SeededEntropy(2), 2, KeyRotationLabel.ODD);
    add(tag, old);
    assertEquals(3, store.markStale(tag, KeyRotationLabel.ODD));
    add(tag, young);
    List<ReplySurb> used = new ArrayList<>();
    for (StoredSurb surb = store.take(tag); surb != null; surb = store.take(tag)) {
      used.add(surb.surb());
    }
    List<ReplySurb> expected = new ArrayList<>(young);
    expected.addAll(old);
    assertEquals(expected, used);
    assertTrue(store.knows(tag), "an emptied sender stays known for a while");
  }

  @Test
  void staleOnesAreReplacedByFreshOnesBeyondTheReserve() {
    add(tag, Samples.surbs(1, 8));
    store.markStale(tag, KeyRotationLabel.ODD);
    add(tag, Samples.surbs(new SeededEntropy(2), 13, KeyRotationLabel.ODD));
    assertEquals(13 + 8 - 3, store.available(tag));
    add(tag, Samples.surbs(new SeededEntropy(3), 20, KeyRotationLabel.ODD));
    assertEquals(33, store.available(tag));
  }

  @Test
  void surbOfTheCurrentRotationIsNotMadeStale() {
    add(tag, Samples.surbs(1, 2));
    assertEquals(0, store.markStale(tag, KeyRotationLabel.EVEN));
  }

  @Test
  void surbThatIsHeldIsNotTakenInAgain() {
    List<ReplySurb> surbs = Samples.surbs(1, 4);
    add(tag, surbs);
    add(tag, surbs);
    add(Samples.tag(2), surbs);
    assertEquals(4, store.size());
    assertEquals(8, store.refused());
  }

  @Test
  void surbPutBackIsTheNextToBeTaken() {
    add(tag, Samples.surbs(1, 4));
    StoredSurb first = store.take(tag);
    store.putBack(first);
    assertEquals(4, store.size());
    assertSame(first, store.take(tag));
  }

  @Test
  void surbOfAForgottenSenderIsWipedInsteadOfPutBack() {
    ReceivedSurbs small = new ReceivedSurbs(SMALL);
    small.add(0, 0, tag, Samples.surbs(1, 1), RESERVE);
    StoredSurb taken = small.take(tag);
    for (int i = 2; i <= 4; i++) {
      small.add(0, 0, Samples.tag(i), Samples.surbs(i, 1), RESERVE);
    }
    small.putBack(taken);
    assertFalse(small.knows(tag));
    assertEquals(3, small.size());
    assertEquals(0, taken.surb().surb()[348], "overwritten");
  }

  @Test
  void beyondTheLimitOfASenderItsOldestGoes() {
    ReceivedSurbs small = new ReceivedSurbs(SMALL);
    List<ReplySurb> surbs = Samples.surbs(1, 9);
    small.add(0, 0, tag, surbs, RESERVE);
    assertEquals(6, small.available(tag));
    assertSame(surbs.get(3), small.take(tag).surb());
  }

  @Test
  void beyondTheLimitOfAllTheLongestSilentSenderGoes() {
    ReceivedSurbs small = new ReceivedSurbs(SMALL);
    small.add(0, 0, Samples.tag(1), Samples.surbs(1, 6), RESERVE);
    small.add(1, 1, Samples.tag(2), Samples.surbs(2, 6), RESERVE);
    assertNotNull(small.take(Samples.tag(1)), "now sender 2 is the one silent for longest");
    small.add(2, 2, Samples.tag(3), Samples.surbs(3, 6), RESERVE);
    assertFalse(small.knows(Samples.tag(2)));
    assertEquals(5, small.available(Samples.tag(1)));
    assertEquals(6, small.available(Samples.tag(3)));
  }

  @Test
  void senderWithAReplyUnderWayIsNeverPushedOut() {
    ReceivedSurbs small = new ReceivedSurbs(SMALL);
    for (int i = 1; i <= 3; i++) {
      small.add(0, 0, Samples.tag(i), Samples.surbs(i, 4), RESERVE);
      small.setInUse(Samples.tag(i), true);
    }
    small.add(1, 1, Samples.tag(4), Samples.surbs(4, 2), RESERVE);
    small.add(1, 1, Samples.tag(3), Samples.surbs(5, 2), RESERVE);
    assertFalse(small.knows(Samples.tag(4)));
    assertEquals(12, small.size());
    assertEquals(4, small.refused());
  }

  @Test
  void deadSurbsAndSilentEmptySendersAreDropped() {
    SurbCalendar calendar =
        new SurbCalendar(Samples.CALENDAR, Samples.emptyTopology(10, 100, 0).metadata());
    add(tag, Samples.surbs(1, 3));
    double endMs = 11 * Samples.HOUR_MS;
    store.expire(endMs, calendar);
    assertEquals(3, store.size());
    store.setInUse(tag, true);
    store.expire(endMs + 1, calendar);
    assertEquals(0, store.size());
    assertTrue(store.knows(tag), "a reply is under way");
    store.setInUse(tag, false);
    store.expire(endMs + 1, calendar);
    assertFalse(store.knows(tag));
  }

  @Test
  void emptySenderIsKeptWhileSurbsMayComeYet() {
    SurbCalendar calendar =
        new SurbCalendar(Samples.CALENDAR, Samples.emptyTopology(10, 100, 0).metadata());
    add(tag, Samples.surbs(1, 1));
    store.take(tag);
    store.expire(300_000, calendar);
    assertTrue(store.knows(tag));
    store.addAsked(tag, 10);
    store.expire(300_001, calendar);
    assertTrue(store.knows(tag));
    store.addAsked(tag, -20);
    assertEquals(0, store.freshAndAsked(tag));
    store.expire(300_001, calendar);
    assertFalse(store.knows(tag));
  }

  @Test
  void takenSurbDoesNotComeBackFromASave() {
    add(tag, Samples.surbs(1, 3));
    List<StoredSurb> saved = store.takeChanges().added();
    StoredSurb used = store.take(tag);
    Changes<KeyDigest, StoredSurb> changes = store.takeChanges();
    assertEquals(List.of(used.digest()), changes.removed());

    saved.removeIf(surb -> changes.removed().contains(surb.digest()));
    ReceivedSurbs restored = new ReceivedSurbs(ReplyLimits.DEFAULT);
    restored.restore(7, saved);
    assertEquals(2, restored.available(tag));
    assertEquals(7, restored.lastReceivedMs(tag));
    assertTrue(restored.takeChanges().isEmpty());
    assertEquals(store.entries().size(), restored.entries().size());
  }

  @Test
  void surbTakenAndPutBackIsRemovedAndAddedForTheSaver() {
    add(tag, Samples.surbs(1, 1));
    store.takeChanges();
    store.putBack(store.take(tag));
    Changes<KeyDigest, StoredSurb> changes = store.takeChanges();
    assertEquals(1, changes.removed().size());
    assertEquals(1, changes.added().size());
  }

  @Test
  void wipedSurbsAreOverwrittenAndGone() {
    List<ReplySurb> surbs = Samples.surbs(1, 2);
    add(tag, surbs);
    store.wipe();
    assertEquals(0, surbs.get(1).surb()[348]);
    assertEquals(0, store.size());
    assertFalse(store.knows(tag));
    assertTrue(store.takeChanges().isEmpty());
  }

  @Test
  void unknownSenderHasNothing() {
    assertNull(store.take(tag));
    assertEquals(0, store.available(tag));
    assertEquals(0, store.freshAndAsked(tag));
    store.addAsked(tag, 5);
    assertEquals(0, store.asked(tag));
    assertEquals(0, store.markStale(tag, 1));
  }

  private void add(SenderTag sender, List<ReplySurb> surbs) {
    store.add(0, 0, sender, surbs, RESERVE);
  }
}
