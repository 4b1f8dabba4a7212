package org.peapod.topology;

/** Reads one time text from left to right; one use. */
final class UtcTimeParser {
  private static final int MAX_TEXT_LEN = 64;

  private final String text;
  private int at;
  private boolean bad;

  UtcTimeParser(String text) {
    this.text = text;
    this.bad = text.length() > MAX_TEXT_LEN;
  }

  /** {@code YYYY-MM-DDThh:mm:ss[.f](Z|±hh:mm)}, or {@code null}. */
  UtcTime rfc3339() {
    long local = dateAndClock('T');
    int nanos = skip('.') ? fraction() : 0;
    long offset = skip('Z') ? 0 : offset(false);
    return finish(local - offset, nanos);
  }

  /** {@code YYYY-MM-DD hh:mm:ss.f ±hh[:mm[:ss]]}, or {@code null}. */
  UtcTime spaced() {
    long local = dateAndClock(' ');
    expect('.');
    int nanos = fraction();
    expect(' ');
    return finish(local - offset(true), nanos);
  }

  private UtcTime finish(long seconds, int nanos) {
    return bad || at != text.length() ? null : new UtcTime(seconds, nanos);
  }

  private long dateAndClock(char separator) {
    int year = digits(4, 0, 9999);
    expect('-');
    int month = digits(2, 1, 12);
    expect('-');
    int day = digits(2, 1, 31);
    bad |= !bad && day > lastDay(year, month);
    expect(separator);
    int hour = digits(2, 0, 23);
    expect(':');
    int minute = digits(2, 0, 59);
    expect(':');
    int second = digits(2, 0, 59);
    return bad ? 0 : UtcTime.daysOf(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  }

  private int fraction() {
    int nanos = 0;
    int count = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      nanos = count < 9 ? nanos * 10 + text.charAt(at) - '0' : nanos;
      count++;
      at++;
    }
    bad |= count == 0;
    for (int i = count; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private long offset(boolean shortened) {
    boolean negative = skip('-');
    if (!negative) {
      expect('+');
    }
    long seconds = digits(2, 0, 23) * 3600L;
    if (!shortened || (at < text.length())) {
      expect(':');
      seconds += digits(2, 0, 59) * 60L;
    }
    if (shortened && at < text.length()) {
      expect(':');
      seconds += digits(2, 0, 59);
    }
    return negative ? -seconds : seconds;
  }

  private int digits(int count, int min, int max) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        bad = true;
        return min;
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    bad |= value < min || value > max;
    return value;
  }

  private void expect(char c) {
    bad |= !skip(c);
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int lastDay(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
