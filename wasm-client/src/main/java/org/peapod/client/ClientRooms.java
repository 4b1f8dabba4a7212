package org.peapod.client;

import java.util.ArrayDeque;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.Reassembler;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyAlarm;
import org.peapod.topology.TopologyFault;
import org.peapod.traffic.PacketFactory;
import org.peapod.traffic.TrafficConfig;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficLimits;

/**
 * The rooms of one client and what each tells the others: the directory's topology starts the link,
 * the link's gateway gives the address and starts the traffic, what the gateway pushes goes to the
 * inbox, and the inbox's acknowledgements go back to the traffic.
 */
final class ClientRooms implements DirectoryKeeper.Listener, LinkListener, Inbox.Listener {
  private final ClientConfig config;
  private final Entropy entropy;
  private final ClientSecrets secrets;
  private final ServerClock clock = new ServerClock();
  private final DirectoryKeeper directory;
  private final GatewayLink link;
  private final Inbox inbox;
  private final ArrayDeque<ClientOutput> outputs = new ArrayDeque<>();
  private TrafficController traffic;
  private ClientAddress candidate;
  private ClientAddress address;
  private ClientStage stage = ClientStage.IDLE;
  private double startDeadlineMs = Double.POSITIVE_INFINITY;
  private Topology announced;
  private Now time = new Now(0, 0);
  private double nowMs;

  /**
   * The rooms of a client with these secrets.
   *
   * @param stored an earlier registration of the same identity, or {@code null}
   */
  ClientRooms(ClientConfig config, Entropy entropy, ClientSecrets secrets, StoredGateway stored) {
    this.config = config;
    this.entropy = entropy;
    this.secrets = secrets;
    this.directory = new DirectoryKeeper(config, entropy, clock, this);
    this.link = new GatewayLink(config, secrets, entropy, clock, stored, this);
    this.inbox = new Inbox(secrets, new Reassembler(Reassembler.Limits.DEFAULT), this);
  }

  DirectoryKeeper directory() {
    return directory;
  }

  GatewayLink link() {
    return link;
  }

  Inbox inbox() {
    return inbox;
  }

  /** The streams, or {@code null} before the first connection. */
  TrafficController traffic() {
    return traffic;
  }

  ArrayDeque<ClientOutput> outputs() {
    return outputs;
  }

  /** Our address, or {@code null} before the first connection. */
  ClientAddress address() {
    return address;
  }

  boolean isClosed() {
    return stage == ClientStage.CLOSED;
  }

  double startDeadlineMs() {
    return startDeadlineMs;
  }

  /** The time of the input that is being handled; the listeners below act at it. */
  void now(Now now) {
    time = now;
    nowMs = now.monoMs();
  }

  /** How far the wall clock is off. */
  ServerClock clock() {
    return clock;
  }

  void start() {
    if (stage == ClientStage.IDLE) {
      startDeadlineMs = nowMs + config.startTimeoutMs();
      stage(ClientStage.DIRECTORY);
      directory.begin(time);
    }
  }

  void checkStartDeadline() {
    if (startDeadlineMs <= nowMs) {
      startFailed(ClientFault.START_TIMED_OUT, "it was at stage " + stage.name());
    }
  }

  void end() {
    if (isClosed()) {
      return;
    }
    link.close();
    if (traffic != null) {
      traffic.pause();
    }
    startDeadlineMs = Double.POSITIVE_INFINITY;
    stage(ClientStage.CLOSED);
    secrets.wipe();
    outputs.add(new ClientOutput.Closed());
  }

  private void stage(ClientStage next) {
    if (stage != next) {
      stage = next;
      outputs.add(new ClientOutput.StageChanged(next));
    }
  }

  private void startFailed(ClientFault fault, String detail) {
    outputs.add(new ClientOutput.StartFailed(fault, detail));
    end();
  }

  @Override
  public void fetch(int request, String url, double timeoutMs) {
    outputs.add(new ClientOutput.Fetch(request, url, timeoutMs));
  }

  @Override
  public void topologyChanged() {
    link.candidates(directory.entryGateways());
    announce(directory.topology());
    if (stage == ClientStage.DIRECTORY) {
      stage(ClientStage.GATEWAY_SOCKET);
      link.begin(time);
    }
  }

  /** Tells of a topology unless it is in all that is told the same as the one before. */
  private void announce(Topology now) {
    boolean same =
        announced != null
            && announced.absoluteEpochId() == now.absoluteEpochId()
            && announced.rotationId() == now.rotationId()
            && announced.nodes().size() == now.nodes().size();
    announced = now;
    if (!same) {
      outputs.add(
          new ClientOutput.TopologyChanged(
              now.absoluteEpochId(), now.rotationId(), now.nodes().size()));
    }
  }

  @Override
  public void topologyAlarm(TopologyAlarm alarm) {
    outputs.add(new ClientOutput.TopologyAlarmed(alarm));
  }

  @Override
  public void refreshFailed(TopologyFault fault, String detail) {
    if (stage == ClientStage.DIRECTORY) {
      startFailed(StartFaults.ofTopology(fault), fault.explanation() + ": " + detail);
    }
  }

  @Override
  public void openSocket(int socket, String url) {
    outputs.add(new ClientOutput.OpenSocket(socket, url));
  }

  @Override
  public void sendText(int socket, String text) {
    outputs.add(new ClientOutput.SendText(socket, text));
  }

  @Override
  public void sendBinary(int socket, byte[] frame) {
    outputs.add(new ClientOutput.SendBinary(socket, frame));
  }

  @Override
  public void closeSocket(int socket) {
    outputs.add(new ClientOutput.CloseSocket(socket));
  }

  @Override
  public void gatewayChosen(NodeIdentity gateway) {
    candidate = secrets.addressAt(gateway);
  }

  @Override
  public void handshakeBegan() {
    if (address == null) {
      stage(ClientStage.GATEWAY_HANDSHAKE);
    }
  }

  @Override
  public void linkReady() {
    boolean first = address == null;
    if (first) {
      address = candidate;
      startDeadlineMs = Double.POSITIVE_INFINITY;
      traffic = newTraffic();
    }
    traffic.start(nowMs);
    stage(ClientStage.READY);
    if (first) {
      outputs.add(new ClientOutput.Ready(address.toString()));
    }
  }

  @Override
  public void linkLost() {
    if (traffic != null) {
      traffic.pause();
      stage(ClientStage.RECONNECTING);
    }
  }

  @Override
  public void linkOffline() {
    if (traffic != null) {
      traffic.pause();
      stage(ClientStage.OFFLINE);
    }
  }

  @Override
  public void bandwidthRefused(String detail) {
    outputs.add(new ClientOutput.BandwidthRefused(detail));
  }

  @Override
  public void pushed(byte[] plaintext) {
    inbox.accept(nowMs, plaintext);
  }

  @Override
  public void linkFailed(ClientFault fault, String detail) {
    if (address == null) {
      startFailed(fault, detail);
    } else {
      outputs.add(new ClientOutput.GaveUp(fault, detail));
      end();
    }
  }

  @Override
  public void acknowledged(FragmentId id) {
    if (traffic != null) {
      traffic.acknowledged(id);
    }
  }

  @Override
  public void received(byte[] data, byte[] senderTag) {
    outputs.add(new ClientOutput.Received(data, senderTag));
  }

  private TrafficController newTraffic() {
    TrafficConfig streams =
        new TrafficConfig(
            config.mainStreamMeanMs(),
            config.loopCoverMeanMs(),
            config.mainStreamPoisson(),
            config.loopCover(),
            TrafficLimits.DEFAULT);
    PacketFactory factory =
        new PacketFactory(
            address,
            secrets.ackKey(),
            config.packetDelayMeanMs(),
            config.ackDelayMeanMs(),
            entropy);
    return new TrafficController(streams, factory, entropy);
  }
}
