package org.peapod.state;

import org.peapod.bytes.NumberText;

/**
 * How much a saved state may hold. A client's own limits must not be above these; a reader never
 * makes more objects than the bytes it was given can describe.
 */
public final class StateLimits {
  /** Registrations at gateways. */
  public static final int GATEWAYS = 64;

  /** Bytes of a gateway's URL. */
  public static final int LISTENER_LEN = 512;

  /** Keys of SURBs that we gave out: 10 an hour for each of 400 peers over the 50 h they live. */
  public static final int REPLY_KEYS = 200_000;

  /** Anonymous senders whose SURBs we hold. */
  public static final int SURB_TAGS = 4_096;

  /** SURBs of all of them together: about 45 MB. */
  public static final int SURBS = 100_000;

  /** Recipients that know us by a tag. */
  public static final int SENDER_TAGS = 10_000;

  /** Messages queued or not wholly acknowledged. */
  public static final int MESSAGES = 2_048;

  /** Bytes of one message. */
  public static final int MESSAGE_LEN = 64 << 20;

  /** Sets of fragments of one message. */
  public static final int SETS_PER_MESSAGE = 1_024;

  /** Bytes of all messages together. */
  public static final int MESSAGE_BYTES = 256 << 20;

  /** Ids of sets that were received in full. */
  public static final int USED_SET_IDS = 100_000;

  /** Fragments of messages received in part. */
  public static final int FRAGMENTS = 65_536;

  /** Bytes of one of them. */
  public static final int FRAGMENT_LEN = 0xffff;

  /** Items named in one record of the journal. */
  public static final int PER_RECORD = 4_096;

  private static final double LATEST_MS = 9_007_199_254_740_992.0;

  private StateLimits() {}

  /** Refuses a wrong length; for values that a caller makes. */
  static void requireLen(String what, byte[] bytes, int len) {
    if (bytes.length != len) {
      throw new IllegalArgumentException(
          what + " has " + len + " bytes, got " + bytes.length + ": pass it as it was made");
    }
  }

  /** Refuses more than the limit; for values that a caller makes. */
  static void requireAtMost(String what, long count, long limit) {
    if (count > limit) {
      throw new IllegalArgumentException(
          count + " " + what + ", expected at most " + limit + ": drop some before saving");
    }
  }

  /** Refuses a time that has no stored form. */
  static void requireTime(double wallMs) {
    if (!isTime(wallMs)) {
      throw new IllegalArgumentException(
          "a wall time is 0 to 2^53 ms after 1970, got " + NumberText.of(wallMs));
    }
  }

  static boolean isTime(double wallMs) {
    return wallMs >= 0 && wallMs <= LATEST_MS;
  }
}
