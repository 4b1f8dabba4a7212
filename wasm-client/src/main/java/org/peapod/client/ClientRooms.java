package org.peapod.client;

import java.util.ArrayDeque;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.Reassembler;
import org.peapod.reply.ReceivedSurbs;
import org.peapod.reply.ReplyKeys;
import org.peapod.reply.ReplyLimits;
import org.peapod.reply.ReplyStores;
import org.peapod.reply.SenderTags;
import org.peapod.topology.TopologyAlarm;
import org.peapod.topology.TopologyFault;

/**
 * The rooms of one client and what each tells the others: the directory's topology starts the link,
 * the link's gateway gives the address and starts the traffic, what the gateway pushes goes to the
 * inbox, and the inbox's acknowledgements go back to the traffic.
 */
final class ClientRooms implements DirectoryKeeper.Listener, LinkListener, ClientState.Listener {
  private final ClientConfig config;
  private final Entropy entropy;
  private final ClientSecrets secrets;
  private final ServerClock clock = new ServerClock();
  private final DirectoryKeeper directory;
  private final GatewayLink link;
  private final Inbox inbox;
  private final ArrayDeque<ClientOutput> outputs = new ArrayDeque<>();
  private final TopologyNews news = new TopologyNews();
  private final ReplyStores stores;
  private final ClientState state;
  private Outgoing outgoing;
  private ClientAddress candidate;
  private ClientAddress address;
  private ClientStage stage = ClientStage.IDLE;
  private double startDeadlineMs = Double.POSITIVE_INFINITY;
  private Now time = new Now(0, 0);
  private double nowMs;

  /**
   * The rooms of a client with these secrets.
   *
   * @param stored an earlier registration of the same identity, or {@code null}
   * @param kept what an earlier run left, and whether this one is kept
   */
  ClientRooms(
      ClientConfig config,
      Entropy entropy,
      ClientSecrets secrets,
      StoredGateway stored,
      KeptState kept) {
    this.config = config;
    this.entropy = entropy;
    this.secrets = secrets;
    this.directory = new DirectoryKeeper(config, entropy, clock, this);
    this.link = new GatewayLink(config, secrets, entropy, clock, stored, this);
    ReplyLimits limits = ReplyLimits.DEFAULT;
    this.stores =
        new ReplyStores(
            new ReplyKeys(limits.replyKeys()),
            new SenderTags(limits.recipients(), entropy),
            new ReceivedSurbs(limits));
    Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);
    this.inbox = new Inbox(secrets, reassembler, stores.keys(), new InboxEvents(this));
    this.state = new ClientState(kept, secrets, stores, inbox, entropy, outputs, this);
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

  /** The way out, or {@code null} before the first connection. */
  Outgoing outgoing() {
    return outgoing;
  }

  /** What is kept of this client. */
  ClientState state() {
    return state;
  }

  /** What has changes stored and holds back what depends on them. */
  StateKeeper keeper() {
    return state.keeper();
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

  boolean isReady() {
    return stage == ClientStage.READY;
  }

  double startDeadlineMs() {
    return startDeadlineMs;
  }

  /** The time of the input that is being handled; the listeners below act at it. */
  void now(Now now) {
    time = now;
    nowMs = now.monoMs();
  }

  /** The time of the input that is being handled. */
  Now now() {
    return time;
  }

  /** How far the wall clock is off. */
  ServerClock clock() {
    return clock;
  }

  void start() {
    if (stage == ClientStage.IDLE) {
      startDeadlineMs = nowMs + config.startTimeoutMs();
      state.begin(time);
      for (PrivacyWarning warning : PrivacyWarning.of(config)) {
        outputs.add(new ClientOutput.PrivacyWarned(warning));
      }
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
    state.close(time);
    link.close();
    if (outgoing != null) {
      outgoing.pause();
    }
    stores.keys().wipe();
    stores.surbs().wipe();
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
    news.tell(directory.topology(), outputs);
    if (outgoing != null) {
      outgoing.topologyChanged(nowMs, directory.topology(), directory.rotation());
    }
    if (stage == ClientStage.DIRECTORY) {
      stage(ClientStage.GATEWAY_SOCKET);
      link.begin(time);
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
    state.gateways().authenticating(link.stored());
    state.keeper().whenKept(() -> outputs.add(new ClientOutput.SendText(socket, text)));
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
    state.gateways().connected(link.stored());
    if (first) {
      address = candidate;
      startDeadlineMs = Double.POSITIVE_INFINITY;
      outgoing =
          new Outgoing(
              config,
              secrets,
              address,
              stores,
              entropy,
              state.keeper(),
              outputs,
              (packet, id) -> link.forward(time, packet, id));
      outgoing.topologyChanged(nowMs, directory.topology(), directory.rotation());
    }
    outgoing.start(nowMs);
    stage(ClientStage.READY);
    if (first) {
      ClientOutput.Ready told = new ClientOutput.Ready(address.toString());
      state.keeper().whenKept(() -> outputs.add(told));
      state.connected(time, outgoing);
    }
  }

  @Override
  public void linkLost() {
    if (outgoing != null) {
      outgoing.lost();
      stage(ClientStage.RECONNECTING);
    }
  }

  @Override
  public void linkOffline() {
    if (outgoing != null) {
      outgoing.lost();
      stage(ClientStage.OFFLINE);
    }
  }

  @Override
  public void bandwidthRefused(String detail) {
    outputs.add(new ClientOutput.BandwidthRefused(detail));
  }

  @Override
  public void forwardFailed(FragmentId id) {
    if (outgoing != null) {
      outgoing.forwardFailed(id);
    }
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
  public void storageFailed(String detail) {
    linkFailed(ClientFault.STORAGE_FAILED, detail);
  }
}
