package org.peapod.client;

import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficCounters;

/** Gathers the counters of the rooms. */
final class ClientCounters {
  private ClientCounters() {}

  /** The counters now; the traffic is {@code null} before the first connection. */
  static ClientStats of(TrafficController traffic, Inbox inbox, GatewayLink link) {
    TrafficCounters sent = traffic == null ? new TrafficCounters() : traffic.counters();
    return new ClientStats(
        sent.real(),
        sent.cover(),
        inbox.acks(),
        inbox.coverAcks(),
        inbox.real(),
        inbox.cover(),
        sent.repeated(),
        sent.messages(),
        inbox.messages(),
        inbox.dropped() + link.dropped(),
        traffic == null ? 0 : traffic.waiting(),
        traffic == null ? 0 : traffic.unacknowledged());
  }
}
