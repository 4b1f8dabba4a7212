package org.peapod.mixnet.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.NodeAddress;
import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.mixnet.directory.Directory;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.EpochClock;
import org.peapod.mixnet.directory.HttpAnswer;
import org.peapod.mixnet.directory.ListedNode;
import org.peapod.mixnet.directory.Listing;
import org.peapod.mixnet.node.DropReason;
import org.peapod.mixnet.node.Gateway;
import org.peapod.mixnet.node.NodeOutput;
import org.peapod.mixnet.node.PacketObserver;

/**
 * A complete Nym network in one object: the same inputs, times and entropy give the same outputs to
 * the byte.
 *
 * <p>Getters look, the methods with a {@link Now} put something in, {@link #poll()} takes out.
 */
public final class Mixnet implements Listing {
  private final EpochClock clock;
  private final List<NetworkNode> nodes;
  private final List<NetworkNode> gateways = new ArrayList<>();
  private final Map<NodeAddress, NetworkNode> byAddress = new HashMap<>();
  private final Directory directory;
  private final PacketObserver observer;

  /** The gateway of each open connection. */
  private final Map<Integer, NetworkNode> connections = new HashMap<>();

  private final ArrayDeque<NodeOutput> outputs = new ArrayDeque<>();
  private int nextConnection = 1;
  private double nextEpochMs;
  private double announcedWakeMs = Double.POSITIVE_INFINITY;
  private String apiUrl = "http://" + NetworkNode.IP + Directory.PREFIX;
  private long strayPackets;

  /**
   * Makes all nodes and starts the first epoch now.
   *
   * @param observer sees every packet, or {@code null}
   */
  public Mixnet(MixnetConfig config, Entropy entropy, Now now, PacketObserver observer) {
    this.clock = new EpochClock(config.schedule(), now);
    this.nextEpochMs = clock.nextEpochMs(now);
    this.observer = observer;
    this.nodes = new NetworkBuilder(config, entropy, clock.at(now), observer).build();
    for (NetworkNode node : nodes) {
      byAddress.put(node.mix().address(), node);
      if (node.gateway() != null) {
        gateways.add(node);
      }
    }
    this.directory = new Directory(this, now);
  }

  /** How many gateways there are. */
  public int gatewayCount() {
    return gateways.size();
  }

  /** The base58 identity of a gateway, counted from 0. */
  public String gatewayIdentity(int gateway) {
    return gateways.get(gateway).identity();
  }

  /** A gateway's own counters, counted from 0. */
  public Gateway gateway(int gateway) {
    return gateways.get(gateway).gateway();
  }

  /** How many nodes there are; their ids are 1 to this, those of the gateways come first. */
  public int nodeCount() {
    return nodes.size();
  }

  /** The id of the node at an address, or 0 where there is none. */
  public int nodeIdAt(NodeAddress address) {
    NetworkNode node = byAddress.get(address);
    return node == null ? 0 : node.nodeId();
  }

  /** Where a node takes packets, by its id. */
  public NodeAddress addressOf(int nodeId) {
    return nodes.get(nodeId - 1).mix().address();
  }

  /**
   * A node's process ends; the directory goes on listing it, and the host closes its sockets.
   * {@code losesDisk}: whether a gateway's registrations and stored payloads are gone too.
   */
  public void nodeCrashes(int nodeId, boolean losesDisk) {
    NetworkNode node = nodes.get(nodeId - 1);
    connections.values().removeIf(owner -> owner == node);
    node.crash(losesDisk);
  }

  /** A node that crashed is back, with its keys. */
  public void nodeReturns(int nodeId) {
    nodes.get(nodeId - 1).mix().restart();
  }

  /** Says on which port a gateway takes WebSockets; the directory lists it from now on. */
  public void gatewayListens(int gateway, int wsPort) {
    gateways.get(gateway).listensOn(wsPort);
  }

  /** Says under which URL the directory is found, ending in {@code /api}. */
  public void directoryListens(String url) {
    apiUrl = url;
  }

  @Override
  public String apiUrl() {
    return apiUrl;
  }

  @Override
  public Epoch epoch(Now now) {
    return clock.at(now);
  }

  @Override
  public List<ListedNode> nodes(Now now) {
    List<ListedNode> out = new ArrayList<>();
    for (NetworkNode node : nodes) {
      out.add(node.listed());
    }
    return out;
  }

  /**
   * Answers one HTTP request to the directory.
   *
   * @param target path and query, such as {@code /api/v1/epoch/current}
   */
  public HttpAnswer http(Now now, String method, String target) {
    advance(now);
    return directory.handle(now, method, target);
  }

  /** A client's socket to a gateway is open; the answer names it in all later calls. */
  public int socketOpened(Now now, int gateway) {
    advance(now);
    int connection = nextConnection++;
    NetworkNode node = gateways.get(gateway);
    connections.put(connection, node);
    node.gateway().opened(now, connection);
    drain(node);
    return connection;
  }

  /** A text frame came in. */
  public void socketText(Now now, int connection, String text) {
    NetworkNode node = connections.get(connection);
    if (node != null) {
      advance(now);
      node.gateway().text(now, connection, text);
      drain(node);
    }
  }

  /** A binary frame came in. */
  public void socketBinary(Now now, int connection, byte[] frame) {
    NetworkNode node = connections.get(connection);
    if (node != null) {
      advance(now);
      node.gateway().binary(now, connection, frame);
      drain(node);
    }
  }

  /** A ping came in. */
  public void socketPing(Now now, int connection) {
    NetworkNode node = connections.get(connection);
    if (node != null) {
      node.gateway().ping(now, connection);
      drain(node);
    }
  }

  /** A pong came in. */
  public void socketPong(Now now, int connection, byte[] payload) {
    NetworkNode node = connections.get(connection);
    if (node != null) {
      node.gateway().pong(now, connection, payload);
      drain(node);
    }
  }

  /** A socket is closed, by whichever side. */
  public void socketClosed(Now now, int connection) {
    NetworkNode node = connections.remove(connection);
    if (node != null) {
      node.gateway().closed(now, connection);
      drain(node);
    }
  }

  /** A packet that went out as {@code SendPacket} has reached its destination. */
  public void packetArrived(Now now, NodeAddress to, byte[] framed) {
    advance(now);
    NetworkNode node = byAddress.get(to);
    if (node != null) {
      node.mix().packet(now.monoMs(), framed);
      drain(node);
      return;
    }
    strayPackets++;
    if (observer != null) {
      observer.dropped(now.monoMs(), to, DropReason.NO_SUCH_NODE);
    }
  }

  /** The time of the last {@code Wake} has come; an early call does no harm. */
  public void wake(Now now) {
    advance(now);
    for (NetworkNode node : nodes) {
      if (node.deadlineMs() <= now.monoMs()) {
        node.wake(now);
        drain(node);
      }
    }
  }

  /** Ends the present epoch now, and with its last epoch the key rotation. */
  public void startNextEpoch(Now now) {
    advance(now);
    clock.startNextEpoch(now);
    beginEpoch(now);
  }

  /** Goes on epoch by epoch to the beginning of the next key rotation. */
  public void startNextRotation(Now now) {
    long rotation = epoch(now).rotationId();
    while (epoch(now).rotationId() == rotation) {
      startNextEpoch(now);
    }
  }

  /** The next output, or {@code null} when there is none until the next input. */
  public NodeOutput poll() {
    NodeOutput output = outputs.poll();
    if (output instanceof NodeOutput.CloseSocket close) {
      connections.remove(close.connection());
    }
    if (output != null) {
      return output;
    }
    double wakeMs = deadlineMs();
    if (wakeMs == announcedWakeMs) {
      return null;
    }
    announcedWakeMs = wakeMs;
    return new NodeOutput.Wake(wakeMs);
  }

  /** When {@link #wake} is needed next. */
  public double deadlineMs() {
    double earliest = nextEpochMs;
    for (NetworkNode node : nodes) {
      earliest = Math.min(earliest, node.deadlineMs());
    }
    return earliest;
  }

  /** The counters now. */
  public MixnetStats stats() {
    return new StatsSum(nodes, strayPackets).stats();
  }

  private void advance(Now now) {
    if (now.monoMs() >= nextEpochMs) {
      beginEpoch(now);
    }
  }

  private void beginEpoch(Now now) {
    Epoch epoch = clock.at(now);
    nextEpochMs = clock.nextEpochMs(now);
    for (NetworkNode node : nodes) {
      node.mix().epochBegan(epoch);
    }
  }

  private void drain(NetworkNode node) {
    for (NodeOutput out = node.mix().poll(); out != null; out = node.mix().poll()) {
      outputs.add(out);
    }
  }
}
