package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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

  private final Agenda agenda = new Agenda();
  private final RunDigest digest = new RunDigest();
  private final SeededEntropy chance;
  private final LinkConditions links;
  private final Mixnet network;
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final PacketTrail trail = new PacketTrail();
  private final ClientLines lines;
  private final long seed;
  private double networkWakeMs = Double.POSITIVE_INFINITY;
  private long packetsLost;
  private boolean directoryDown;

  /** A network that stands; clients come with {@link #addClient}. */
  public Simulation(long seed, MixnetConfig config, LinkConditions links) {
    this.seed = seed;
    this.links = links;
    this.chance = new SeededEntropy(seed);
    this.network = new Mixnet(config, new SeededEntropy(seed + 1), now(), trail);
    this.lines = new ClientLines(this, network);
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
    return addClient(config, null, false);
  }

  /**
   * The same with an application, or {@code null} for one that remembers all it hears.
   *
   * @param keeps whether it has a disk on which it keeps its state
   */
  public SimulatedClient addClient(ClientConfig config, Application application, boolean keeps) {
    SeededEntropy entropy = new SeededEntropy(seed * 31 + 1000 + clients.size());
    SeededEntropy pace = new SeededEntropy(seed * 31 + 100_000 + clients.size());
    SimulatedDisk disk = keeps ? new SimulatedDisk(this, pace) : null;
    SimulatedClient client = new SimulatedClient(this, config, entropy, application, disk);
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

  /** Breaks every open connection of the clients; what is on its way on them is lost. */
  public void cutConnections() {
    lines.breakAll(-1);
  }

  /**
   * A gateway's process ends: its connections break, and what it held for other nodes is gone.
   *
   * @param losesDisk whether its registrations and stored payloads are gone too
   */
  public void crashGateway(int gateway, boolean losesDisk) {
    network.nodeCrashes(gateway + 1, losesDisk);
    lines.breakAll(gateway);
    if (losesDisk) {
      trail.diskLost(nowMs(), network.gateway(gateway).node().address());
    }
  }

  /** A gateway that crashed is back. */
  public void returnGateway(int gateway) {
    network.nodeReturns(gateway + 1);
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
    return lines.size();
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

  /** Lets something happen as soon as what happens now is done. */
  void soon(Runnable action) {
    agenda.at(nowMs(), action);
  }

  PacketTrail trail() {
    return trail;
  }

  ClientLines lines() {
    return lines;
  }

  LinkConditions links() {
    return links;
  }

  void fetch(ClientProcess client, int request, String url) {
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

  /** Counts bytes that crossed a wire into the digest. */
  void note(byte[] bytes) {
    digest.add(nowMs(), bytes);
  }

  void drainNetwork() {
    for (NodeOutput out = network.poll(); out != null; out = network.poll()) {
      if (out instanceof NodeOutput.SendPacket packet) {
        carry(packet);
      } else if (out instanceof NodeOutput.Wake wake) {
        networkWake(wake.atMs());
      } else {
        lines.fromGateway(out);
      }
    }
  }

  private void carry(NodeOutput.SendPacket packet) {
    note(packet.framed());
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
}
