package org.peapod.mixnet.network;

import org.peapod.bytes.Base58;
import org.peapod.client.Now;
import org.peapod.mixnet.directory.ListedNode;
import org.peapod.mixnet.directory.NodeRole;
import org.peapod.mixnet.node.Gateway;
import org.peapod.mixnet.node.MixNode;

/** One node with its place in the network; a gateway too where {@code gateway} is not null. */
final class NetworkNode {
  /** All nodes live on this machine. */
  static final String IP = "127.0.0.1";

  private static final int FIRST_MIX_PORT = 20_000;

  private final int nodeId;
  private final NodeRole role;
  private final String identity;
  private final MixNode mix;
  private final Gateway gateway;
  private int wsPort;

  NetworkNode(int nodeId, NodeRole role, byte[] identity, MixNode mix, Gateway gateway) {
    this.nodeId = nodeId;
    this.role = role;
    this.identity = Base58.encode(identity);
    this.mix = mix;
    this.gateway = gateway;
    // Listed as a gateway from the start; hosts that listen name the real port.
    this.wsPort = gateway == null ? 0 : 9000;
  }

  /** The port under which a node takes packets: distinct, and not a real socket. */
  static int mixPort(int nodeId) {
    return FIRST_MIX_PORT + nodeId;
  }

  int nodeId() {
    return nodeId;
  }

  MixNode mix() {
    return mix;
  }

  Gateway gateway() {
    return gateway;
  }

  String identity() {
    return identity;
  }

  void listensOn(int port) {
    wsPort = port;
  }

  void wake(Now now) {
    if (gateway == null) {
      mix.wake(now.monoMs());
    } else {
      gateway.wake(now);
    }
  }

  void crash(boolean losesDisk) {
    if (gateway == null) {
      mix.crash();
    } else {
      gateway.crash(losesDisk);
    }
  }

  double deadlineMs() {
    return gateway == null ? mix.deadlineMs() : gateway.deadlineMs();
  }

  ListedNode listed() {
    return new ListedNode(
        nodeId,
        identity,
        IP,
        mixPort(nodeId),
        Base58.encode(mix.sphinxKey()),
        role,
        role.layer() != 0,
        role == NodeRole.EXIT_GATEWAY,
        wsPort,
        "1");
  }
}
