package org.peapod.traffic;

import java.util.ArrayDeque;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;

/**
 * The streams of one client. While they run, one packet leaves at every deadline of the main stream
 * and one at every deadline of the loop cover stream, whatever the application does; a real packet
 * takes the place of a cover packet of the main stream.
 *
 * <p>The host calls {@link #timer} at {@link #deadlineMs()} and then drains {@link #poll()}.
 */
public final class TrafficController {
  /** A packet is sent again at most this often; at the default delays that is about 160 s. */
  public static final int MAX_REPEATS = 100;

  /** Packets that leave in one call when the main stream is not Poisson, so that it returns. */
  static final int IMMEDIATE_BATCH = 32;

  private final TrafficConfig config;
  private final PacketFactory factory;
  private final Entropy entropy;
  private final PoissonSchedule mainStream;
  private final PoissonSchedule loopCover;
  private final SendQueue queue = new SendQueue();
  private final AckTable acks;
  private final ArrayDeque<TrafficOutput> outputs = new ArrayDeque<>();
  private final TrafficCounters counters = new TrafficCounters();
  private boolean running;
  private int heldMessages;
  private long heldBytes;

  /** Streams that stand still until {@link #start}. */
  public TrafficController(TrafficConfig config, PacketFactory factory, Entropy entropy) {
    this.config = config;
    this.factory = factory;
    this.entropy = entropy;
    this.mainStream = new PoissonSchedule(config.mainStreamMeanMs(), entropy);
    this.loopCover = new PoissonSchedule(config.loopCoverMeanMs(), entropy);
    this.acks = new AckTable(config.limits().unacknowledged());
  }

  /** Lets packets leave from now on. */
  public void start(double nowMs) {
    running = true;
    if (config.mainStreamPoisson()) {
      mainStream.start(nowMs);
    }
    if (config.loopCover()) {
      loopCover.start(nowMs);
    }
  }

  /** Lets no packet leave; messages and timers stay, for {@link #start} to go on with. */
  public void pause() {
    running = false;
    mainStream.stop();
    loopCover.stop();
  }

  /** When {@link #timer} is wanted next, on the monotonic clock; positive infinity if never. */
  public double deadlineMs() {
    double streams = Math.min(mainStream.deadlineMs(), loopCover.deadlineMs());
    if (running && !config.mainStreamPoisson() && mayLeaveNow()) {
      return Double.NEGATIVE_INFINITY;
    }
    return Math.min(streams, acks.deadlineMs());
  }

  /**
   * Takes a plain message; its fragments leave one by one.
   *
   * @return the fault when it was not taken, else {@code null}
   */
  public TrafficFault enqueue(int number, ClientAddress recipient, byte[] data) {
    PacketSize size = PacketSize.REGULAR;
    TrafficLimits limits = config.limits();
    if (data.length > limits.bytes()) {
      return TrafficFault.MESSAGE_TOO_LARGE;
    }
    if (heldMessages >= limits.messages()) {
      return TrafficFault.TOO_MANY_MESSAGES;
    }
    if (heldBytes + data.length > limits.bytes()) {
      return TrafficFault.TOO_MANY_BYTES;
    }
    int fragmentLen = MessageSizes.of(size).fragmentLen();
    byte[] padded = MessagePadding.pad(new NymMessage.Plain(data), fragmentLen);
    Fragmenter fragments = new Fragmenter(padded, fragmentLen, entropy);
    queue.add(new OutgoingMessage(number, recipient, size, fragments, data.length));
    heldMessages++;
    heldBytes += data.length;
    return null;
  }

  /**
   * Does everything that is due.
   *
   * @param topology the network now, or {@code null} when none is known: then nothing leaves
   */
  public void timer(double nowMs, Topology topology) {
    for (PendingAck due = acks.takeExpired(nowMs); due != null; due = acks.takeExpired(nowMs)) {
      repeatLater(due);
    }
    while (mainStream.isDue(nowMs)) {
      leave(nowMs, topology, true);
    }
    while (loopCover.isDue(nowMs)) {
      leaveCover(topology);
    }
    if (running && !config.mainStreamPoisson()) {
      for (int i = 0; i < IMMEDIATE_BATCH && mayLeaveNow(); i++) {
        leave(nowMs, topology, false);
      }
    }
  }

  /** An acknowledgement came back; unknown and repeated ones are of no effect. */
  public void acknowledged(FragmentId id) {
    PendingAck pending = acks.acknowledge(id);
    if (pending == null) {
      return;
    }
    OutgoingMessage message = pending.message();
    message.hasBeenAcknowledged();
    if (message.isAcknowledged()) {
      release(message);
      outputs.add(new TrafficOutput.MessageAcknowledged(message.number()));
    }
  }

  /** The next output, or {@code null}. */
  public TrafficOutput poll() {
    return outputs.poll();
  }

  /** The counters of these streams. */
  public TrafficCounters counters() {
    return counters;
  }

  /** Packets that wait to leave. */
  public int waiting() {
    return queue.waiting();
  }

  /** Packets that have left and wait for their acknowledgement. */
  public int unacknowledged() {
    return acks.size();
  }

  private boolean mayLeaveNow() {
    return queue.hasTurn(!acks.isFull());
  }

  private void repeatLater(PendingAck pending) {
    if (pending.isDone()) {
      return;
    }
    if (pending.countRepeat() > MAX_REPEATS) {
      giveUp(pending.message(), TrafficFault.NOT_ACKNOWLEDGED);
    } else {
      queue.addAgain(pending);
    }
  }

  private void leave(double nowMs, Topology topology, boolean coverInstead) {
    if (topology == null) {
      return;
    }
    SendQueue.Turn turn = queue.take(!acks.isFull());
    if (turn == null) {
      if (coverInstead) {
        leaveCover(topology);
      }
      return;
    }
    OutgoingMessage message = turn.message();
    Result<OutgoingPacket> built =
        factory.fragment(
            topology,
            message.fragment(turn.index()),
            message.id(turn.index()),
            message.recipient(),
            message.size());
    if (built.isOk()) {
      leaveReal(nowMs, turn, built.value());
      return;
    }
    giveUp(message, TrafficFault.NO_ROUTE);
    if (coverInstead) {
      leaveCover(topology);
    }
  }

  private void leaveReal(double nowMs, SendQueue.Turn turn, OutgoingPacket packet) {
    OutgoingMessage message = turn.message();
    counters.real++;
    outputs.add(new TrafficOutput.Packet(packet, true));
    PendingAck pending = turn.again();
    if (pending == null) {
      pending = acks.add(message, turn.index());
      message.hasLeft();
      if (message.hasAllLeft()) {
        counters.messages++;
        outputs.add(new TrafficOutput.MessageSent(message.number()));
      }
    } else {
      counters.repeated++;
    }
    acks.startTimer(pending, nowMs, packet.expectedDelayMs());
  }

  private void leaveCover(Topology topology) {
    if (topology == null) {
      return;
    }
    Result<OutgoingPacket> built = factory.cover(topology, PacketSize.REGULAR);
    if (built.isFault()) {
      counters.coverSkipped++;
      return;
    }
    counters.cover++;
    outputs.add(new TrafficOutput.Packet(built.value(), false));
  }

  private void giveUp(OutgoingMessage message, TrafficFault fault) {
    if (message.hasFailed()) {
      return;
    }
    message.fail();
    queue.remove(message);
    acks.forget(message);
    release(message);
    outputs.add(new TrafficOutput.MessageFailed(message.number(), fault));
  }

  private void release(OutgoingMessage message) {
    heldMessages--;
    heldBytes -= message.heldBytes();
  }
}
