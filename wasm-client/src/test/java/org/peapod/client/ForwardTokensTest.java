package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.peapod.message.FragmentId;

/** Which packet an answer of the gateway is about. */
class ForwardTokensTest {
  private final ForwardTokens tokens = new ForwardTokens();

  @Test
  void numbersRiseAndEachIsAnsweredForOnce() {
    int first = tokens.next(id(1));
    int cover = tokens.next(FragmentId.COVER);
    int second = tokens.next(id(2));
    assertEquals(first + 1, cover);
    assertEquals(first + 2, second);
    assertEquals(2, tokens.size(), "nothing is kept of cover");
    assertNull(tokens.answered(cover));
    assertEquals(id(2), tokens.answered(second));
    assertEquals(id(1), tokens.answered(first));
    assertNull(tokens.answered(first));
    assertEquals(0, tokens.size());
  }

  @Test
  void beyondTheLimitTheOldestIsForgotten() {
    int first = tokens.next(id(1));
    for (int i = 0; i < ForwardTokens.LIMIT; i++) {
      tokens.next(id(2));
    }
    assertEquals(ForwardTokens.LIMIT, tokens.size());
    assertNull(tokens.answered(first));
    assertEquals(id(2), tokens.answered(first + 1));
  }

  private static FragmentId id(int set) {
    return new FragmentId(set, 1);
  }
}
