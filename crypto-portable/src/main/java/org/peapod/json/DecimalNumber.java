package org.peapod.json;

/**
 * The value of a number as JSON writes it. The class library's own parser brings 14 kB of code and
 * tables into the module, for digits that no document of ours has.
 */
final class DecimalNumber {
  /** Digits that fit a {@code long}; the ones after only count for the magnitude. */
  private static final int MAX_DIGITS = 18;

  /** Beyond it every number is 0 or infinite, whatever its digits, as they are at most a text. */
  private static final int MAX_EXPONENT = 100_000_000;

  /** The largest power of ten that a double holds exactly. */
  private static final int EXACT_POWER = 22;

  private final String text;
  private int at;
  private long digits;
  private int significant;
  private int exponent;

  /**
   * @param text a number that {@link JsonParser} has found well formed
   */
  DecimalNumber(String text) {
    this.text = text;
  }

  /** The value; infinite where it exceeds every finite double. */
  double value() {
    boolean negative = skip('-');
    readDigits(0);
    if (skip('.')) {
      readDigits(-1);
    }
    if (skip('e') || skip('E')) {
      readExponent();
    }
    double magnitude = digits == 0 ? 0 : scaled(digits, exponent);
    return negative ? -magnitude : magnitude;
  }

  private void readDigits(int exponentStep) {
    for (int digit = digit(); digit >= 0; digit = digit()) {
      at++;
      if (significant < MAX_DIGITS) {
        digits = digits * 10 + digit;
        significant += digits == 0 ? 0 : 1;
        exponent += exponentStep;
      } else {
        exponent += exponentStep + 1;
      }
    }
  }

  private void readExponent() {
    boolean negative = skip('-');
    skip('+');
    int written = 0;
    for (int digit = digit(); digit >= 0; digit = digit()) {
      at++;
      written = Math.min(written * 10 + digit, MAX_EXPONENT);
    }
    exponent += negative ? -written : written;
  }

  /** Multiplies or divides by powers of ten that are exact, one where that suffices. */
  private static double scaled(double value, int exponent) {
    double out = value;
    int left = exponent;
    while (left > 0 && out < Double.POSITIVE_INFINITY) {
      int step = Math.min(left, EXACT_POWER);
      out *= power(step);
      left -= step;
    }
    while (left < 0 && out > 0) {
      int step = Math.min(-left, EXACT_POWER);
      out /= power(step);
      left += step;
    }
    return out;
  }

  private static double power(int exponent) {
    double out = 1;
    for (int i = 0; i < exponent; i++) {
      out *= 10;
    }
    return out;
  }

  private int digit() {
    int digit = at < text.length() ? text.charAt(at) - '0' : -1;
    return digit <= 9 ? digit : -1;
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }
}
