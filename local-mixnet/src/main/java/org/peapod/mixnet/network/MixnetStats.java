package org.peapod.mixnet.network;

import java.util.Map;

/**
 * What a network has done since its start.
 *
 * @param packetsIn packets that reached a node
 * @param packetsOut packets that a node sent on, those of its clients included
 * @param pushedPayloads payloads and acknowledgements sent to connected clients
 * @param storedPayloads payloads and acknowledgements stored for absent clients
 * @param liveClients clients connected now
 * @param registeredClients clients registered now, counted per gateway
 * @param dropped drops by the name of their reason, in the order in which reasons first occurred
 */
public record MixnetStats(
    long packetsIn,
    long packetsOut,
    long pushedPayloads,
    long storedPayloads,
    int liveClients,
    int registeredClients,
    Map<String, Long> dropped) {

  /** Drops for any reason. */
  public long totalDropped() {
    long sum = 0;
    for (long count : dropped.values()) {
      sum += count;
    }
    return sum;
  }
}
