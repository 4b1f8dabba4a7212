package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.message.Fragment;

class FragmentOriginsTest {
  private final FragmentOrigins origins = new FragmentOrigins(4);
  private final SenderTag one = Samples.tag(1);
  private final SenderTag two = Samples.tag(2);

  @Test
  void fragmentsOfOneSetMustComeByOneWay() {
    assertTrue(origins.isConsistent(new Fragment(5, 3, 1, 0), one));
    assertTrue(origins.isConsistent(new Fragment(5, 3, 2, 0), one));
    assertFalse(origins.isConsistent(new Fragment(5, 3, 3, 0), two));
    assertFalse(origins.isConsistent(new Fragment(5, 3, 3, 0), null));
    assertTrue(origins.isConsistent(new Fragment(6, 3, 3, 0), null));
    assertFalse(origins.isConsistent(new Fragment(6, 3, 3, 0), one));
  }

  @Test
  void linkedSetsMustComeByOneWayInBothOrders() {
    assertTrue(origins.isConsistent(new Fragment(5, 255, 255, 6), one));
    assertFalse(origins.isConsistent(new Fragment(6, 2, 2, 0), null));
    assertTrue(origins.isConsistent(new Fragment(8, 2, 2, 0), null));
    assertFalse(origins.isConsistent(new Fragment(7, 255, 255, 8), one));
    assertFalse(origins.isConsistent(new Fragment(9, 1, 1, 6), null));
  }

  @Test
  void singleFragmentsAreNotRemembered() {
    assertTrue(origins.isConsistent(new Fragment(5, 1, 1, 0), one));
    assertEquals(0, origins.size());
  }

  @Test
  void beyondTheLimitTheLongestUnheardIsForgotten() {
    for (int set = 1; set <= 4; set++) {
      origins.isConsistent(new Fragment(set, 2, 1, 0), one);
    }
    origins.isConsistent(new Fragment(1, 2, 1, 0), one);
    origins.isConsistent(new Fragment(5, 2, 1, 0), one);
    assertEquals(4, origins.size());
    assertFalse(origins.isConsistent(new Fragment(1, 2, 2, 0), two));
    assertTrue(origins.isConsistent(new Fragment(2, 2, 2, 0), two));
  }

  @Test
  void anotherRunRefusesWhatThisOneWould() {
    origins.isConsistent(new Fragment(5, 3, 1, 0), one);
    origins.isConsistent(new Fragment(6, 3, 1, 0), null);
    assertTrue(origins.isKnown(5) && origins.isKnown(6) && !origins.isKnown(7));
    FragmentOrigins next = new FragmentOrigins(4);
    next.restore(5, origins.originOf(5));
    next.restore(6, origins.originOf(6));
    assertFalse(next.isConsistent(new Fragment(5, 3, 2, 0), null));
    assertFalse(next.isConsistent(new Fragment(5, 3, 2, 0), two));
    assertTrue(next.isConsistent(new Fragment(5, 3, 2, 0), one));
    assertFalse(next.isConsistent(new Fragment(6, 3, 2, 0), one));
    assertTrue(next.isConsistent(new Fragment(6, 3, 2, 0), null));
  }
}
