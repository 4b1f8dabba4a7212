package org.peapod.topology;

/**
 * When Sphinx keys change, and which epoch a clock should be in (chapter 4, 4.4.4 and 4.8).
 *
 * @param validityEpochs epochs per rotation, at least 1
 * @param initialEpochId the absolute epoch in which rotation 0 began
 * @param currentEpochId the absolute epoch when the directory answered
 * @param currentEpochStart when that epoch began
 * @param epochMs length of an epoch in milliseconds, more than 0
 */
public record KeyRotationInfo(
    long validityEpochs,
    long initialEpochId,
    long currentEpochId,
    UtcTime currentEpochStart,
    double epochMs) {

  private static final double CLOCK_TOLERANCE_MS = 2000;

  /** The rotation that an absolute epoch belongs to. */
  public long rotationOf(long epoch) {
    return Math.max(0, epoch - initialEpochId) / validityEpochs;
  }

  /** The first epoch of the rotation that an absolute epoch belongs to. */
  public long rotationStart(long epoch) {
    return initialEpochId + validityEpochs * rotationOf(epoch);
  }

  /** The first epoch of the rotation after that. */
  public long nextRotationStart(long epoch) {
    return rotationStart(epoch) + validityEpochs;
  }

  /** The epoch that a wall clock should be in; never negative. */
  public long expectedEpoch(double wallMs) {
    double passed = (wallMs - currentEpochStart.unixMs()) / epochMs;
    long whole = (long) passed;
    // Rounded down by hand: Math.floor would be one more import of the module.
    return Math.max(0, currentEpochId + (whole > passed ? whole - 1 : whole));
  }

  /** The rotation that a wall clock should be in. */
  public long expectedRotation(double wallMs) {
    return rotationOf(expectedEpoch(wallMs));
  }

  /** When rotation 0 began, or will have begun, in Unix milliseconds. */
  public double initialRotationStartMs() {
    double epochs = Math.max(0, currentEpochId - initialEpochId);
    return currentEpochStart.unixMs() - epochs * epochMs;
  }

  /** When the rotation that a wall clock should be in began, in Unix milliseconds. */
  public double rotationStartMs(double wallMs) {
    return initialRotationStartMs() + validityEpochs * epochMs * expectedRotation(wallMs);
  }

  /**
   * Whether the network stands still: its epoch is not the expected one at the time of the
   * directory's data, two seconds of tolerance both ways.
   */
  public boolean isEpochStuck(TopologyMetadata metadata) {
    double at = metadata.refreshedAt().unixMs();
    return metadata.absoluteEpochId() != expectedEpoch(at - CLOCK_TOLERANCE_MS)
        && metadata.absoluteEpochId() != expectedEpoch(at + CLOCK_TOLERANCE_MS);
  }
}
