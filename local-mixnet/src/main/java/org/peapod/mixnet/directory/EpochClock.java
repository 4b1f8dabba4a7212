package org.peapod.mixnet.directory;

import org.peapod.client.Now;

/** Tells which epoch it is: a function of the monotonic clock, apart from forced steps. */
public final class EpochClock {
  private final EpochSchedule schedule;

  /** The epoch that the anchor times belong to. */
  private long anchorEpochId;

  private double anchorMonoMs;
  private double anchorWallMs;

  /** Starts the schedule's first epoch now. */
  public EpochClock(EpochSchedule schedule, Now now) {
    this.schedule = schedule;
    anchor(schedule.firstEpochId(), now);
  }

  /** The epoch at this time; times before the start belong to the first epoch. */
  public Epoch at(Now now) {
    double passed = passed(now);
    return new Epoch(
        schedule, anchorEpochId + (long) passed, anchorWallMs + passed * schedule.epochMs());
  }

  /** The monotonic time at which the next epoch begins. */
  public double nextEpochMs(Now now) {
    return anchorMonoMs + (passed(now) + 1) * schedule.epochMs();
  }

  /** Ends the present epoch now: the next one begins at this moment and has the full length. */
  public void startNextEpoch(Now now) {
    anchor(at(now).id() + 1, now);
  }

  private double passed(Now now) {
    return Math.max(0, Math.floor((now.monoMs() - anchorMonoMs) / schedule.epochMs()));
  }

  private void anchor(long epochId, Now now) {
    anchorEpochId = epochId;
    anchorMonoMs = now.monoMs();
    anchorWallMs = now.wallMs();
  }
}
