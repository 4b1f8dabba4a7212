package org.peapod.topology;

/** The score of a node, a decimal text from 0 to 1 (chapter 4, 4.4.2). */
final class Performance {
  private static final int MAX_DECIMALS = 18;
  private static final int MAX_WHOLE_DIGITS = 20;

  private Performance() {}

  /** Whole percent, rounded down digit by digit; −1 for a text that is no such score. */
  static int percentOf(String text) {
    int dot = text == null ? -1 : text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String decimals = dot < 0 ? "0" : text.substring(dot + 1);
    if (!isDigits(whole, MAX_WHOLE_DIGITS) || !isDigits(decimals, MAX_DECIMALS)) {
      return -1;
    }
    if (isZero(whole)) {
      int tenths = decimals.charAt(0) - '0';
      int hundredths = decimals.length() > 1 ? decimals.charAt(1) - '0' : 0;
      return 10 * tenths + hundredths;
    }
    boolean isOne = whole.charAt(whole.length() - 1) == '1' && isZero(allButLast(whole));
    return isOne && isZero(decimals) ? 100 : -1;
  }

  private static String allButLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static boolean isDigits(String text, int max) {
    if (text == null || text.isEmpty() || text.length() > max) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
