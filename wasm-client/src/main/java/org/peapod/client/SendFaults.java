package org.peapod.client;

import org.peapod.traffic.TrafficFault;

/** What a fault of the streams means for the send of a message. */
final class SendFaults {
  private SendFaults() {}

  static ClientFault ofTraffic(TrafficFault fault) {
    switch (fault) {
      case MESSAGE_TOO_LARGE:
        return ClientFault.MESSAGE_TOO_LARGE;
      case NO_ROUTE:
        return ClientFault.RECIPIENT_UNREACHABLE;
      case NOT_ACKNOWLEDGED:
        return ClientFault.NOT_ACKNOWLEDGED;
      default:
        return ClientFault.QUEUE_FULL;
    }
  }
}
