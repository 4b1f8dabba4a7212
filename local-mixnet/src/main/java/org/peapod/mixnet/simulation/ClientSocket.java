package org.peapod.mixnet.simulation;

/**
 * One simulated WebSocket between a client and a gateway: both directions are late by the latency
 * and keep their order.
 */
final class ClientSocket {
  private final Simulation simulation;
  private final SimulatedClient client;
  private final int number;
  private int connection;
  private boolean closed;

  ClientSocket(Simulation simulation, SimulatedClient client, int number) {
    this.simulation = simulation;
    this.client = client;
    this.number = number;
  }

  int connection() {
    return connection;
  }

  void openedBy(int openedConnection) {
    connection = openedConnection;
    later(() -> client.socketOpened(number));
  }

  void textFromGateway(String text) {
    later(() -> client.socketText(number, text));
  }

  void binaryFromGateway(byte[] frame) {
    later(() -> client.socketBinary(number, frame));
  }

  void pingFromGateway(byte[] payload) {
    later(() -> later(() -> simulation.pongToGateway(connection, payload)));
  }

  void closedByPeer() {
    later(
        () -> {
          if (!closed) {
            closed = true;
            client.socketClosed(number);
          }
        });
  }

  void sendText(String text) {
    later(() -> simulation.textToGateway(connection, text));
  }

  void sendBinary(byte[] frame) {
    later(() -> simulation.binaryToGateway(connection, frame));
  }

  void close() {
    if (!closed) {
      closed = true;
      later(() -> simulation.closeToGateway(connection));
    }
  }

  private void later(Runnable action) {
    simulation.at(simulation.nowMs() + simulation.links().clientLatencyMs(), action);
  }
}
