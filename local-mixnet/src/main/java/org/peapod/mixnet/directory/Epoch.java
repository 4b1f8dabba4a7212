package org.peapod.mixnet.directory;

/**
 * One epoch, as all nodes and the directory see it.
 *
 * @param schedule the rhythm to which it belongs
 * @param id absolute id
 * @param startWallMs when it began, Unix milliseconds
 */
public record Epoch(EpochSchedule schedule, long id, double startWallMs) {

  /** Number of the key rotation. */
  public long rotationId() {
    return schedule.rotationId(id);
  }

  /** Epochs since the rotation began: 0 in the first. */
  public long epochsIntoRotation() {
    return id - schedule.rotationStart(rotationId());
  }
}
