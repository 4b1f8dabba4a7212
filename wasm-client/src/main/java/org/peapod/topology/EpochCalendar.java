package org.peapod.topology;

/**
 * The network's epochs on this client's monotonic clock, from one answer of a directory (chapter 4,
 * 4.8). A wall clock that is wrong cannot do harm: where it is not inside the epoch that the
 * directory names, only the length of an epoch is relied on.
 */
public final class EpochCalendar {
  private final KeyRotationInfo info;
  private final long epochId;
  private final boolean rotates;

  /** Monotonic time at which the current epoch began, at the earliest. */
  private final double epochStartMs;

  /** Whether the wall clock agrees with the directory's calendar. */
  private final boolean clockAgrees;

  /**
   * The calendar of an answer that came in now.
   *
   * @param topology what the answer amounts to
   * @param monoMs now
   * @param wallMs now, Unix milliseconds
   */
  public EpochCalendar(KeyRotationInfo info, Topology topology, double monoMs, double wallMs) {
    this.info = info;
    this.epochId = topology.absoluteEpochId();
    this.rotates = TopologyWatch.hasRotations(topology);
    double passed = wallMs - info.currentEpochStart().unixMs();
    this.clockAgrees = passed >= 0 && passed < info.epochMs();
    this.epochStartMs = monoMs - Math.max(0, Math.min(passed, info.epochMs()));
  }

  /**
   * When the next epoch begins; positive infinity when that is not known because the clock or the
   * network is out of step.
   */
  public double nextEpochMs() {
    return clockAgrees ? epochStartMs + info.epochMs() : Double.POSITIVE_INFINITY;
  }

  /**
   * From when on no node takes packets made from this topology: nodes keep the key of a rotation
   * for the first epoch of the next one, then delete it. Positive infinity where keys do not
   * change.
   */
  public double keysGoneMs() {
    if (!rotates) {
      return Double.POSITIVE_INFINITY;
    }
    long deletedAt = info.nextRotationStart(epochId) + 1;
    return epochStartMs + (deletedAt - info.currentEpochId()) * info.epochMs();
  }
}
