package org.peapod.bytes;

/**
 * Numbers with a fraction as texts for error messages. The class library's way of writing them
 * brings more tables into the module than all our own constants.
 */
public final class NumberText {
  private static final int PLACES = 6;
  private static final long UNIT = 1_000_000;

  /** From here on a double has no fraction worth writing, and less than 2^63 units. */
  private static final double LARGE = 1e12;

  private NumberText() {}

  /** With one to six decimal places, rounded; what is too large for that says just so. */
  public static String of(double number) {
    if (number != number) {
      return "NaN";
    }
    String sign = number < 0 ? "-" : "";
    double magnitude = Math.abs(number);
    if (magnitude >= LARGE) {
      return sign + (magnitude == Double.POSITIVE_INFINITY ? "Infinity" : "10^12 or beyond");
    }
    long units = (long) (magnitude * UNIT + 0.5);
    return sign + units / UNIT + "." + fraction(units % UNIT);
  }

  private static String fraction(long units) {
    StringBuilder digits = new StringBuilder();
    long left = units;
    long unit = UNIT;
    for (int i = 0; i < PLACES && (i == 0 || left > 0); i++) {
      unit /= 10;
      digits.append((char) ('0' + left / unit));
      left %= unit;
    }
    return digits.toString();
  }
}
