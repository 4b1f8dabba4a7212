package org.peapod.client;

import org.peapod.reply.ReplyFault;
import org.peapod.traffic.TrafficFault;

/** What a fault of the streams or of the replies means for the send of a message. */
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
      case SIZE_NOT_SENT:
      case NOT_RESUMABLE:
        return ClientFault.NOT_RESUMABLE;
      default:
        return ClientFault.QUEUE_FULL;
    }
  }

  static ClientFault ofReply(ReplyFault fault) {
    switch (fault) {
      case UNKNOWN_TAG:
        return ClientFault.UNKNOWN_SENDER;
      case EMPTY_REPLY:
        return ClientFault.EMPTY_REPLY;
      case REPLY_TOO_LARGE:
        return ClientFault.MESSAGE_TOO_LARGE;
      case NO_SURBS_SENT:
      case NO_SURBS_LEFT:
        return ClientFault.NO_SURBS_LEFT;
      case NOT_ACKNOWLEDGED:
        return ClientFault.NOT_ACKNOWLEDGED;
      case NO_ROUTE:
        return ClientFault.RECIPIENT_UNREACHABLE;
      default:
        return ClientFault.QUEUE_FULL;
    }
  }
}
