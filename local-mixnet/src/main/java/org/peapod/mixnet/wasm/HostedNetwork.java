package org.peapod.mixnet.wasm;

import java.util.ArrayDeque;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.node.NodeOutput;

/** One network behind the boundary. It begins at the time of its first command. */
final class HostedNetwork {
  /** An address that no node has. */
  private static final NodeAddress NOWHERE = NodeAddress.parse("0.0.0.0:1").value();

  private final MixnetConfig config;
  private final Entropy entropy;
  private final PacketWatch watch = new PacketWatch();

  /** Answers to commands; they go out before anything that the network itself does. */
  private final ArrayDeque<byte[]> answers = new ArrayDeque<>();

  /** Null before the first command. */
  private Mixnet mixnet;

  HostedNetwork(MixnetConfig config, Entropy entropy) {
    this.config = config;
    this.entropy = entropy;
  }

  /** Takes one command; a fault when it breaks a rule of the boundary, and then nothing changes. */
  Fault input(byte[] bytes) {
    Result<Command> read = CommandReader.read(bytes);
    if (read.isFault()) {
      return read.fault();
    }
    begin(read.value().now());
    return apply(read.value());
  }

  /** The next output, or {@code null} when there is none until the next input. */
  byte[] poll() {
    if (!answers.isEmpty()) {
      return answers.poll();
    }
    PacketEvent event = watch.poll();
    if (event != null) {
      return OutputWriter.event(event);
    }
    return mixnet == null ? null : write(mixnet.poll());
  }

  private void begin(Now now) {
    if (mixnet == null) {
      mixnet = new Mixnet(config, entropy, now, watch);
      watch.watch(mixnet);
    }
  }

  private byte[] write(NodeOutput output) {
    if (output instanceof NodeOutput.SendPacket packet) {
      int from = mixnet.nodeIdAt(packet.from());
      return OutputWriter.packet(from, mixnet.nodeIdAt(packet.to()), packet.framed());
    }
    if (output instanceof NodeOutput.Wake wake) {
      return OutputWriter.wake(wake.atMs());
    }
    return output == null ? null : OutputWriter.socket(output);
  }

  private Fault apply(Command command) {
    Now now = command.now();
    if (command instanceof Command.PacketArrived c) {
      return packetArrived(now, c);
    } else if (command instanceof Command.SocketBinary c) {
      mixnet.socketBinary(now, c.connection(), c.frame());
    } else if (command instanceof Command.Wake) {
      mixnet.wake(now);
    } else if (command instanceof Command.SocketText c) {
      mixnet.socketText(now, c.connection(), c.text());
    } else if (command instanceof Command.SocketPing c) {
      mixnet.socketPing(now, c.connection());
    } else if (command instanceof Command.SocketPong c) {
      mixnet.socketPong(now, c.connection(), c.payload());
    } else if (command instanceof Command.SocketClosed c) {
      mixnet.socketClosed(now, c.connection());
    } else if (command instanceof Command.Http c) {
      answers.add(OutputWriter.http(c.request(), mixnet.http(now, c.method(), c.target())));
    } else {
      return control(command);
    }
    return null;
  }

  private Fault control(Command command) {
    Now now = command.now();
    if (command instanceof Command.NextEpoch) {
      mixnet.startNextEpoch(now);
    } else if (command instanceof Command.NextRotation) {
      mixnet.startNextRotation(now);
    } else if (command instanceof Command.DirectoryListens c) {
      mixnet.directoryListens(c.url());
    } else if (command instanceof Command.Stats) {
      answers.add(OutputWriter.stats(mixnet.stats()));
    } else if (command instanceof Command.Nodes) {
      answers.add(OutputWriter.nodes(mixnet.nodes(now)));
    } else if (command instanceof Command.FindClient c) {
      answers.add(OutputWriter.client(connectionOf(c.identity())));
    } else if (command instanceof Command.Watch c) {
      watch.turn(c.on());
    } else if (command instanceof Command.NodeRuns c) {
      return nodeRuns(c);
    } else {
      return gatewayCommand(command);
    }
    return null;
  }

  private Fault gatewayCommand(Command command) {
    if (command instanceof Command.SocketOpened c && isGateway(c.gateway())) {
      answers.add(OutputWriter.accepted(mixnet.socketOpened(c.now(), c.gateway())));
    } else if (command instanceof Command.GatewayListens c && isGateway(c.gateway())) {
      mixnet.gatewayListens(c.gateway(), c.port());
    } else if (command instanceof Command.Bandwidth c && isGateway(c.gateway())) {
      mixnet.gateway(c.gateway()).refuseBandwidth(!c.given());
    } else {
      return BorderFault.UNKNOWN_GATEWAY;
    }
    return null;
  }

  private Fault packetArrived(Now now, Command.PacketArrived packet) {
    if (packet.node() != 0 && !isNode(packet.node())) {
      return BorderFault.UNKNOWN_NODE;
    }
    NodeAddress to = packet.node() == 0 ? NOWHERE : mixnet.addressOf(packet.node());
    mixnet.packetArrived(now, to, packet.framed());
    return null;
  }

  private Fault nodeRuns(Command.NodeRuns command) {
    if (!isNode(command.node())) {
      return BorderFault.UNKNOWN_NODE;
    }
    if (command.running()) {
      mixnet.nodeReturns(command.node());
    } else {
      mixnet.nodeCrashes(command.node(), false);
    }
    return null;
  }

  private int connectionOf(byte[] clientIdentity) {
    int found = 0;
    for (int i = 0; i < mixnet.gatewayCount() && found == 0; i++) {
      found = mixnet.gateway(i).connectionOf(clientIdentity);
    }
    return found;
  }

  private boolean isGateway(int gateway) {
    return gateway < mixnet.gatewayCount();
  }

  private boolean isNode(int node) {
    return node > 0 && node <= mixnet.nodeCount();
  }
}
