package org.peapod.mixnet.simulation;

/**
 * One simulated WebSocket between a client and a gateway: both directions are late by the latency
 * and keep their order. What is on its way when it breaks is lost.
 */
final class ClientSocket {
  private final Simulation simulation;
  private final ClientProcess process;
  private final int number;
  private final int gateway;
  private int connection;
  private boolean closed;
  private boolean broken;

  ClientSocket(Simulation simulation, ClientProcess process, int number, int gateway) {
    this.simulation = simulation;
    this.process = process;
    this.number = number;
    this.gateway = gateway;
  }

  int connection() {
    return connection;
  }

  /** The gateway at the other end, counted from 0. */
  int gateway() {
    return gateway;
  }

  void openedBy(int openedConnection) {
    connection = openedConnection;
    later(() -> process.socketOpened(number));
  }

  void textFromGateway(String text) {
    later(
        () -> {
          if (!broken) {
            process.socketText(number, text);
          }
        });
  }

  void binaryFromGateway(byte[] frame) {
    later(() -> arrive(frame));
  }

  void pingFromGateway(byte[] payload) {
    later(
        () -> {
          if (!process.isDead()) {
            later(() -> simulation.lines().pongToGateway(connection, payload));
          }
        });
  }

  /** The other end is gone without a word: nothing that is on its way arrives. */
  void breaks() {
    broken = true;
    closedByPeer();
  }

  void closedByPeer() {
    later(
        () -> {
          if (!closed) {
            closed = true;
            process.socketClosed(number);
          }
        });
  }

  void sendText(String text) {
    later(() -> simulation.lines().textToGateway(connection, text));
  }

  void sendBinary(byte[] frame) {
    later(() -> simulation.lines().binaryToGateway(connection, frame));
  }

  void close() {
    closeAfter(simulation.links().clientLatencyMs());
  }

  /** The gateway notices after this time that nobody is there any more. */
  void closeAfter(double ms) {
    if (!closed) {
      closed = true;
      simulation.at(
          simulation.nowMs() + ms, () -> simulation.lines().closeToGateway(this, connection));
    }
  }

  private void arrive(byte[] frame) {
    if (process.isDead()) {
      simulation.trail().lost(simulation.nowMs(), frame, LostPush.Reason.PROCESS_GONE);
    } else if (broken || closed) {
      simulation.trail().lost(simulation.nowMs(), frame, LostPush.Reason.ON_THE_SOCKET);
    } else {
      process.socketBinary(number, frame);
    }
  }

  private void later(Runnable action) {
    simulation.at(simulation.nowMs() + simulation.links().clientLatencyMs(), action);
  }
}
