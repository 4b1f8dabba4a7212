package org.peapod.client;

import java.util.List;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.topology.RoutingNode;

/** Finds a gateway for a client that has none: measures some first if that is wanted. */
final class GatewaySearch {
  private final GatewayPicker picker;
  private final boolean requireTls;
  private final LinkListener listener;
  private GatewayProbe probe;
  private boolean noneAnswered;

  GatewaySearch(ClientConfig config, Entropy entropy, LinkListener listener) {
    this.picker = new GatewayPicker(config, entropy);
    this.requireTls = config.requireTls();
    this.listener = listener;
  }

  void candidates(List<RoutingNode> entryGateways) {
    picker.candidates(entryGateways);
  }

  /** The listing of a gateway, or {@code null}. */
  RoutingNode listed(NodeIdentity identity) {
    return picker.listed(identity);
  }

  /** Begins to measure if need be; the answer is the highest number of a socket in use. */
  int begin(double nowMs, int firstSocket) {
    List<RoutingNode> toMeasure = picker.toMeasure();
    if (toMeasure.isEmpty()) {
      return firstSocket - 1;
    }
    probe = new GatewayProbe(toMeasure, requireTls, firstSocket);
    probe.begin(nowMs);
    relay();
    return firstSocket + toMeasure.size() - 1;
  }

  void opened(double nowMs, int socket) {
    if (probe != null) {
      probe.opened(nowMs, socket);
      relay();
    }
  }

  void text(double nowMs, int socket, String text) {
    if (probe != null) {
      probe.text(nowMs, socket, text);
      relay();
    }
  }

  /** A measured socket is closed or said something that is no answer. */
  void broken(int socket) {
    if (probe != null) {
      probe.broken(socket);
      relay();
    }
  }

  void timer(double nowMs) {
    if (probe != null) {
      probe.timer(nowMs);
      relay();
    }
  }

  double deadlineMs() {
    return probe == null ? Double.POSITIVE_INFINITY : probe.deadlineMs();
  }

  /** Closes what is open. */
  void close() {
    if (probe != null) {
      probe.close();
      relay();
    }
  }

  /** Whether {@link #pick} may be called. */
  boolean isDone() {
    return probe == null;
  }

  Result<RoutingNode> pick() {
    return picker.pick();
  }

  boolean hasMore() {
    return picker.hasMore();
  }

  /** What a {@link #pick} without result means for the start. */
  ClientFault failure() {
    return noneAnswered ? ClientFault.GATEWAY_UNREACHABLE : ClientFault.NO_GATEWAY;
  }

  private void relay() {
    for (ClientOutput out = probe.poll(); out != null; out = probe.poll()) {
      if (out instanceof ClientOutput.OpenSocket open) {
        listener.openSocket(open.socket(), open.url());
      } else if (out instanceof ClientOutput.SendText send) {
        listener.sendText(send.socket(), send.text());
      } else if (out instanceof ClientOutput.CloseSocket close) {
        listener.closeSocket(close.socket());
      }
    }
    if (probe.isDone()) {
      noneAnswered = probe.measured().isEmpty();
      picker.measured(probe.measured());
      probe = null;
    }
  }
}
