package org.peapod.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares answers with known ones and counts, without a test framework, so that the same checks
 * run on the JVM, as WebAssembly and as JavaScript. A failure is noted and the rest still runs.
 */
public final class Checks {
  private static final int MAX_FAILURES = 100;

  private final List<String> failures = new ArrayList<>();
  private int passed;

  /** The bytes must be the same. */
  public void equal(String what, byte[] expected, byte[] actual) {
    note(
        what,
        expected != null && Arrays.equals(expected, actual),
        expected == null ? "null" : Hex.encode(expected),
        actual == null ? "null" : Hex.encode(actual));
  }

  /** The texts must be the same. */
  public void equal(String what, String expected, String actual) {
    note(what, expected != null && expected.equals(actual), expected, actual);
  }

  /** The numbers must be the same. */
  public void equal(String what, long expected, long actual) {
    note(what, expected == actual, Long.toString(expected), Long.toString(actual));
  }

  /** The condition must hold. */
  public void isTrue(String what, boolean condition) {
    note(what, condition, "true", "false");
  }

  /** How many comparisons held. */
  public int passed() {
    return passed;
  }

  /** One line per comparison that did not hold (at most 100). */
  public List<String> failures() {
    return failures;
  }

  private void note(String what, boolean holds, String expected, String actual) {
    if (holds) {
      passed++;
    } else if (failures.size() < MAX_FAILURES) {
      failures.add(what + ": expected " + cut(expected) + ", got " + cut(actual));
    }
  }

  private static String cut(String text) {
    return text != null && text.length() > 160 ? text.substring(0, 160) + "…" : text;
  }
}
