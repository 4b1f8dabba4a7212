package org.peapod.traffic;

import org.peapod.bytes.NumberText;
import org.peapod.sphinx.PacketSize;

/**
 * Everything about the traffic that may be chosen and has an effect (chapter 5, A14).
 *
 * @param streams rates and delays
 * @param acks waiting and repeating
 * @param sizes packet sizes
 * @param limits what the queue and the tables may hold
 */
public record TrafficConfig(
    StreamConfig streams, AckConfig acks, SizeConfig sizes, TrafficLimits limits) {
  /** No limit of its own. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** The longest mean and the longest wait. */
  public static final double MAX_MS = 3_600_000;

  /** The shortest mean gap of a stream. */
  public static final double MIN_GAP_MS = 1;

  /** The largest factor of the acknowledgement timeout. */
  public static final double MAX_WAIT_MULTIPLIER = 100;

  /** Neither size may be rarer than this, because messages of that size wait for it. */
  public static final double MIN_SIZE_RATIO = 0.05;

  /** The stock values where they bound what they should. */
  public static final TrafficConfig DEFAULT =
      new TrafficConfig(
          StreamConfig.DEFAULT, AckConfig.DEFAULT, SizeConfig.DEFAULT, TrafficLimits.DEFAULT);

  /** What is wrong with the first value that cannot be used, or {@code null}. */
  public TrafficConfigFault check() {
    TrafficConfigFault fault = checkStreams();
    if (fault == null) {
      fault = checkAcks();
    }
    if (fault == null) {
      fault = checkSizes();
    }
    return fault == null ? checkLimits() : fault;
  }

  private TrafficConfigFault checkStreams() {
    TrafficConfigFault fault = range("mainMeanMs", streams.mainMeanMs(), MIN_GAP_MS, MAX_MS);
    if (fault == null) {
      fault = range("loopCoverMeanMs", streams.loopCoverMeanMs(), MIN_GAP_MS, MAX_MS);
    }
    return fault == null
        ? range("packetDelayMeanMs", streams.packetDelayMeanMs(), 0, MAX_MS)
        : fault;
  }

  private TrafficConfigFault checkAcks() {
    TrafficConfigFault fault = range("ackDelayMeanMs", acks.delayMeanMs(), 0, MAX_MS);
    if (fault == null) {
      fault = range("ackWaitMultiplier", acks.waitMultiplier(), 1, MAX_WAIT_MULTIPLIER);
    }
    if (fault == null) {
      fault = range("ackWaitAdditionMs", acks.waitAdditionMs(), 1, MAX_MS);
    }
    return fault == null ? range("maxRepeats", acks.maxRepeats(), 0, UNLIMITED) : fault;
  }

  private TrafficConfigFault checkSizes() {
    PacketSize secondary = sizes.secondary();
    if (secondary == null) {
      return null;
    }
    if (secondary == SizeConfig.PRIMARY || secondary == PacketSize.ACK) {
      return new TrafficConfigFault(
          "secondarySize", "none or one of the extended sizes", secondary.name());
    }
    return range("primaryRatio", sizes.primaryRatio(), MIN_SIZE_RATIO, 1 - MIN_SIZE_RATIO);
  }

  private TrafficConfigFault checkLimits() {
    TrafficConfigFault fault = range("messages", limits.messages(), 1, UNLIMITED);
    if (fault == null) {
      fault = range("bytes", limits.bytes(), SizeConfig.PRIMARY.plaintextLen(), UNLIMITED);
    }
    return fault == null ? range("unacknowledged", limits.unacknowledged(), 1, UNLIMITED) : fault;
  }

  /** Refuses what is not a number as well. */
  private static TrafficConfigFault range(String key, double value, double least, double most) {
    return value >= least && value <= most
        ? null
        : new TrafficConfigFault(
            key,
            "a number from " + NumberText.of(least) + " to " + NumberText.of(most),
            NumberText.of(value));
  }
}
