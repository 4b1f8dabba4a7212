package org.peapod.traffic;

/**
 * What the traffic may hold in memory.
 *
 * <p>The exchange of SURBs has a quarter of the messages and bytes to itself on top, so that a full
 * queue of the application does not stop it.
 *
 * @param messages messages of the application that are queued or not yet wholly acknowledged
 * @param bytes bytes of those messages, padding included
 * @param unacknowledged packets that wait for their acknowledgement; more real packets do not leave
 *     until some are acknowledged
 */
public record TrafficLimits(int messages, long bytes, int unacknowledged) {
  /** 1,024 messages, 128 MiB, 4,096 packets: over a minute of the main stream in flight. */
  public static final TrafficLimits DEFAULT = new TrafficLimits(1024, 128L << 20, 4096);
}
