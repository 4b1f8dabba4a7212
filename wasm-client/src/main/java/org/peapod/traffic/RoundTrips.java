package org.peapod.traffic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * How much longer packets and their acknowledgements are under way than their mixing delays tell,
 * because the network is slow or this machine is busy: smoothed, with its variation, as RFC 6298
 * smooths round trips.
 *
 * <p>It is measured on our own cover packets. They return to us whatever the application does, each
 * acknowledgement names its packet even if others were lost, and no recipient has a part in it: if
 * one could slow our timers by answering late, another could see it in our packets and know that
 * both hear the same client. That a single recipient's gateway is slow is left to the back-off of
 * its fragments.
 */
final class RoundTrips {
  /** At most one cover packet in so much time is measured. */
  static final double PROBE_GAP_MS = 1000;

  /** Nothing longer is measured or waited for. */
  static final double MAX_EXCESS_MS = 60_000;

  private static final double GAIN = 1.0 / 8;
  private static final double VARIATION_GAIN = 1.0 / 4;
  private static final int VARIATIONS = 4;

  /** A cover packet whose acknowledgement is awaited. */
  private record Probe(byte[] ack, double leftMs, double expectedMs) {}

  /** Oldest first; with the gap and the longest time between them not more than 60. */
  private final ArrayDeque<Probe> probes = new ArrayDeque<>();

  private double lastProbeMs = Double.NEGATIVE_INFINITY;
  private boolean measured;
  private double smoothedMs;
  private double variationMs;

  /** A new socket: what was under way on the old one comes late for another reason. */
  void reset() {
    probes.clear();
  }

  /** A cover packet leaves now. */
  void left(double nowMs, CoverPacket cover) {
    if (nowMs < lastProbeMs + PROBE_GAP_MS) {
      return;
    }
    lastProbeMs = nowMs;
    while (!probes.isEmpty() && probes.peek().leftMs() + MAX_EXCESS_MS <= nowMs) {
      probes.poll();
    }
    probes.add(new Probe(cover.ack(), nowMs, cover.packet().expectedDelayMs()));
  }

  /** The acknowledgement of a cover packet came; most are not of a packet that is measured. */
  void returned(double nowMs, byte[] ack) {
    Iterator<Probe> open = probes.iterator();
    while (open.hasNext()) {
      Probe probe = open.next();
      if (Arrays.equals(probe.ack(), ack)) {
        open.remove();
        double excessMs = nowMs - probe.leftMs() - probe.expectedMs();
        measure(Math.max(0, Math.min(excessMs, MAX_EXCESS_MS)));
        return;
      }
    }
  }

  /**
   * How much to wait on top of the expected delays: never less than configured, and more only where
   * the measured excess and what it varies by come near to it.
   */
  double additionMs(double configuredMs) {
    if (!measured) {
      return configuredMs;
    }
    double margin = Math.max(VARIATIONS * variationMs, configuredMs / 2);
    return Math.max(configuredMs, Math.min(smoothedMs + margin, MAX_EXCESS_MS));
  }

  /** Packets that are being measured. */
  int probes() {
    return probes.size();
  }

  private void measure(double excessMs) {
    if (!measured) {
      measured = true;
      smoothedMs = excessMs;
      variationMs = excessMs / 2;
      return;
    }
    variationMs += VARIATION_GAIN * (Math.abs(excessMs - smoothedMs) - variationMs);
    smoothedMs += GAIN * (excessMs - smoothedMs);
  }
}
