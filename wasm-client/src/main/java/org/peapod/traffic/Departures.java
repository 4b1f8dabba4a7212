package org.peapod.traffic;

import java.util.ArrayDeque;
import org.peapod.bytes.Result;
import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;

/**
 * Fills one place in a stream: with a packet of a message if one has its turn, else with cover. The
 * size is drawn before anybody looks into the queue.
 */
final class Departures {
  /** Packets that leave in one call when the main stream is not Poisson, so that it returns. */
  static final int IMMEDIATE_BATCH = 32;

  private final SizeDraw sizes;
  private final PacketFactory factory;
  private final Backpressure pressure;
  private final Outbox outbox;
  private final ArrayDeque<TrafficOutput> outputs;
  private final TrafficCounters counters;
  private final RoundTrips roundTrips;

  Departures(
      SizeDraw sizes,
      PacketFactory factory,
      Backpressure pressure,
      RoundTrips roundTrips,
      Outbox outbox,
      ArrayDeque<TrafficOutput> outputs,
      TrafficCounters counters) {
    this.sizes = sizes;
    this.factory = factory;
    this.pressure = pressure;
    this.roundTrips = roundTrips;
    this.outbox = outbox;
    this.outputs = outputs;
    this.counters = counters;
  }

  /** Whether a packet of a message has its turn. */
  boolean hasTurn() {
    return outbox.hasTurn(SizeConfig.PRIMARY) || outbox.hasTurn(sizes.secondary());
  }

  /** A place in the main stream. */
  void leaveMain(double nowMs, Topology topology) {
    PacketSize size = sizes.next();
    if (isBlocked(topology)) {
      return;
    }
    PendingFragment fragment = outbox.take(size);
    if (fragment == null || !leaveReal(nowMs, topology, fragment)) {
      leaveCover(nowMs, topology, size);
    }
  }

  /** A place in the loop cover stream. */
  void leaveLoopCover(double nowMs, Topology topology) {
    leaveCover(nowMs, topology, sizes.next());
  }

  /** Lets leave what has its turn, a batch at most; false when something keeps it. */
  boolean leaveAtOnce(double nowMs, Topology topology) {
    for (int i = 0; i < IMMEDIATE_BATCH && hasTurn(); i++) {
      if (isBlocked(topology)) {
        return false;
      }
      PendingFragment next = outbox.take(sizes.next());
      if (next != null) {
        leaveReal(nowMs, topology, next);
      }
    }
    return true;
  }

  private boolean leaveReal(double nowMs, Topology topology, PendingFragment fragment) {
    Result<OutgoingPacket> built = fragment.source().packet(topology);
    if (built.isFault()) {
      outbox.notBuilt(nowMs, fragment, built.fault());
      return false;
    }
    leave(built.value(), fragment.id());
    outbox.left(nowMs, fragment, built.value().expectedDelayMs());
    return true;
  }

  private void leaveCover(double nowMs, Topology topology, PacketSize size) {
    if (isBlocked(topology)) {
      return;
    }
    Result<CoverPacket> built = factory.cover(topology, size);
    if (built.isFault()) {
      counters.coverSkipped++;
      return;
    }
    counters.cover++;
    leave(built.value().packet(), FragmentId.COVER);
    roundTrips.left(nowMs, built.value());
  }

  private void leave(OutgoingPacket packet, FragmentId id) {
    pressure.added(packet);
    outputs.add(new TrafficOutput.Packet(packet, id));
  }

  /** Counts a place in a stream that stays empty because of the socket. */
  private boolean isBlocked(Topology topology) {
    if (topology == null) {
      return true;
    }
    if (pressure.isFull()) {
      counters.heldBack++;
      return true;
    }
    return false;
  }
}
