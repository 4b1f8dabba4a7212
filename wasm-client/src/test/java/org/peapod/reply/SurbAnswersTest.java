package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;

class SurbAnswersTest {
  private final ArrayDeque<ReplyOutput> outputs = new ArrayDeque<>();
  private final SurbAnswers answers = new SurbAnswers(500, outputs);

  @Test
  void moreRecipientsThanTheLimitAreNotHeardUntilOneIsServed() {
    for (int i = 0; i < SurbAnswers.MAX_RECIPIENTS; i++) {
      assertTrue(answers.request(address(i), Samples.tag(i), 10));
    }
    assertFalse(answers.request(address(-1), Samples.tag(0), 10));
    assertTrue(answers.request(address(5), Samples.tag(5), 10));
    assertEquals(SurbAnswers.MAX_RECIPIENTS, outputs.size());
    answers.next(address(7));
    assertTrue(answers.request(address(-1), Samples.tag(0), 10));
  }

  @Test
  void requestForNothingIsServedByNothing() {
    assertTrue(answers.request(address(1), Samples.tag(1), 0));
    assertTrue(outputs.isEmpty());
    assertTrue(answers.request(address(1), Samples.tag(1), 5));
    assertEquals(1, outputs.size());
  }

  @Test
  void batchOfAStrangerEndingIsNoMatter() {
    answers.next(address(3));
    assertTrue(outputs.isEmpty());
  }

  @Test
  void whatComesAndGoesBetweenTwoSavesLeavesNoTrace() {
    ChangeLog<Integer, String> log = new ChangeLog<>();
    for (int i = 0; i < 10_000; i++) {
      log.add(i, "entry");
      log.remove(i);
    }
    assertTrue(log.take().isEmpty());
  }

  private static ClientAddress address(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    key[1] = (byte) (number >> 8);
    return ClientAddress.of(Samples.ALICE.identityKey(), key, Samples.ALICE.gateway());
  }
}
