package org.peapod.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.gateway.ForwardRequest;
import org.peapod.mixnet.node.PacketObserver;

/** Notes when clients hand packets to their gateways: what a gateway sees of its clients. */
final class FrameRecorder implements PacketObserver {
  /**
   * The frames of some time.
   *
   * @param atMs when each came, in their order
   * @param lengthMs how long the time was, from the first of them
   */
  record Frames(List<Double> atMs, double lengthMs) {
    /** How many came in a second, on average; the first one only begins the time. */
    double perSecond() {
      return (atMs.size() - 1) * 1000 / lengthMs;
    }

    /** The share of equal parts of the time in which none came. */
    double emptyShare(double partMs) {
      int parts = (int) (lengthMs / partMs);
      boolean[] isFilled = new boolean[parts + 1];
      for (double at : atMs) {
        isFilled[(int) ((at - atMs.get(0)) / partMs)] = true;
      }
      int empty = 0;
      for (int part = 0; part < parts; part++) {
        empty += isFilled[part] ? 0 : 1;
      }
      return (double) empty / parts;
    }

    @Override
    public String toString() {
      return String.format(
          "%.2f frames a second over %.0f s, none in %.2f %% of its half seconds",
          perSecond(), lengthMs / 1000, 100 * emptyShare(500));
    }
  }

  private final List<Double> atMs = new ArrayList<>();
  private CompletableFuture<Frames> recorded = new CompletableFuture<>();
  private double lengthMs;

  /** The frames of this time, which begins with the next one; in place of what went before. */
  synchronized CompletableFuture<Frames> record(double ms) {
    atMs.clear();
    recorded = new CompletableFuture<>();
    lengthMs = ms;
    return recorded;
  }

  @Override
  public synchronized void entered(
      double monoMs, NodeAddress gateway, byte[] client, byte[] frame, ForwardRequest request) {
    if (recorded.isDone()) {
      return;
    }
    if (!atMs.isEmpty() && monoMs >= atMs.get(0) + lengthMs) {
      recorded.complete(new Frames(List.copyOf(atMs), lengthMs));
    } else {
      atMs.add(monoMs);
    }
  }

  @Override
  public void packetIn(double monoMs, NodeAddress node, int framedLen) {
    // Only what clients send counts.
  }

  @Override
  public void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen) {
    // As above.
  }

  @Override
  public void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored) {
    // As above.
  }

  @Override
  public void dropped(double monoMs, NodeAddress node, Fault reason) {
    // As above.
  }
}
