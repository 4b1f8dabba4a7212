package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.topology.DirectoryOutput;
import org.peapod.topology.DirectorySession;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyFault;
import org.peapod.topology.TopologyFilter;

/**
 * Holds the newest topology and renews it (chapter 4, 4.5). A refresh that fails leaves the old one
 * in place for {@link #MAX_FAILURES} times, because node keys outlive their rotation by an epoch.
 */
final class DirectoryKeeper {
  /** Gap between refreshes. */
  static final double REFRESH_MS = 300_000;

  /** Failed refreshes in a row that are survived. */
  static final int MAX_FAILURES = 10;

  /** What the keeper tells its client. */
  interface Listener {
    /** A document is wanted. */
    void fetch(int request, String url, double timeoutMs);

    /** There is a topology, the first one or a newer one. */
    void topologyChanged();

    /** A refresh failed; {@link DirectoryKeeper#topology()} tells whether one is left. */
    void refreshFailed(TopologyFault fault, String detail);
  }

  private final List<String> baseUrls;
  private final Listener listener;
  private DirectorySession session;
  private int nextRequest = 1;
  private double nextRefreshMs = Double.POSITIVE_INFINITY;
  private int failures;
  private Topology topology;
  private List<RoutingNode> entryGateways = new ArrayList<>();

  DirectoryKeeper(List<String> baseUrls, Listener listener) {
    this.baseUrls = baseUrls;
    this.listener = listener;
  }

  void begin(double nowMs) {
    long heldEpoch = topology == null ? -1 : topology.absoluteEpochId();
    nextRefreshMs = Double.POSITIVE_INFINITY;
    session = new DirectorySession(baseUrls, TopologyFilter.DEFAULT, heldEpoch, nextRequest);
    session.begin(nowMs);
    drain(nowMs);
  }

  void response(double nowMs, int request, int status, byte[] body) {
    if (session != null) {
      session.response(nowMs, request, status, body);
      drain(nowMs);
    }
  }

  void timer(double nowMs) {
    if (session != null) {
      session.timer(nowMs);
      drain(nowMs);
    } else if (nextRefreshMs <= nowMs) {
      begin(nowMs);
    }
  }

  double deadlineMs() {
    return session == null ? nextRefreshMs : session.deadlineMs();
  }

  /** The newest topology, or {@code null} when there is none or it is too old to use. */
  Topology topology() {
    return topology;
  }

  /** The gateways that a client may connect to, from the newest answer. */
  List<RoutingNode> entryGateways() {
    return entryGateways;
  }

  private void drain(double nowMs) {
    DirectorySession current = session;
    for (DirectoryOutput out = current.poll(); out != null; out = current.poll()) {
      if (out instanceof DirectoryOutput.Fetch fetch) {
        nextRequest = current.nextRequest();
        listener.fetch(fetch.request(), fetch.url(), fetch.timeoutMs());
      } else if (out instanceof DirectoryOutput.Ready ready) {
        finish(nowMs, ready);
      } else if (out instanceof DirectoryOutput.Failed failed) {
        fail(nowMs, failed);
      }
    }
  }

  private void finish(double nowMs, DirectoryOutput.Ready ready) {
    session = null;
    failures = 0;
    topology = ready.topology();
    entryGateways = ready.entryGateways();
    nextRefreshMs = nowMs + REFRESH_MS;
    listener.topologyChanged();
  }

  private void fail(double nowMs, DirectoryOutput.Failed failed) {
    session = null;
    failures++;
    if (failures > MAX_FAILURES) {
      topology = null;
    }
    nextRefreshMs = nowMs + REFRESH_MS;
    listener.refreshFailed(failed.fault(), failed.detail());
  }
}
