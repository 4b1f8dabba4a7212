package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.crypto.SeededEntropy;

final class DelaysTest {
  @Test
  void aMeanOfZeroGivesNoDelayAndDrawsNothing() {
    long[] delays =
        Delays.sample(
            (out, off, len) -> {
              throw new AssertionError("drawn");
            },
            4,
            0);
    assertArrayEquals(new long[4], delays);
  }

  @Test
  void delaysHaveTheMeanAskedFor() {
    SeededEntropy entropy = new SeededEntropy(1);
    double sum = 0;
    for (int i = 0; i < 5_000; i++) {
      for (long delay : Delays.sample(entropy, 4, 15)) {
        assertTrue(delay >= 0);
        sum += delay;
      }
    }
    assertEquals(15e6, sum / 20_000, 0.5e6);
  }

  @Test
  void travelTimeLeavesOutTheLastDelay() {
    assertEquals(3.5, Delays.forwardMs(new long[] {1_000_000, 2_500_000, 99_000_000}));
    assertEquals(0, Delays.forwardMs(new long[] {7}));
    assertEquals(0, Delays.forwardMs(new long[0]));
  }

  @Test
  void aNegativeOrMissingMeanIsTheCallersMistake() {
    SeededEntropy entropy = new SeededEntropy(1);
    assertThrows(IllegalArgumentException.class, () -> Delays.sample(entropy, 4, -1));
    assertThrows(IllegalArgumentException.class, () -> Delays.sample(entropy, 4, Double.NaN));
  }
}
