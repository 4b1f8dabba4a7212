package org.peapod.mixnet.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.GatewayResponses;

/** The open connections of a gateway and which client is live on which. */
final class GatewaySessions {
  private final GatewayConfig config;
  private final MixNode node;
  private final Map<Integer, ClientConnection> open = new HashMap<>();

  /** Connections with a deadline, in the order in which they began to wait. */
  private final Map<Integer, ClientConnection> waiting = new LinkedHashMap<>();

  private final Map<ClientId, ClientConnection> live = new HashMap<>();

  GatewaySessions(GatewayConfig config, MixNode node) {
    this.config = config;
    this.node = node;
  }

  /** The connection with this number, or {@code null} once it has ended. */
  ClientConnection find(int id) {
    return open.get(id);
  }

  /** The connection on which a client is live, or {@code null}. */
  ClientConnection live(ClientId client) {
    return live.get(client);
  }

  int size() {
    return open.size();
  }

  int liveCount() {
    return live.size();
  }

  boolean isFull() {
    return open.size() >= config.connectionLimit();
  }

  void open(ClientConnection connection) {
    if (open.put(connection.id(), connection) != null) {
      throw new IllegalStateException("connection number " + connection.id() + " is in use");
    }
    waiting.put(connection.id(), connection);
  }

  /** The connection's client is live here from now on. */
  void activate(ClientConnection connection) {
    waiting.remove(connection.id());
    live.put(connection.client(), connection);
  }

  /** Connections whose deadline has passed. */
  List<ClientConnection> overdue(double monoMs) {
    List<ClientConnection> out = new ArrayList<>();
    for (ClientConnection connection : waiting.values()) {
      if (connection.deadlineMs() <= monoMs) {
        out.add(connection);
      }
    }
    return out;
  }

  double deadlineMs() {
    double earliest = Double.POSITIVE_INFINITY;
    for (ClientConnection connection : waiting.values()) {
      earliest = Math.min(earliest, connection.deadlineMs());
    }
    return earliest;
  }

  void send(ClientConnection connection, GatewayResponse response) {
    String text = GatewayResponses.write(response, config.protocolVersion());
    node.output(new NodeOutput.SendText(connection.id(), text));
  }

  void sendBinary(ClientConnection connection, byte[] frame) {
    node.output(new NodeOutput.SendBinary(connection.id(), frame));
  }

  void ping(ClientConnection connection, byte[] payload) {
    node.output(new NodeOutput.Ping(connection.id(), payload));
  }

  /** Tells the client and drops the connection: what every error before authentication does. */
  void refuse(ClientConnection connection, String message) {
    send(connection, new GatewayResponse.Error(message));
    drop(connection);
  }

  /** The same for a failure inside registration or authentication, which is told twice (3.6). */
  void refuseTwice(ClientConnection connection, String message) {
    send(connection, new GatewayResponse.Error(message));
    refuse(connection, message);
  }

  /** Ends a connection by dropping TCP. */
  void drop(ClientConnection connection) {
    if (open.containsKey(connection.id())) {
      remove(connection);
      node.output(new NodeOutput.CloseSocket(connection.id()));
    }
  }

  /** Forgets all connections; nobody is told. */
  void clear() {
    for (ClientConnection connection : new ArrayList<>(open.values())) {
      remove(connection);
    }
  }

  /** Forgets a connection that is closed. */
  void remove(ClientConnection connection) {
    open.remove(connection.id());
    waiting.remove(connection.id());
    if (connection.client() != null && live.get(connection.client()) == connection) {
      live.remove(connection.client());
    }
    connection.wipe();
  }
}
