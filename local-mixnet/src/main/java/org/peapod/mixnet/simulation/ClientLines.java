package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.peapod.bytes.Utf8;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.node.NodeOutput;

/** The open sockets between clients and gateways, and how they break. */
final class ClientLines {
  private static final int FIRST_WS_PORT = 9000;

  private final Simulation simulation;
  private final Mixnet network;
  private final Map<Integer, ClientSocket> open = new HashMap<>();

  ClientLines(Simulation simulation, Mixnet network) {
    this.simulation = simulation;
    this.network = network;
    for (int gateway = 0; gateway < network.gatewayCount(); gateway++) {
      network.gatewayListens(gateway, FIRST_WS_PORT + gateway);
    }
  }

  int size() {
    return open.size();
  }

  /** The gateway behind a URL, counted from 0; another number when there is none. */
  static int gatewayOf(String url) {
    int colon = url.lastIndexOf(':');
    int end = url.indexOf('/', colon);
    String port = url.substring(colon + 1, end < 0 ? url.length() : end);
    return Integer.parseInt(port) - FIRST_WS_PORT;
  }

  /** Opens a connection; the socket hears of it later. */
  void connect(ClientSocket socket) {
    simulation.at(
        simulation.nowMs() + simulation.links().clientLatencyMs(),
        () -> {
          if (socket.gateway() < 0 || socket.gateway() >= network.gatewayCount()) {
            socket.closedByPeer();
            return;
          }
          int connection = network.socketOpened(simulation.now(), socket.gateway());
          open.put(connection, socket);
          socket.openedBy(connection);
          simulation.drainNetwork();
        });
  }

  void textToGateway(int connection, String text) {
    simulation.note(Utf8.encode(text));
    network.socketText(simulation.now(), connection, text);
    simulation.drainNetwork();
  }

  void binaryToGateway(int connection, byte[] frame) {
    simulation.note(frame);
    network.socketBinary(simulation.now(), connection, frame);
    simulation.drainNetwork();
  }

  void pongToGateway(int connection, byte[] payload) {
    network.socketPong(simulation.now(), connection, payload);
    simulation.drainNetwork();
  }

  void closeToGateway(ClientSocket socket, int connection) {
    if (open.remove(connection, socket)) {
      network.socketClosed(simulation.now(), connection);
      simulation.drainNetwork();
    }
  }

  /** Breaks the lines to one gateway, or to all for a negative number. */
  void breakAll(int gateway) {
    for (ClientSocket socket : new ArrayList<>(open.values())) {
      if (gateway < 0 || socket.gateway() == gateway) {
        open.remove(socket.connection());
        network.socketClosed(simulation.now(), socket.connection());
        socket.breaks();
      }
    }
    simulation.drainNetwork();
  }

  /** Carries what a gateway says on one of its sockets. */
  void fromGateway(NodeOutput out) {
    if (out instanceof NodeOutput.SendText send && open.containsKey(send.connection())) {
      open.get(send.connection()).textFromGateway(send.text());
    } else if (out instanceof NodeOutput.SendBinary send && open.containsKey(send.connection())) {
      open.get(send.connection()).binaryFromGateway(send.frame());
    } else if (out instanceof NodeOutput.SendBinary send) {
      simulation.trail().lost(simulation.nowMs(), send.frame(), LostPush.Reason.ON_THE_SOCKET);
    } else if (out instanceof NodeOutput.Ping ping && open.containsKey(ping.connection())) {
      open.get(ping.connection()).pingFromGateway(ping.payload());
    } else if (out instanceof NodeOutput.CloseSocket close) {
      ClientSocket socket = open.remove(close.connection());
      if (socket != null) {
        socket.closedByPeer();
      }
    }
  }
}
