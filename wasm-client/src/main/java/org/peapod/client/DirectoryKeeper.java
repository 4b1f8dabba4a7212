package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.crypto.Entropy;
import org.peapod.topology.DirectoryOutput;
import org.peapod.topology.DirectorySession;
import org.peapod.topology.EpochCalendar;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyAlarm;
import org.peapod.topology.TopologyFault;
import org.peapod.topology.TopologyWatch;

/**
 * Holds the newest topology and renews it (chapter 4, 4.5): at a fixed gap, and soon after each
 * epoch's start, since then layers and keys change.
 *
 * <p>A refresh that fails is tried again after growing pauses and leaves the topology in place
 * until the keys in it are surely gone: nodes take the key of a rotation for one epoch into the
 * next (4.8). The stock client counts 10 failures instead, which throws away a topology that is
 * good for a day, or keeps one past its keys.
 */
final class DirectoryKeeper {
  /** The first pause after a refresh that failed; the longest is the gap between refreshes. */
  static final double FIRST_RETRY_MS = 5_000;

  /** Earliest moment after an epoch's start: the directory itself has to notice first. */
  static final double EPOCH_SETTLES_MS = 5_000;

  /** Refreshes are spread over this time after an epoch's start, a tenth of it at most. */
  static final double EPOCH_SPREAD_MS = 120_000;

  /** What the keeper tells its client. */
  interface Listener {
    /** A document is wanted. */
    void fetch(int request, String url, double timeoutMs);

    /** There is a topology, the first one or a newer one. */
    void topologyChanged();

    /** A refresh failed; {@link DirectoryKeeper#topology()} tells whether one is left. */
    void refreshFailed(TopologyFault fault, String detail);

    /** The topology in use looks wrong. */
    void topologyAlarm(TopologyAlarm alarm);
  }

  private final List<String> baseUrls;
  private final TopologySettings settings;
  private final Entropy entropy;
  private final ServerClock clock;
  private final Listener listener;
  private final Backoff backoff;
  private DirectorySession session;
  private int firstUrl;
  private int nextRequest = 1;
  private double nextRefreshMs = Double.POSITIVE_INFINITY;
  private double keysGoneMs = Double.POSITIVE_INFINITY;
  private boolean failing;
  private boolean injected;

  /** The last one that a directory gave; epochs before it are refused. */
  private Topology fromDirectory;

  private Topology topology;
  private KeyRotationInfo rotation;
  private List<RoutingNode> entryGateways = new ArrayList<>();
  private long alarms;

  DirectoryKeeper(ClientConfig config, Entropy entropy, ServerClock clock, Listener listener) {
    this.baseUrls = config.nymApiUrls();
    this.settings = config.topology();
    this.entropy = entropy;
    this.clock = clock;
    this.listener = listener;
    double longestMs = Math.max(settings.refreshMs(), FIRST_RETRY_MS);
    this.backoff = new Backoff(entropy, FIRST_RETRY_MS, longestMs);
  }

  /** Asks a directory, unless the topology is injected: then that one is announced. */
  void begin(Now now) {
    nextRefreshMs = Double.POSITIVE_INFINITY;
    if (injected) {
      listener.topologyChanged();
      return;
    }
    if (baseUrls.isEmpty()) {
      listener.refreshFailed(TopologyFault.NO_DIRECTORY, "nymApi is an empty list");
      return;
    }
    long heldEpoch = fromDirectory == null ? -1 : fromDirectory.absoluteEpochId();
    session = new DirectorySession(urlsInTurn(), settings.filter(), heldEpoch, nextRequest);
    session.begin(now.monoMs());
    drain(now);
  }

  void response(Now now, int request, int status, byte[] body) {
    if (session != null) {
      session.response(now.monoMs(), request, status, body);
      drain(now);
    }
  }

  void timer(Now now) {
    if (keysGoneMs <= now.monoMs()) {
      keysGoneMs = Double.POSITIVE_INFINITY;
      topology = null;
      fromDirectory = null;
      // Not at once: a directory that lags by a rotation would be asked without pause.
      nextRefreshMs = Math.min(nextRefreshMs, now.monoMs() + FIRST_RETRY_MS);
    }
    if (session != null) {
      session.timer(now.monoMs());
      drain(now);
    } else if (nextRefreshMs <= now.monoMs()) {
      begin(now);
    }
  }

  double deadlineMs() {
    return Math.min(keysGoneMs, session == null ? nextRefreshMs : session.deadlineMs());
  }

  /** The machine is online again: a refresh that failed is tried now. */
  void online(Now now) {
    if (failing && session == null && !injected) {
      backoff.reset();
      begin(now);
    }
  }

  /**
   * From now on this topology is used and no directory is asked, until {@link #release}. What is
   * wrong with it, or {@code null}: a topology that no route can be made from is refused.
   */
  TopologyFault inject(Topology given) {
    TopologyFault unusable = given.unusableBecause();
    if (unusable == null) {
      injected = true;
      session = null;
      nextRefreshMs = Double.POSITIVE_INFINITY;
      keysGoneMs = Double.POSITIVE_INFINITY;
      topology = given;
      entryGateways = given.gateways();
      listener.topologyChanged();
    }
    return unusable;
  }

  /**
   * Goes back to asking directories; the injected topology stays until one has answered. What
   * forbids it, or {@code null}.
   */
  TopologyFault release(Now now) {
    if (baseUrls.isEmpty()) {
      return TopologyFault.NO_DIRECTORY;
    }
    if (injected) {
      injected = false;
      begin(now);
    }
    return null;
  }

  /** The newest topology, or {@code null} when there is none or its keys are gone. */
  Topology topology() {
    return topology;
  }

  /** When keys change, from the newest answer; {@code null} before the first. */
  KeyRotationInfo rotation() {
    return rotation;
  }

  /** The gateways that a client may connect to, from the newest answer. */
  List<RoutingNode> entryGateways() {
    return entryGateways;
  }

  /** How often a topology looked wrong. */
  long alarms() {
    return alarms;
  }

  /** The base URLs, beginning with the one that worked last. */
  private List<String> urlsInTurn() {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < baseUrls.size(); i++) {
      out.add(baseUrls.get((firstUrl + i) % baseUrls.size()));
    }
    return out;
  }

  private void drain(Now now) {
    DirectorySession current = session;
    for (DirectoryOutput out = current.poll(); out != null; out = current.poll()) {
      if (out instanceof DirectoryOutput.Fetch fetch) {
        nextRequest = current.nextRequest();
        listener.fetch(fetch.request(), fetch.url(), fetch.timeoutMs());
      } else if (out instanceof DirectoryOutput.Ready ready) {
        firstUrl = (firstUrl + current.baseIndex()) % baseUrls.size();
        finish(now, ready);
      } else if (out instanceof DirectoryOutput.Failed failed) {
        fail(now, failed);
      }
    }
  }

  private void finish(Now now, DirectoryOutput.Ready ready) {
    session = null;
    failing = false;
    backoff.reset();
    Topology before = fromDirectory;
    topology = ready.topology();
    fromDirectory = topology;
    rotation = ready.info();
    entryGateways = ready.entryGateways();
    clock.directoryData(now, topology.metadata().refreshedAt().unixMs());
    EpochCalendar calendar = new EpochCalendar(rotation, topology, now.monoMs(), clock.wallMs(now));
    keysGoneMs = calendar.keysGoneMs();
    nextRefreshMs = nextRefreshMs(now.monoMs(), calendar.nextEpochMs());
    for (TopologyAlarm alarm : TopologyWatch.alarms(before, topology, rotation)) {
      alarms++;
      listener.topologyAlarm(alarm);
    }
    listener.topologyChanged();
  }

  private double nextRefreshMs(double nowMs, double nextEpochMs) {
    if (!settings.refreshing()) {
      return Double.POSITIVE_INFINITY;
    }
    double spreadMs = Math.min(EPOCH_SPREAD_MS, rotation.epochMs() / 10);
    double afterEpochMs =
        nextEpochMs + Math.min(EPOCH_SETTLES_MS, spreadMs) + spreadMs * entropy.unit();
    return Math.min(nowMs + settings.refreshMs(), afterEpochMs);
  }

  private void fail(Now now, DirectoryOutput.Failed failed) {
    session = null;
    failing = true;
    nextRefreshMs = now.monoMs() + backoff.next();
    listener.refreshFailed(failed.fault(), failed.detail());
  }
}
