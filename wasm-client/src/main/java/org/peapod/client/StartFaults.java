package org.peapod.client;

import org.peapod.gateway.GatewayFault;
import org.peapod.state.StateFault;
import org.peapod.topology.TopologyFault;

/** What a fault of the directory or of the gateway means for the start of a client. */
final class StartFaults {
  private StartFaults() {}

  static ClientFault ofTopology(TopologyFault fault) {
    switch (fault) {
      case NO_DIRECTORY:
      case NO_ANSWER:
      case HTTP_STATUS:
        return ClientFault.DIRECTORY_UNREACHABLE;
      case EMPTY_LAYER:
      case NO_REWARDED_GATEWAY:
        return ClientFault.NETWORK_UNUSABLE;
      default:
        return ClientFault.DIRECTORY_INVALID;
    }
  }

  static ClientFault ofGateway(GatewayFault fault) {
    switch (fault) {
      case CONNECT_TIMED_OUT:
      case SOCKET_CLOSED:
        return ClientFault.GATEWAY_UNREACHABLE;
      case VERSION_TOO_LOW:
      case VERSION_TOO_HIGH:
      case VERSION_REFUSED:
        return ClientFault.GATEWAY_INCOMPATIBLE;
      case ALREADY_CONNECTED:
        return ClientFault.ADDRESS_IN_USE;
      case CLOCK_SKEWED:
        return ClientFault.CLOCK_SKEWED;
      case BANDWIDTH_REFUSED:
        return ClientFault.BANDWIDTH_REFUSED;
      default:
        return ClientFault.GATEWAY_REFUSED;
    }
  }

  static ClientFault ofState(StateFault fault) {
    switch (fault) {
      case PASSPHRASE_MISSING:
      case KEY_MISSING:
      case SECRET_UNEXPECTED:
      case WRONG_PASSPHRASE:
      case WRONG_KEY:
        return ClientFault.STATE_SECRET_WRONG;
      case NEWER_VERSION:
        return ClientFault.STATE_TOO_NEW;
      case OLDER_VERSION:
        return ClientFault.STATE_TOO_OLD;
      default:
        return ClientFault.STATE_DAMAGED;
    }
  }

  /** What was wrong, for people, with what the gateway said about it. */
  static String explain(GatewayFault fault, String detail) {
    return fault.explanation() + (detail.isEmpty() ? "" : ": " + detail);
  }
}
