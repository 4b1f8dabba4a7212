package org.peapod.client;

import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayFault;
import org.peapod.gateway.GatewayOutput;
import org.peapod.message.FragmentId;
import org.peapod.topology.RoutingNode;
import org.peapod.traffic.OutgoingPacket;

/**
 * The way to the network: chooses a gateway, or takes the stored one, keeps one socket and one
 * session to it, and comes back after a loss for ever. A fresh client may try other gateways before
 * its first success; afterwards, and with a stored registration, the gateway is part of our address
 * and stays.
 */
final class GatewayLink {
  private enum State {
    IDLE,
    MEASURING,
    SESSION,
    PAUSE,
    ENDED
  }

  private final ClientConfig config;
  private final ClientSecrets secrets;
  private final Entropy entropy;
  private final ServerClock clock;
  private final LinkListener listener;
  private final Comeback comeback;
  private final GatewaySearch search;
  private final StoredGateway stored;
  private State state = State.IDLE;
  private Registration registration;
  private LinkSession live;
  private int socket;
  private boolean stays;
  private boolean ready;
  private double resumeMs;
  private long dropped;

  /** A link; a stored registration is passed over when another gateway is asked for by name. */
  GatewayLink(
      ClientConfig config,
      ClientSecrets secrets,
      Entropy entropy,
      ServerClock clock,
      StoredGateway storedOrNull,
      LinkListener listener) {
    this.config = config;
    this.secrets = secrets;
    this.entropy = entropy;
    this.clock = clock;
    this.listener = listener;
    this.comeback = new Comeback(entropy, clock);
    this.search = new GatewaySearch(config, entropy, listener);
    this.stored = storedOrNull != null && storedOrNull.suits(config) ? storedOrNull : null;
  }

  /** Newer listings; the addresses of our own gateway may have changed. */
  void candidates(List<RoutingNode> entryGateways) {
    search.candidates(entryGateways);
    RoutingNode own = registration == null ? null : search.listed(registration.gateway());
    if (own != null) {
      registration.listed(own);
    }
  }

  /** Takes the stored gateway, or chooses one, and connects. */
  void begin(Now now) {
    if (stored != null) {
      adopt(now, Registration.of(stored, config.requireTls()), search.listed(stored.identity()));
      return;
    }
    state = State.MEASURING;
    socket = search.begin(now.monoMs(), socket + 1);
    proceed(now);
  }

  void opened(Now now, int openedSocket) {
    if (isLive(openedSocket)) {
      listener.handshakeBegan();
      live.session().opened(now.monoMs(), clock.wallMs(now));
      drain(now);
    } else {
      search.opened(now.monoMs(), openedSocket);
      proceed(now);
    }
  }

  void text(Now now, int fromSocket, String text) {
    if (isLive(fromSocket)) {
      live.session().text(now.monoMs(), clock.wallMs(now), text);
      drain(now);
    } else {
      search.text(now.monoMs(), fromSocket, text);
      proceed(now);
    }
  }

  void binary(Now now, int fromSocket, byte[] frame) {
    if (isLive(fromSocket)) {
      live.session().binary(now.monoMs(), frame);
      drain(now);
    } else {
      search.broken(fromSocket);
      proceed(now);
    }
  }

  void closed(Now now, int closedSocket) {
    if (isLive(closedSocket)) {
      live.session().closed(now.monoMs());
      drain(now);
    } else {
      search.broken(closedSocket);
      proceed(now);
    }
  }

  void timer(Now now) {
    if (state == State.SESSION) {
      live.session().timer(now.monoMs(), clock.wallMs(now));
      drain(now);
    } else if (state == State.MEASURING) {
      search.timer(now.monoMs());
      proceed(now);
    } else if (state == State.PAUSE && resumeMs <= now.monoMs()) {
      open(now);
    }
  }

  double deadlineMs() {
    if (state == State.SESSION) {
      return live.session().deadlineMs();
    }
    if (state == State.MEASURING) {
      return search.deadlineMs();
    }
    return state == State.PAUSE ? resumeMs : Double.POSITIVE_INFINITY;
  }

  /** The host says that there is a network again: what waits is tried now. */
  void online(Now now) {
    boolean wasOffline = comeback.isOffline();
    comeback.online();
    if (wasOffline) {
      listener.linkLost();
    }
    if (state == State.PAUSE) {
      open(now);
    }
  }

  /** The host says that there is no network: the socket is given up, and few tries are made. */
  void offline(Now now) {
    if (!stays || state == State.ENDED || comeback.isOffline()) {
      return;
    }
    comeback.offline();
    if (state == State.SESSION) {
      live.session().close(now.monoMs());
      drain(now);
    } else {
      pause(now, GatewayFault.CLOSED);
    }
  }

  /** Hands a packet over, with the fragment in it or {@link FragmentId#COVER}. */
  void forward(Now now, OutgoingPacket packet, FragmentId id) {
    if (ready) {
      live.forward(now.monoMs(), packet, id);
      drain(now);
    } else {
      dropped++;
      listener.forwardFailed(id);
    }
  }

  /** Ends socket and session; nothing is tried any more. */
  void close() {
    if (state == State.SESSION) {
      listener.closeSocket(socket);
    }
    search.close();
    state = State.ENDED;
    live = null;
    ready = false;
    if (registration != null) {
      registration.wipe();
    }
  }

  /** What to store so that the address outlives this client, or {@code null}. */
  StoredGateway stored() {
    if (registration == null || !registration.hasKey()) {
      return null;
    }
    return registration.stored(live == null ? 0 : live.session().lastTimestamp());
  }

  /** Frames and packets that were dropped on this way. */
  long dropped() {
    return dropped + (live == null ? 0 : live.dropped());
  }

  /** Whether this is the socket of the session that is up. */
  boolean isLive(int fromSocket) {
    return state == State.SESSION && fromSocket == live.socket();
  }

  private void proceed(Now now) {
    if (state == State.MEASURING && search.isDone()) {
      choose(now);
    }
  }

  private void choose(Now now) {
    Result<RoutingNode> choice = search.pick();
    if (choice.isFault()) {
      fail(search.failure(), choice.fault().explanation());
      return;
    }
    RoutingNode chosen = choice.value();
    adopt(now, Registration.with(chosen, config.requireTls()), chosen);
  }

  private void adopt(Now now, Registration next, RoutingNode listing) {
    if (registration != null) {
      registration.wipe();
    }
    registration = next;
    stays = stored != null;
    if (listing != null) {
      registration.listed(listing);
    }
    if (!registration.hasUrl()) {
      fail(ClientFault.NO_GATEWAY, "the stored gateway is not listed and its URL is not known");
      return;
    }
    listener.gatewayChosen(registration.gateway());
    open(now);
  }

  private void open(Now now) {
    socket++;
    state = State.SESSION;
    live =
        new LinkSession(now.monoMs(), socket, registration, secrets.identity(), entropy, listener);
  }

  private void drain(Now now) {
    LinkSession current = live;
    GatewayOutput out = current.next();
    while (out != null) {
      if (out instanceof GatewayOutput.Ended ended) {
        listener.closeSocket(socket);
        end(now, ended.fault(), ended.detail());
        return;
      }
      ready = true;
      stays = true;
      comeback.succeeded(now.monoMs());
      listener.linkReady();
      out = current == live ? current.next() : null;
    }
  }

  private void end(Now now, GatewayFault fault, String detail) {
    boolean hadKey = registration.hasKey();
    boolean wasUp = ready;
    dropped += live.dropped();
    registration.ended(live.session(), fault);
    live = null;
    ready = false;
    if (!stays && search.hasMore()) {
      choose(now);
      return;
    }
    if (!stays && registration.hasAnotherWay(fault)) {
      open(now);
      return;
    }
    if (wasUp && !comeback.isOffline()) {
      listener.linkLost();
    }
    if (stays && fault == GatewayFault.BANDWIDTH_REFUSED) {
      listener.bandwidthRefused(detail);
    }
    switch (stays ? comeback.after(fault, hadKey) : Comeback.Step.GIVE_UP) {
      case GIVE_UP -> fail(StartFaults.ofGateway(fault), StartFaults.explain(fault, detail));
      case AT_ONCE -> open(now);
      default -> pause(now, fault);
    }
  }

  private void pause(Now now, GatewayFault fault) {
    state = State.PAUSE;
    resumeMs = now.monoMs() + comeback.pauseMs(now.monoMs(), fault);
    if (comeback.isOffline()) {
      listener.linkOffline();
    }
  }

  private void fail(ClientFault fault, String detail) {
    state = State.ENDED;
    listener.linkFailed(fault, detail);
  }
}
