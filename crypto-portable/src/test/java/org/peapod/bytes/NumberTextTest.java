package org.peapod.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Property
  void sixPlacesAreKept(@ForAll @DoubleRange(min = -1e9, max = 1e9) double number) {
    assertEquals(number, Double.parseDouble(NumberText.of(number)), 0.000_000_6);
  }

  @Property
  void wholeNumbersAreWrittenAsTheJdkDoes(@ForAll @IntRange(min = -9_999_999) int number) {
    if (number < 10_000_000) {
      assertEquals(Double.toString(number), NumberText.of(number));
    }
  }

  @Test
  void whatHasNoSuchFormIsNamed() {
    assertEquals("NaN", NumberText.of(Double.NaN));
    assertEquals("-Infinity", NumberText.of(Double.NEGATIVE_INFINITY));
    assertEquals("10^12 or beyond", NumberText.of(1e300));
    assertEquals("0.05", NumberText.of(0.05));
    assertEquals("2147483648.0", NumberText.of(2_147_483_648.0));
  }
}
