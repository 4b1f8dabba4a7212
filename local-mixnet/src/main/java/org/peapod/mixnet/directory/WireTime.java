package org.peapod.mixnet.directory;

/** Texts of a wall-clock time, always UTC, to the millisecond (chapter 4, section 4.4.2). */
final class WireTime {
  private static final double DAY_MS = 86_400_000;
  private static final String[] DAYS = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final long days;
  private final int year;
  private final int month;
  private final int day;
  private final int msOfDay;

  private WireTime(double wallMs) {
    double ms = Math.floor(Math.max(0, wallMs));
    days = (long) Math.floor(ms / DAY_MS);
    msOfDay = (int) (ms - days * DAY_MS);
    // Civil date from days by 400-year eras of 146,097 days that begin on 1 March.
    long shifted = days + 719_468;
    int dayOfEra = (int) (shifted % 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    year = (int) (shifted / 146_097) * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  }

  /** {@code 2026-05-16T06:00:00Z}, with a fraction only where there is one. */
  static String rfc3339(double wallMs) {
    WireTime time = new WireTime(wallMs);
    String fraction = time.fraction();
    return time.date() + "T" + time.clock() + (fraction.equals("0") ? "" : "." + fraction) + "Z";
  }

  /** {@code 2026-05-16 06:27:52.123 +00:00:00}, with at least one digit of fraction. */
  static String refreshedAt(double wallMs) {
    WireTime time = new WireTime(wallMs);
    return time.date() + " " + time.clock() + "." + time.fraction() + " +00:00:00";
  }

  /** {@code Sat, 16 May 2026 06:00:00 GMT}, for HTTP headers. */
  static String httpDate(double wallMs) {
    WireTime time = new WireTime(wallMs);
    return DAYS[(int) (time.days % 7)]
        + ", "
        + digits(time.day, 2)
        + " "
        + MONTHS[time.month - 1]
        + " "
        + digits(time.year, 4)
        + " "
        + time.clock()
        + " GMT";
  }

  private String date() {
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2);
  }

  private String clock() {
    int seconds = msOfDay / 1000;
    return digits(seconds / 3600, 2)
        + ":"
        + digits(seconds / 60 % 60, 2)
        + ":"
        + digits(seconds % 60, 2);
  }

  private String fraction() {
    String text = digits(msOfDay % 1000, 3);
    int end = 3;
    while (end > 1 && text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String digits(int value, int width) {
    StringBuilder out = new StringBuilder().append(value);
    while (out.length() < width) {
      out.insert(0, '0');
    }
    return out.toString();
  }
}
