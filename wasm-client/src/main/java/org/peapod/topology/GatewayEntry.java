package org.peapod.topology;

import java.util.List;
import org.peapod.address.IpAddress;

/**
 * How clients reach a gateway (chapter 4, 4.4.2).
 *
 * @param ips all addresses, in the order listed, at least one
 * @param hostname a DNS name in lower case, or {@code null}
 * @param wsPort the port of {@code ws://}
 * @param wssPort the port of {@code wss://}, or {@link #NO_PORT}
 */
public record GatewayEntry(List<IpAddress> ips, String hostname, int wsPort, int wssPort) {
  /** Stands for a missing TLS port. */
  public static final int NO_PORT = -1;

  /** Whether a browser can connect with TLS: it takes a name for the certificate and a port. */
  public boolean hasWss() {
    return hostname != null && wssPort != NO_PORT;
  }
}
