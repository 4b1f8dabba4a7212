package org.peapod.reply;

import org.peapod.message.KeyRotationLabel;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.TopologyMetadata;

/**
 * Until when a received SURB can be used: nodes delete the keys of a rotation one epoch after the
 * next one has begun (chapter 4, 4.8).
 *
 * <p>The stock client drops a SURB up to a whole rotation earlier or not at all before a fixed age,
 * by three rules that overlap (chapter 5, A9.8); this is the one rule behind them. While the
 * network's epochs stand still, keys do not change, and only the age counts.
 *
 * @param info the calendar
 * @param metadata epoch and age of the topology in use
 */
record SurbCalendar(KeyRotationInfo info, TopologyMetadata metadata) {
  private static final int CHECKS_PER_EPOCH = 8;

  /** How often the stores are to be checked. */
  double checkEveryMs() {
    return info.epochMs() / CHECKS_PER_EPOCH;
  }

  double epochMs() {
    return info.epochMs();
  }

  /** Whether the keys that a SURB was made for are gone. */
  boolean isDead(int label, double receivedWallMs, double wallMs) {
    if (info.isEpochStuck(metadata)) {
      return wallMs - receivedWallMs >= (info.validityEpochs() + 1) * info.epochMs();
    }
    return wallMs > endMs(label, receivedWallMs);
  }

  /**
   * Whether the keys are gone of a SURB that comes now, because its message was long on its way.
   * Said only where clock and directory name the same epoch, since a wrong clock would otherwise
   * refuse every SURB.
   */
  boolean isDeadOnArrival(int label, double wallMs) {
    return info.expectedEpoch(wallMs) == metadata.absoluteEpochId()
        && isDead(label, wallMs, wallMs);
  }

  private double endMs(int label, double receivedWallMs) {
    double rotationMs = info.validityEpochs() * info.epochMs();
    long next = rotationOf(label, receivedWallMs) + 1;
    return info.initialRotationStartMs() + next * rotationMs + info.epochMs();
  }

  /**
   * The rotation of a SURB: that in which it came or, if its label is of the other parity, the one
   * before. In the last epoch the other parity is that of the next: the sender's clock is ahead.
   */
  private long rotationOf(int label, double receivedWallMs) {
    long epoch = info.expectedEpoch(receivedWallMs);
    long rotation = info.rotationOf(epoch);
    int ownLabel = (rotation & 1) == 0 ? KeyRotationLabel.EVEN : KeyRotationLabel.ODD;
    if (label == KeyRotationLabel.UNKNOWN || label == ownLabel) {
      return rotation;
    }
    boolean lastEpoch = epoch == info.nextRotationStart(epoch) - 1;
    return lastEpoch && info.validityEpochs() > 1 ? rotation + 1 : rotation - 1;
  }
}
