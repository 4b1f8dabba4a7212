package org.peapod.mixnet.host;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.peapod.client.Now;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.node.NodeOutput;

/**
 * Drives a network on one event loop: every input is followed by all of its outputs. All methods
 * but {@link #now()} run on the loop's thread.
 */
final class MixnetLoop {
  /** Packets handed from node to node before other events get a turn. */
  private static final int PACKETS_PER_TURN = 64;

  /** Packets between nodes at a time; beyond that they are lost, as on a congested link. */
  private static final int IN_FLIGHT_LIMIT = 65_536;

  private static final double LONGEST_TIMER_MS = 86_400_000;
  private static final double NANOS_PER_MS = 1e6;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Context context;
  private final Map<Integer, ClientSocket> sockets = new HashMap<>();
  private final LinkFaults faults;
  private final ArrayDeque<NodeOutput.SendPacket> inFlight = new ArrayDeque<>();
  private Mixnet mixnet;
  private long timer = NO_TIMER;
  private boolean turnScheduled;

  /** Before there is a network and after the end. */
  private boolean stopped = true;

  private long sent;
  private long lost;

  MixnetLoop(Vertx vertx, Context context, LinkFaults faults) {
    this.vertx = vertx;
    this.context = context;
    this.faults = faults;
  }

  void drive(Mixnet network) {
    mixnet = network;
    stopped = false;
    perform();
  }

  boolean isRunning() {
    return !stopped;
  }

  Mixnet mixnet() {
    return mixnet;
  }

  /** Packets lost because too many were between nodes. */
  long lost() {
    return lost;
  }

  static Now now() {
    return new Now(System.nanoTime() / NANOS_PER_MS, System.currentTimeMillis());
  }

  /** One input, then all outputs. */
  void input(Consumer<Now> input) {
    if (stopped) {
      return;
    }
    Now now = now();
    input.accept(now);
    perform();
    wakeIfDue(now);
    deliver();
  }

  /** A client's socket to a gateway is open. */
  void accept(int gateway, ServerWebSocket socket) {
    if (stopped) {
      socket.close();
      return;
    }
    int connection = mixnet.socketOpened(now(), gateway);
    sockets.put(connection, new ClientSocket(socket));
    socket.textMessageHandler(text -> input(now -> mixnet.socketText(now, connection, text)));
    socket.binaryMessageHandler(
        frame -> input(now -> mixnet.socketBinary(now, connection, frame.getBytes())));
    socket.pongHandler(
        payload -> input(now -> mixnet.socketPong(now, connection, payload.getBytes())));
    socket.frameHandler(
        frame -> {
          if (frame.isPing()) {
            input(now -> mixnet.socketPing(now, connection));
          }
        });
    // A broken frame is followed by the end of the socket, which is what counts.
    socket.exceptionHandler(broken -> {});
    socket.closeHandler(
        closed -> {
          sockets.remove(connection);
          input(now -> mixnet.socketClosed(now, connection));
        });
    input(now -> {});
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    inFlight.clear();
  }

  private void wakeIfDue(Now now) {
    if (mixnet.deadlineMs() <= now.monoMs()) {
      mixnet.wake(now);
      perform();
    }
  }

  private void perform() {
    NodeOutput output = mixnet.poll();
    while (output != null) {
      perform(output);
      output = mixnet.poll();
    }
  }

  private void perform(NodeOutput output) {
    if (output instanceof NodeOutput.SendPacket packet) {
      sent++;
      for (byte[] framed : faults.arriving(sent, packet.framed())) {
        fly(new NodeOutput.SendPacket(packet.from(), packet.to(), framed));
      }
    } else if (output instanceof NodeOutput.SendText text) {
      withSocket(text.connection(), socket -> socket.text(text.text()));
    } else if (output instanceof NodeOutput.SendBinary binary) {
      withSocket(binary.connection(), socket -> socket.binary(binary.frame()));
    } else if (output instanceof NodeOutput.Ping ping) {
      withSocket(ping.connection(), socket -> socket.ping(ping.payload()));
    } else if (output instanceof NodeOutput.CloseSocket close) {
      withSocket(close.connection(), ClientSocket::drop);
    } else if (output instanceof NodeOutput.Wake wake) {
      arm(wake.atMs());
    }
  }

  private void fly(NodeOutput.SendPacket packet) {
    if (inFlight.size() < IN_FLIGHT_LIMIT) {
      inFlight.add(packet);
    } else {
      lost++;
    }
  }

  private void withSocket(int connection, Consumer<ClientSocket> action) {
    ClientSocket socket = sockets.get(connection);
    if (socket != null) {
      action.accept(socket);
    }
  }

  private void arm(double atMs) {
    vertx.cancelTimer(timer);
    timer = NO_TIMER;
    if (atMs != Double.POSITIVE_INFINITY) {
      double waitMs = Math.min(LONGEST_TIMER_MS, Math.ceil(atMs - now().monoMs()));
      timer = vertx.setTimer((long) Math.max(1, waitMs), fired -> input(mixnet::wake));
    }
  }

  private void deliver() {
    for (int i = 0; i < PACKETS_PER_TURN && !inFlight.isEmpty(); i++) {
      NodeOutput.SendPacket packet = inFlight.poll();
      mixnet.packetArrived(now(), packet.to(), packet.framed());
      perform();
    }
    if (!inFlight.isEmpty() && !turnScheduled) {
      turnScheduled = true;
      context.runOnContext(
          turn -> {
            turnScheduled = false;
            input(now -> {});
          });
    }
  }
}
