package org.peapod.reply;

import org.peapod.bytes.NumberText;

/**
 * How replies use, ask for and keep SURBs (chapter 5, A14 {@code replySurbs}). The defaults are
 * those of the stock client, which peers expect, but for the age of keys.
 *
 * @param reservedSurbs SURBs of a sender that only requests for more may use
 * @param wantedSurbs with so many held or asked for, no more are asked for
 * @param bufferSurbs SURBs wanted beyond what waits and the reserve
 * @param minRequestSurbs fewest asked for at a time
 * @param maxRequestSurbs most asked for at a time
 * @param maxAnsweredSurbs most given for one request
 * @param rerequestAfterMs silence after which a request is repeated
 * @param dropAfterMs silence after which waiting replies fail
 * @param maxRerequests repeated requests before waiting replies fail
 * @param maxReplyKeyAgeMs how long a key of a given-out SURB is kept
 */
public record ReplyConfig(
    int reservedSurbs,
    int wantedSurbs,
    int bufferSurbs,
    int minRequestSurbs,
    int maxRequestSurbs,
    int maxAnsweredSurbs,
    double rerequestAfterMs,
    double dropAfterMs,
    int maxRerequests,
    double maxReplyKeyAgeMs) {
  /**
   * 50 hours: a SURB can be used for 25 hours, a rotation of 24 and the epoch after it (chapter 4,
   * 4.8), and our gateway keeps the reply for 24 more (chapter 3, 3.13) while we are away; the last
   * hour is for the way and for clocks. The stock client's 24 hours make such a reply unreadable
   * although its sender was told that it arrived.
   */
  public static final double DEFAULT_KEY_AGE_MS = 180_000_000;

  /** The values of the stock client, but for the age of keys. */
  public static final ReplyConfig DEFAULT =
      new ReplyConfig(10, 200, 0, 10, 50, 500, 10_000, 300_000, 5, DEFAULT_KEY_AGE_MS);

  /** The largest number that any of the counts may be. */
  public static final int MAX_COUNT = 10_000;

  /** What makes this unusable, naming the value, what is expected and what was got; or null. */
  public String unusableBecause() {
    String counts =
        first(
            range("reservedSurbs", 0, reservedSurbs),
            range("wantedSurbs", 1, wantedSurbs),
            range("bufferSurbs", 0, bufferSurbs),
            range("minRequestSurbs", 1, minRequestSurbs),
            range("maxRequestSurbs", minRequestSurbs, maxRequestSurbs),
            range("maxAnsweredSurbs", 1, maxAnsweredSurbs),
            range("maxRerequests", 0, maxRerequests));
    String times =
        first(
            time("rerequestAfterMs", rerequestAfterMs),
            time("dropAfterMs", dropAfterMs),
            time("maxReplyKeyAgeMs", maxReplyKeyAgeMs));
    return first(counts, times);
  }

  private static String first(String... problems) {
    for (String problem : problems) {
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static String range(String name, int min, int value) {
    return value >= min && value <= MAX_COUNT
        ? null
        : name + " must be " + min + " to " + MAX_COUNT + ", got " + value;
  }

  private static String time(String name, double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY
        ? null
        : name + " must be more than 0 and finite, got " + NumberText.of(value);
  }
}
