package org.peapod.client;

import java.util.List;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayFault;
import org.peapod.gateway.GatewayOutput;
import org.peapod.gateway.GatewaySession;
import org.peapod.gateway.SharedKey;
import org.peapod.topology.GatewayChoice;
import org.peapod.topology.RoutingNode;
import org.peapod.traffic.OutgoingPacket;

/**
 * The way to the network: chooses a gateway, keeps one socket and one session to it, and comes back
 * after a loss. Before the first success it may try other gateways; afterwards the gateway is part
 * of our address and stays.
 */
final class GatewayLink {
  /** A session that lived this long makes the pauses short again (chapter 3, 3.19). */
  static final double STEADY_MS = 60_000;

  /** What the link tells its client. */
  interface Listener {
    void openSocket(int socket, String url);

    void sendText(int socket, String text);

    void sendBinary(int socket, byte[] frame);

    void closeSocket(int socket);

    /** A gateway was chosen; our address is known now, though not yet registered. */
    void gatewayChosen(NodeIdentity gateway);

    /** The socket is open, the handshake begins. */
    void handshakeBegan();

    /** Packets may be forwarded. */
    void linkReady();

    /** The gateway is lost after it was ready; the link comes back by itself. */
    void linkLost();

    /** A blob came in. */
    void pushed(byte[] plaintext);

    /** The first connection could not be made; nothing more is tried. */
    void linkFailed(ClientFault fault, String detail);
  }

  private enum State {
    IDLE,
    SESSION,
    PAUSE,
    ENDED
  }

  private final ClientConfig config;
  private final ClientSecrets secrets;
  private final Entropy entropy;
  private final Listener listener;
  private final Backoff backoff;
  private final GatewayPicker picker;
  private State state = State.IDLE;
  private RoutingNode gateway;
  private SharedKey sharedKey;
  private GatewaySession session;
  private long lastTimestamp;
  private int socket;
  private int urlIndex;
  private boolean wasReady;
  private boolean ready;
  private double readySinceMs;
  private double resumeMs;
  private long dropped;

  GatewayLink(ClientConfig config, ClientSecrets secrets, Entropy entropy, Listener listener) {
    this.config = config;
    this.secrets = secrets;
    this.entropy = entropy;
    this.listener = listener;
    this.backoff = new Backoff(entropy);
    this.picker = new GatewayPicker(config.gateway(), config.requireTls(), entropy);
  }

  /** Newer listings; the addresses of our own gateway may have changed. */
  void candidates(List<RoutingNode> entryGateways) {
    picker.candidates(entryGateways);
    for (RoutingNode node : entryGateways) {
      if (gateway != null && node.identity().equals(gateway.identity())) {
        gateway = node;
      }
    }
  }

  /** Chooses a gateway and connects. */
  void begin(double nowMs) {
    Result<RoutingNode> choice = picker.pick();
    if (choice.isFault()) {
      fail(ClientFault.NO_GATEWAY, choice.fault().explanation());
      return;
    }
    gateway = choice.value();
    wipeKey();
    lastTimestamp = 0;
    urlIndex = 0;
    listener.gatewayChosen(gateway.identity());
    open(nowMs);
  }

  void opened(Now now, int openedSocket) {
    if (isLive(openedSocket)) {
      listener.handshakeBegan();
      session.opened(now.monoMs(), now.wallMs());
      drain(now.monoMs());
    }
  }

  void text(Now now, int fromSocket, String text) {
    if (isLive(fromSocket)) {
      session.text(now.monoMs(), now.wallMs(), text);
      drain(now.monoMs());
    }
  }

  void binary(Now now, int fromSocket, byte[] frame) {
    if (isLive(fromSocket)) {
      session.binary(now.monoMs(), frame);
      drain(now.monoMs());
    }
  }

  void closed(Now now, int closedSocket) {
    if (isLive(closedSocket)) {
      session.closed(now.monoMs());
      drain(now.monoMs());
    }
  }

  void timer(Now now) {
    if (state == State.SESSION) {
      session.timer(now.monoMs(), now.wallMs());
      drain(now.monoMs());
    } else if (state == State.PAUSE && resumeMs <= now.monoMs()) {
      open(now.monoMs());
    }
  }

  double deadlineMs() {
    if (state == State.SESSION) {
      return session.deadlineMs();
    }
    return state == State.PAUSE ? resumeMs : Double.POSITIVE_INFINITY;
  }

  /** Hands a packet to the gateway; one that cannot leave now is lost and comes again later. */
  void forward(double nowMs, OutgoingPacket packet) {
    boolean taken =
        ready
            && session.forward(
                nowMs, packet.rotationLabel(), packet.firstHop(), packet.packet(), 0);
    if (!taken) {
      dropped++;
    }
    if (session != null) {
      drain(nowMs);
    }
  }

  /** Ends socket and session; nothing is tried any more. */
  void close() {
    if (state == State.SESSION) {
      listener.closeSocket(socket);
    }
    state = State.ENDED;
    session = null;
    ready = false;
    wipeKey();
  }

  boolean isReady() {
    return ready;
  }

  /** Frames and packets that were dropped on this way. */
  long dropped() {
    return dropped + (session == null ? 0 : session.counters().badFrames());
  }

  private boolean isLive(int fromSocket) {
    return state == State.SESSION && fromSocket == socket;
  }

  private void open(double nowMs) {
    List<String> urls = GatewayChoice.listenerUrls(gateway, config.requireTls());
    socket++;
    state = State.SESSION;
    session =
        new GatewaySession(
            secrets.identity(), gateway.identity().toBytes(), sharedKey, lastTimestamp, entropy);
    session.connecting(nowMs);
    listener.openSocket(socket, urls.get(urlIndex % urls.size()));
  }

  private void drain(double nowMs) {
    GatewaySession current = session;
    for (GatewayOutput out = current.poll(); out != null; out = current.poll()) {
      handle(nowMs, out);
      if (session != current) {
        return;
      }
    }
  }

  private void handle(double nowMs, GatewayOutput out) {
    if (out instanceof GatewayOutput.SendText send) {
      listener.sendText(socket, send.text());
    } else if (out instanceof GatewayOutput.SendBinary send) {
      listener.sendBinary(socket, send.frame());
    } else if (out instanceof GatewayOutput.Pushed push) {
      listener.pushed(push.plaintext());
    } else if (out instanceof GatewayOutput.Registered registered) {
      sharedKey = registered.key();
    } else if (out instanceof GatewayOutput.ForwardFailed) {
      dropped++;
    } else if (out instanceof GatewayOutput.Ready) {
      ready = true;
      wasReady = true;
      readySinceMs = nowMs;
      listener.linkReady();
    } else if (out instanceof GatewayOutput.Ended ended) {
      listener.closeSocket(socket);
      end(nowMs, ended.fault(), ended.detail());
    }
  }

  private void end(double nowMs, GatewayFault fault, String detail) {
    boolean wasUp = ready;
    lastTimestamp = session.lastTimestamp();
    dropped += session.counters().badFrames();
    session = null;
    ready = false;
    urlIndex++;
    if (fault.reaction().forgetsKey()) {
      wipeKey();
    }
    if (wasReady) {
      pause(nowMs, wasUp);
    } else {
      tryAnother(nowMs, fault, detail);
    }
  }

  private void pause(double nowMs, boolean wasUp) {
    if (wasUp && nowMs - readySinceMs >= STEADY_MS) {
      backoff.reset();
    }
    state = State.PAUSE;
    resumeMs = nowMs + backoff.next();
    if (wasUp) {
      listener.linkLost();
    }
  }

  private void tryAnother(double nowMs, GatewayFault fault, String detail) {
    if (!picker.hasMore()) {
      fail(StartFaults.ofGateway(fault), fault.explanation() + detailSuffix(detail));
    } else {
      begin(nowMs);
    }
  }

  private static String detailSuffix(String detail) {
    return detail.isEmpty() ? "" : ": " + detail;
  }

  private void fail(ClientFault fault, String detail) {
    state = State.ENDED;
    listener.linkFailed(fault, detail);
  }

  private void wipeKey() {
    if (sharedKey != null) {
      sharedKey.wipe();
      sharedKey = null;
    }
  }
}
