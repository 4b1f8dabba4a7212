package org.peapod.mixnet.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.peapod.client.ClientOutput;
import org.peapod.client.MixnetClient;
import org.peapod.client.Now;

/** One run of a client's program, from its start to its end: gives inputs and obeys outputs. */
final class ClientProcess {
  /** A payload that the client has, and the order whose keeping makes it safe. */
  private record Handled(Passage passage, int order) {}

  private final Simulation simulation;
  private final MixnetClient client;
  private final Application application;
  private final SimulatedDisk disk;
  private final Map<Integer, ClientSocket> sockets = new HashMap<>();

  /** Payloads that were handled, each with the last order to store that may depend on it. */
  private final ArrayDeque<Handled> notKept = new ArrayDeque<>();

  private final List<Double> packetTimes = new ArrayList<>();
  private boolean recordsPacketTimes;
  private boolean dead;
  private int lastOrder;
  private int keptOrder;
  private double wakeMs = Double.POSITIVE_INFINITY;

  /** A process that is not started; without a disk it stores nothing. */
  ClientProcess(
      Simulation simulation,
      MixnetClient client,
      Application application,
      SimulatedDisk diskOrNull) {
    this.simulation = simulation;
    this.client = client;
    this.application = application;
    this.disk = diskOrNull;
  }

  MixnetClient client() {
    return client;
  }

  /** Whether nothing that comes for it reaches anybody. */
  boolean isDead() {
    return dead;
  }

  /** From now on keeps the moments at which binary frames leave. */
  void recordPacketTimes() {
    recordsPacketTimes = true;
  }

  /** Those moments, in virtual milliseconds. */
  List<Double> packetTimes() {
    return packetTimes;
  }

  /** Gives one input and obeys what comes of it; nothing when the process is dead. */
  void input(BiConsumer<MixnetClient, Now> input) {
    if (!dead) {
      input.accept(client, simulation.now());
      drain();
    }
  }

  /**
   * Ends without a word to anybody.
   *
   * @param noticedAfterMs when the gateway finds that the line is dead
   */
  void die(double noticedAfterMs) {
    dead = true;
    for (ClientSocket socket : sockets.values()) {
      socket.closeAfter(noticedAfterMs);
    }
    sockets.clear();
    for (Handled handled : notKept) {
      LostPush.Reason reason = LostPush.Reason.NOT_YET_KEPT;
      simulation.trail().lost(simulation.nowMs(), handled.passage(), reason);
    }
    notKept.clear();
  }

  void fetched(int request, int status, byte[] body) {
    input((to, now) -> to.fetched(now, request, status, body));
  }

  void socketOpened(int socket) {
    input((to, now) -> to.socketOpened(now, socket));
  }

  void socketText(int socket, String text) {
    input((to, now) -> to.socketText(now, socket, text));
  }

  void socketBinary(int socket, byte[] frame) {
    Passage passage = simulation.trail().arrived(frame);
    input((to, now) -> to.socketBinary(now, socket, frame));
    if (passage != null && lastOrder > keptOrder) {
      notKept.add(new Handled(passage, lastOrder));
    }
  }

  void socketClosed(int socket) {
    sockets.remove(socket);
    input((to, now) -> to.socketClosed(now, socket));
  }

  private void drain() {
    for (ClientOutput out = client.poll(); out != null; out = client.poll()) {
      if (out instanceof ClientOutput.Fetch fetch) {
        simulation.fetch(this, fetch.request(), fetch.url());
      } else if (out instanceof ClientOutput.Wake wake) {
        wakeAt(wake.atMs());
      } else if (!socketOutput(out) && !storeOutput(out)) {
        application.told(out);
      }
    }
  }

  private boolean socketOutput(ClientOutput out) {
    if (out instanceof ClientOutput.OpenSocket open) {
      int gateway = ClientLines.gatewayOf(open.url());
      ClientSocket socket = new ClientSocket(simulation, this, open.socket(), gateway);
      sockets.put(open.socket(), socket);
      simulation.lines().connect(socket);
    } else if (out instanceof ClientOutput.SendText send) {
      sockets.get(send.socket()).sendText(send.text());
    } else if (out instanceof ClientOutput.SendBinary send) {
      if (recordsPacketTimes) {
        packetTimes.add(simulation.nowMs());
      }
      sockets.get(send.socket()).sendBinary(send.frame());
    } else if (out instanceof ClientOutput.CloseSocket close) {
      ClientSocket socket = sockets.remove(close.socket());
      if (socket != null) {
        socket.close();
      }
    } else {
      return false;
    }
    return true;
  }

  private boolean storeOutput(ClientOutput out) {
    if (out instanceof ClientOutput.StoreSnapshot store) {
      lastOrder = store.number();
      disk.replace(store.number(), store.snapshot(), this::kept);
    } else if (out instanceof ClientOutput.StoreAppend store) {
      lastOrder = store.number();
      disk.append(store.number(), store.records(), this::kept);
    } else {
      return false;
    }
    return true;
  }

  private void kept(int order) {
    keptOrder = order;
    while (!notKept.isEmpty() && notKept.peek().order() <= order) {
      notKept.poll();
    }
    input((to, now) -> to.stored(now, order));
  }

  private void wakeAt(double atMs) {
    wakeMs = atMs;
    if (atMs != Double.POSITIVE_INFINITY) {
      simulation.at(
          atMs,
          () -> {
            if (wakeMs == atMs) {
              wakeMs = Double.POSITIVE_INFINITY;
              input((to, now) -> to.wake(now));
            }
          });
    }
  }
}
