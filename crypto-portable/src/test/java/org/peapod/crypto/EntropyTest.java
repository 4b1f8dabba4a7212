package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class EntropyTest {
  @Property(tries = 300)
  void numberStaysBelowItsBound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    Entropy entropy = new SeededEntropy(seed);
    for (int i = 0; i < 10; i++) {
      int drawn = entropy.below(bound);
      assertTrue(drawn >= 0 && drawn < bound);
    }
  }

  @Test
  void everyNumberBelowABoundIsAsLikely() {
    Entropy entropy = new SeededEntropy(7);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[entropy.below(7)]++;
    }
    for (int count : counts) {
      assertTrue(Math.abs(count - 10_000) < 500, Arrays.toString(counts));
    }
  }

  /** 2³² mod 3 is 1: the largest word alone would make 0 likelier and is drawn again. */
  @Test
  void aWordInTheUnevenRestIsDrawnAgain() {
    byte[] script = {-1, -1, -1, -1, 0, 0, 0, 5};
    int[] at = {0};
    Entropy entropy =
        (out, off, len) -> {
          System.arraycopy(script, at[0], out, off, len);
          at[0] += len;
        };
    assertEquals(2, entropy.below(3));
    assertEquals(8, at[0]);
  }

  @Test
  void aBoundMustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> new SeededEntropy(1).below(0));
  }

  @Test
  void unitReachesItsEndsAndNeverZero() {
    Entropy zeros = (out, off, len) -> Arrays.fill(out, off, off + len, (byte) 0);
    Entropy ones = (out, off, len) -> Arrays.fill(out, off, off + len, (byte) -1);
    assertEquals(0x1p-53, zeros.unit());
    assertEquals(1.0, ones.unit());
    assertEquals(0.0, ones.exponential(5), 0.0);
  }

  @Test
  void exponentialHasItsMeanAndShape() {
    Entropy entropy = new SeededEntropy(3);
    double sum = 0;
    int beyondMean = 0;
    for (int i = 0; i < 50_000; i++) {
      double sample = entropy.exponential(15);
      sum += sample;
      beyondMean += sample > 15 ? 1 : 0;
    }
    assertEquals(15, sum / 50_000, 0.3);
    assertEquals(Math.exp(-1), beyondMean / 50_000.0, 0.01);
    assertEquals(0, entropy.exponential(0));
  }

  @Test
  void equalSeedsGiveEqualBytes() {
    assertArrayEquals(new SeededEntropy(5).bytes(100), new SeededEntropy(5).bytes(100));
  }
}
