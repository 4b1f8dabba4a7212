package org.peapod.client;

/**
 * How far the wall clock of this machine is from that of the network, which refuses authentications
 * whose time is more than 120 s off (chapter 3, 3.6).
 *
 * <p>Directories say their time in the HTTP {@code Date} header. Pages of other origins mostly may
 * not read it; then the age of the directory's data is an estimate, some minutes late at worst. The
 * clock of the machine is believed until a gateway calls it skewed.
 */
final class ServerClock {
  /** Directories renew their data every 150 s: half of that is its age on average. */
  static final double USUAL_AGE_MS = 75_000;

  private boolean hasDate;
  private boolean hasEstimate;
  private double offsetMs;
  private boolean corrects;

  /** A {@code Date} header came with an answer; it has whole seconds. */
  void date(Now now, double dateUnixMs) {
    if (dateUnixMs > 0 && dateUnixMs < 1e14) {
      hasDate = true;
      offsetMs = dateUnixMs + 500 - now.wallMs();
    }
  }

  /** A fresh answer said when the directory's data was made. */
  void directoryData(Now now, double refreshedAtUnixMs) {
    if (!hasDate && refreshedAtUnixMs > 0) {
      hasEstimate = true;
      offsetMs = refreshedAtUnixMs + USUAL_AGE_MS - now.wallMs();
    }
  }

  /**
   * A gateway called our time skewed: from now on the other time is used, the corrected one, or our
   * own again when it was the corrected one that was refused. False when there is no other.
   */
  boolean refused() {
    boolean knowsBetter = hasDate || hasEstimate;
    corrects = knowsBetter && !corrects;
    return knowsBetter;
  }

  /** The time to tell the network, Unix milliseconds. */
  double wallMs(Now now) {
    return corrects ? now.wallMs() + offsetMs : now.wallMs();
  }
}
