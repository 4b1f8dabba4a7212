package org.peapod.traffic;

/**
 * Slows the main stream down while the socket does not keep up (chapter 5, A4), and stops both
 * streams while it is full, so that the host never buffers more than {@link #SLOTS} regular packets
 * or one packet over it. Where the stock client counts places in a queue of its own, this counts
 * what the host's socket has accepted and not yet sent.
 */
final class Backpressure {
  /** One regular packet in the gateway's frame. */
  static final int SLOT_BYTES = 2452;

  /** Full at so many occupied slots. */
  static final int SLOTS = 32;

  /** Under pressure above so many occupied slots. */
  static final int PRESSURE_SLOTS = 10;

  /** The main stream is never slower than this many times its mean. */
  static final int MAX_MULTIPLIER = 6;

  /** At least this long between a change and one upward. */
  static final double RAISE_PAUSE_MS = 1000;

  /** At least this long between a change, or pressure, and a change downward. */
  static final double LOWER_PAUSE_MS = 2000;

  private static final int FRAME_LEN = SLOT_BYTES - SizeConfig.PRIMARY.packetLen();

  private int multiplier = 1;
  private double changedMs;
  private double pressureMs;
  private double reportedBytes;
  private double addedBytes;

  /** A new socket, which is empty. */
  void reset(double nowMs) {
    multiplier = 1;
    changedMs = nowMs;
    pressureMs = nowMs;
    reportedBytes = 0;
    addedBytes = 0;
  }

  /** What the socket holds now; holds until the next report. */
  void report(double nowMs, double bufferedBytes) {
    reportedBytes = Math.max(0, bufferedBytes);
    step(nowMs);
  }

  /** One poll of the main stream; what was added since the report belongs to the past. */
  void step(double nowMs) {
    addedBytes = 0;
    int used = used();
    if (used > PRESSURE_SLOTS) {
      pressureMs = nowMs;
    }
    if (used == SLOTS && nowMs > changedMs + RAISE_PAUSE_MS && multiplier < MAX_MULTIPLIER) {
      multiplier++;
      changedMs = nowMs;
    } else if (multiplier > 1
        && nowMs >= pressureMs + LOWER_PAUSE_MS
        && nowMs > changedMs + LOWER_PAUSE_MS) {
      multiplier--;
      changedMs = nowMs;
    }
  }

  /** A packet goes to the socket before the next poll. */
  void added(OutgoingPacket packet) {
    addedBytes += packet.packet().length + FRAME_LEN;
  }

  boolean isFull() {
    return used() == SLOTS;
  }

  int multiplier() {
    return multiplier;
  }

  private int used() {
    return (int) Math.min(SLOTS, (reportedBytes + addedBytes) / SLOT_BYTES);
  }
}
