package org.peapod.mixnet.directory;

/**
 * The fixed rhythm of epochs and key rotations (chapter 4, section 4.8).
 *
 * @param firstEpochId absolute id of the epoch in which the network starts
 * @param epochMs length of an epoch; whole milliseconds, at least 1
 * @param validityEpochs how many epochs a key rotation lasts; at least 2, so that no node ever
 *     holds two keys of the same parity
 * @param initialEpochId the epoch with which rotation 0 began
 */
public record EpochSchedule(
    long firstEpochId, double epochMs, int validityEpochs, long initialEpochId) {

  /**
   * Mainnet's rhythm: epochs of an hour, rotations of a day. A network starts with rotation 41, so
   * that packets carry a label other than "unknown".
   */
  public static final EpochSchedule STANDARD = new EpochSchedule(1000, 3_600_000, 24, 16);

  /** Checks the bounds named above. */
  public EpochSchedule {
    if (!(epochMs >= 1) || epochMs != Math.floor(epochMs) || epochMs > 1e12) {
      throw new IllegalArgumentException(
          "an epoch lasts a whole number of milliseconds, at least 1; got " + epochMs);
    }
    if (validityEpochs < 2) {
      throw new IllegalArgumentException(
          "a key rotation lasts at least 2 epochs, got " + validityEpochs);
    }
    if (initialEpochId < 0 || firstEpochId < initialEpochId || firstEpochId > 0x7fffffffL) {
      throw new IllegalArgumentException(
          "expected 0 <= initialEpochId <= firstEpochId < 2^31, got "
              + initialEpochId
              + " and "
              + firstEpochId);
    }
  }

  /** The same with epochs of another length. */
  public EpochSchedule withEpochMs(double lengthMs) {
    return new EpochSchedule(firstEpochId, lengthMs, validityEpochs, initialEpochId);
  }

  /** The same with rotations of another number of epochs; the first epoch begins one. */
  public EpochSchedule withRotationOf(int epochs) {
    return new EpochSchedule(firstEpochId, epochMs, epochs, firstEpochId % Math.max(1, epochs));
  }

  /** The rotation to which an epoch belongs. */
  public long rotationId(long epochId) {
    return Math.max(0, epochId - initialEpochId) / validityEpochs;
  }

  /** The first epoch of a rotation. */
  public long rotationStart(long rotationId) {
    return initialEpochId + rotationId * validityEpochs;
  }
}
