package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.peapod.bytes.Utf8;
import org.peapod.client.ClientConfig;
import org.peapod.client.Now;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.mixnet.node.NodeOutput;

/**
 * One network with its clients in virtual time. Everything random comes from the seed, so two runs
 * with the same seed and the same calls have the same {@link #digest()}.
 */
public final class Simulation {
  /** The wall clock at virtual time 0: 2026-01-01 00:00 UTC. */
  public static final double START_WALL_MS = 1_767_225_600_000.0;

  private static final int FIRST_WS_PORT = 9000;

  private final Agenda agenda = new Agenda();
  private final RunDigest digest = new RunDigest();
  private final SeededEntropy chance;
  private final LinkConditions links;
  private final Mixnet network;
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<Integer, ClientSocket> sockets = new HashMap<>();
  private final long seed;
  private double networkWakeMs = Double.POSITIVE_INFINITY;
  private long packetsLost;
  private boolean directoryDown;

  /** A network that stands; clients come with {@link #addClient}. */
  public Simulation(long seed, MixnetConfig config, LinkConditions links) {
    this.seed = seed;
    this.links = links;
    this.chance = new SeededEntropy(seed);
    this.network = new Mixnet(config, new SeededEntropy(seed + 1), now(), null);
    for (int gateway = 0; gateway < network.gatewayCount(); gateway++) {
      network.gatewayListens(gateway, FIRST_WS_PORT + gateway);
    }
    drainNetwork();
  }

  /** The directory's URL for a client's configuration. */
  public String nymApi() {
    return network.apiUrl();
  }

  /** The network, to look at and to disturb. */
  public Mixnet network() {
    return network;
  }

  /** A client that starts to connect now. */
  public SimulatedClient addClient(ClientConfig config) {
    SeededEntropy entropy = new SeededEntropy(seed * 31 + 1000 + clients.size());
    SimulatedClient client = new SimulatedClient(this, config, entropy);
    clients.add(client);
    client.start();
    return client;
  }

  /** All clients in the order in which they were added. */
  public List<SimulatedClient> clients() {
    return clients;
  }

  /** The virtual time in milliseconds since the simulation was made. */
  public double nowMs() {
    return agenda.nowMs();
  }

  /** Lets this much virtual time pass. */
  public void runFor(double ms) {
    runUntil(() -> false, ms);
  }

  /** Runs until a condition holds; false when the time is up before. */
  public boolean runUntil(BooleanSupplier condition, double limitMs) {
    double limit = agenda.nowMs() + limitMs;
    while (!condition.getAsBoolean()) {
      if (!agenda.step(limit)) {
        return false;
      }
    }
    return true;
  }

  /** Breaks every open connection of a gateway's clients, as a crash of its host would. */
  public void cutConnections() {
    for (ClientSocket socket : new ArrayList<>(sockets.values())) {
      network.socketClosed(now(), socket.connection());
      socketDropped(socket.connection());
    }
    drainNetwork();
  }

  /** From now on the directory answers nothing, or answers again. */
  public void directoryDown(boolean down) {
    directoryDown = down;
  }

  /** Ends the present epoch now, and with its last epoch the key rotation. */
  public void startNextEpoch() {
    network.startNextEpoch(now());
    drainNetwork();
  }

  /** WebSockets open at all gateways together. */
  public int openConnections() {
    return sockets.size();
  }

  /** A digest of every byte and moment so far. */
  public long digest() {
    return digest.value();
  }

  /** Packets between nodes that the wires lost. */
  public long packetsLost() {
    return packetsLost;
  }

  Now now() {
    return new Now(agenda.nowMs(), START_WALL_MS + agenda.nowMs());
  }

  void at(double atMs, Runnable action) {
    agenda.at(atMs, action);
  }

  LinkConditions links() {
    return links;
  }

  void fetch(SimulatedClient client, int request, String url) {
    agenda.at(
        nowMs() + links.clientLatencyMs(),
        () -> {
          if (directoryDown) {
            client.fetched(request, 0, new byte[0]);
            return;
          }
          var answer = network.http(now(), "GET", pathOf(url));
          drainNetwork();
          agenda.at(
              nowMs() + links.clientLatencyMs(),
              () -> client.fetched(request, answer.status(), answer.body()));
        });
  }

  /** Opens a connection to the gateway behind a URL; the socket hears of it later. */
  void connect(ClientSocket socket, String url) {
    int gateway = portOf(url) - FIRST_WS_PORT;
    agenda.at(
        nowMs() + links.clientLatencyMs(),
        () -> {
          if (gateway < 0 || gateway >= network.gatewayCount()) {
            socket.closedByPeer();
            return;
          }
          int connection = network.socketOpened(now(), gateway);
          sockets.put(connection, socket);
          socket.openedBy(connection);
          drainNetwork();
        });
  }

  void textToGateway(int connection, String text) {
    digest.add(nowMs(), Utf8.encode(text));
    network.socketText(now(), connection, text);
    drainNetwork();
  }

  void binaryToGateway(int connection, byte[] frame) {
    digest.add(nowMs(), frame);
    network.socketBinary(now(), connection, frame);
    drainNetwork();
  }

  void closeToGateway(int connection) {
    if (sockets.remove(connection) != null) {
      network.socketClosed(now(), connection);
      drainNetwork();
    }
  }

  private void socketDropped(int connection) {
    ClientSocket socket = sockets.remove(connection);
    if (socket != null) {
      socket.closedByPeer();
    }
  }

  private void drainNetwork() {
    for (NodeOutput out = network.poll(); out != null; out = network.poll()) {
      if (out instanceof NodeOutput.SendPacket packet) {
        carry(packet);
      } else if (out instanceof NodeOutput.Wake wake) {
        networkWake(wake.atMs());
      } else if (out instanceof NodeOutput.CloseSocket close) {
        socketDropped(close.connection());
      } else {
        toClient(out);
      }
    }
  }

  private void toClient(NodeOutput out) {
    if (out instanceof NodeOutput.SendText send) {
      socket(send.connection(), socket -> socket.textFromGateway(send.text()));
    } else if (out instanceof NodeOutput.SendBinary send) {
      socket(send.connection(), socket -> socket.binaryFromGateway(send.frame()));
    } else if (out instanceof NodeOutput.Ping ping) {
      socket(ping.connection(), socket -> socket.pingFromGateway(ping.payload()));
    }
  }

  void pongToGateway(int connection, byte[] payload) {
    network.socketPong(now(), connection, payload);
    drainNetwork();
  }

  private void socket(int connection, java.util.function.Consumer<ClientSocket> use) {
    ClientSocket socket = sockets.get(connection);
    if (socket != null) {
      use.accept(socket);
    }
  }

  private void carry(NodeOutput.SendPacket packet) {
    digest.add(nowMs(), packet.framed());
    if (links.nodeLoss() > 0 && chance.unit() <= links.nodeLoss()) {
      packetsLost++;
      return;
    }
    double latency = links.nodeLatencyMs() + links.nodeJitterMs() * chance.unit();
    agenda.at(
        nowMs() + latency,
        () -> {
          network.packetArrived(now(), packet.to(), packet.framed());
          drainNetwork();
        });
  }

  private void networkWake(double atMs) {
    networkWakeMs = atMs;
    if (atMs != Double.POSITIVE_INFINITY) {
      agenda.at(
          atMs,
          () -> {
            if (networkWakeMs == atMs) {
              networkWakeMs = Double.POSITIVE_INFINITY;
              network.wake(now());
              drainNetwork();
            }
          });
    }
  }

  private static String pathOf(String url) {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    return slash < 0 ? "/" : url.substring(slash);
  }

  private static int portOf(String url) {
    int colon = url.lastIndexOf(':');
    int end = url.indexOf('/', colon);
    return Integer.parseInt(url.substring(colon + 1, end < 0 ? url.length() : end));
  }
}
