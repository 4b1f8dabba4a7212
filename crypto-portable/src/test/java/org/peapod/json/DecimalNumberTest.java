package org.peapod.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Against the parser of the JDK. */
class DecimalNumberTest {
  @Property
  void fewDigitsAndASmallExponentGiveTheNearestDouble(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(min = -22, max = 22) int exponent) {
    String text = digits + "e" + exponent;
    assertEquals(Double.parseDouble(text), valueOf(text), text);
  }

  @Property
  void fractionsOfFewDigitsGiveTheNearestDouble(
      @ForAll @IntRange(max = 9_999_999) int whole, @ForAll @IntRange(max = 9_999_999) int part) {
    String text = whole + "." + part;
    assertEquals(Double.parseDouble(text), valueOf(text), text);
  }

  @Property
  void anyNormalNumberIsMetWithinABillionthPart(@ForAll double number) {
    if (Math.abs(number) > Double.MIN_NORMAL) {
      String text = Double.toString(number);
      assertEquals(1, valueOf(text) / number, 1e-9, text);
    }
  }

  @Test
  void digitsThatDoNotFitCountForTheMagnitude() {
    String many = "1234567890123456789012345";
    assertEquals(Double.parseDouble(many), valueOf(many), 1e10);
    assertEquals(0.5, valueOf("0.5" + "0".repeat(400)));
    assertEquals(1, valueOf("1" + "0".repeat(400) + "E-400"), 1e-9);
    assertEquals(5e-20, valueOf("0.00000000000000000005"));
  }

  @Test
  void whatNoDoubleHoldsIsInfiniteOrZero() {
    assertEquals(Double.POSITIVE_INFINITY, valueOf("1e309"));
    assertEquals(Double.NEGATIVE_INFINITY, valueOf("-1E+99999999999"));
    assertEquals(0.0, valueOf("1e-99999999999"));
    assertEquals(0.0, valueOf("0e999"));
  }

  private static double valueOf(String json) {
    return Json.parse(json).value().asDouble(Double.NaN);
  }
}
