package org.peapod.topology;

import org.peapod.bytes.ComparedByValue;

/**
 * A point in time, with the nanoseconds that directory documents carry.
 *
 * @param seconds since the Unix epoch, UTC
 * @param nanos 0 to 999,999,999
 */
public record UtcTime(long seconds, int nanos) implements ComparedByValue {
  /** The Unix epoch; what an unreadable {@code refreshed_at} stands for. */
  public static final UtcTime EPOCH = new UtcTime(0, 0);

  private static final int DAY_S = 86400;

  /** The time of whole milliseconds since the Unix epoch. */
  public static UtcTime ofUnixMs(long unixMs) {
    return new UtcTime(
        Math.floorDiv(unixMs, 1000L), (int) Math.floorMod(unixMs, 1000L) * 1_000_000);
  }

  /** The time of a strict RFC 3339 text, or {@code null}. */
  public static UtcTime parseRfc3339(String text) {
    return text == null ? null : new UtcTimeParser(text).rfc3339();
  }

  /**
   * The time of a {@code refreshed_at} text: RFC 3339, else {@code YYYY-MM-DD hh:mm:ss.f
   * +hh:mm:ss}, else {@link #EPOCH} (chapter 4, 4.4.2).
   */
  public static UtcTime parseRefreshedAt(String text) {
    UtcTime strict = parseRfc3339(text);
    if (strict != null || text == null) {
      return strict == null ? EPOCH : strict;
    }
    UtcTime spaced = new UtcTimeParser(text).spaced();
    return spaced == null ? EPOCH : spaced;
  }

  /** Milliseconds since the Unix epoch, fraction included. */
  public double unixMs() {
    return seconds * 1000.0 + nanos / 1e6;
  }

  /** RFC 3339 in UTC, with as many decimals as it takes. */
  public String toRfc3339() {
    return date() + "T" + clock() + (nanos == 0 ? "" : "." + decimals()) + "Z";
  }

  /** The form of {@code refreshed_at}: at least one decimal. */
  public String toRefreshedAt() {
    return date() + " " + clock() + "." + (nanos == 0 ? "0" : decimals()) + " +00:00:00";
  }

  /** Days since the Unix epoch of a date of the Gregorian calendar. */
  static long daysOf(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
  }

  private String date() {
    long z = Math.floorDiv(seconds, (long) DAY_S) + 719468;
    long era = Math.floorDiv(z, 146097L);
    long dayOfEra = z - era * 146097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shifted = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
  }

  private String clock() {
    long s = Math.floorMod(seconds, (long) DAY_S);
    return padded(s / 3600, 2) + ":" + padded(s / 60 % 60, 2) + ":" + padded(s % 60, 2);
  }

  private String decimals() {
    String nine = padded(nanos, 9);
    int end = nine.length();
    while (end > 1 && nine.charAt(end - 1) == '0') {
      end--;
    }
    return nine.substring(0, end);
  }

  private static String padded(long value, int width) {
    StringBuilder out = new StringBuilder();
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      out.append('0');
    }
    return out.append(digits).toString();
  }
}
