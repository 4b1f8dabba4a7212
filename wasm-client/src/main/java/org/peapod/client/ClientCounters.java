package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.traffic.TrafficCounters;

/** Gathers the counters of the rooms. */
final class ClientCounters {
  private ClientCounters() {}

  /** The counters now; what goes out is {@code null} before the first connection. */
  static ClientStats of(Outgoing outgoing, Inbox inbox, GatewayLink link) {
    TrafficCounters sent = outgoing == null ? new TrafficCounters() : outgoing.counters();
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
        outgoing == null ? 0 : outgoing.waiting(),
        outgoing == null ? 0 : outgoing.unacknowledged());
  }

  /** What is held now; what goes out is {@code null} before the first connection. */
  static List<HeldItems> held(Outgoing outgoing, Inbox inbox) {
    List<HeldItems> out = new ArrayList<>();
    inbox.addHeld(out);
    if (outgoing != null) {
      outgoing.addHeld(out);
    }
    return out;
  }
}
