package org.peapod.traffic;

import java.util.ArrayDeque;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;

/**
 * The streams of one client. While they run, one packet leaves at every deadline of the main stream
 * and one at every deadline of the loop cover stream, whatever the application does; a real packet
 * takes the place of a cover packet of the main stream. Also the size of a packet is drawn before
 * anybody looks into the queue. Only a socket that does not keep up slows or stops them, which
 * whoever watches the line knows anyway.
 *
 * <p>The host calls {@link #timer} at {@link #deadlineMs()} and then drains {@link #poll()}.
 */
public final class TrafficController {
  /** When packets that should leave at once cannot, it is tried again after this. */
  static final double BLOCKED_RETRY_MS = 20;

  /**
   * Packets of one stream that leave in one turn: those that a late host missed beyond that are
   * left to the next turns, so that none of them takes long.
   */
  static final int LATE_BATCH = 4;

  private final TrafficConfig config;
  private final PoissonSchedule mainStream;
  private final PoissonSchedule loopCover;
  private final Backpressure pressure = new Backpressure();
  private final RoundTrips roundTrips = new RoundTrips();
  private final ArrayDeque<TrafficOutput> outputs = new ArrayDeque<>();
  private final TrafficCounters counters = new TrafficCounters();
  private final Outbox outbox;
  private final Departures departures;
  private boolean running;
  private int mainLeft;
  private int loopCoverLeft;
  private double blockedUntilMs = Double.NEGATIVE_INFINITY;

  /**
   * Streams that stand still until {@link #start}.
   *
   * @param config one that {@link TrafficConfig#check} finds nothing wrong with
   */
  public TrafficController(TrafficConfig config, PacketFactory factory, Entropy entropy) {
    TrafficConfigFault fault = config.check();
    if (fault != null) {
      throw new IllegalArgumentException(fault.explanation());
    }
    this.config = config;
    this.mainStream = new PoissonSchedule(config.streams().mainMeanMs(), entropy);
    this.loopCover = new PoissonSchedule(config.streams().loopCoverMeanMs(), entropy);
    this.outbox = new Outbox(config, factory, entropy, roundTrips, outputs, counters);
    this.departures =
        new Departures(
            new SizeDraw(config.sizes(), entropy),
            factory,
            pressure,
            roundTrips,
            outbox,
            outputs,
            counters);
  }

  /** Lets packets leave from now on, into a socket that is empty. */
  public void start(double nowMs) {
    running = true;
    blockedUntilMs = Double.NEGATIVE_INFINITY;
    pressure.reset(nowMs);
    roundTrips.reset();
    if (config.streams().mainPoisson()) {
      mainStream.start(nowMs);
    }
    if (config.streams().loopCover()) {
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
    double next = Math.min(mainStream.deadlineMs(), loopCover.deadlineMs());
    next = Math.min(next, outbox.deadlineMs());
    return sendsAtOnce() && departures.hasTurn() ? Math.min(next, blockedUntilMs) : next;
  }

  /**
   * Takes a message to an address; its packets leave one by one.
   *
   * @param number names the message in outputs; free again when the message has ended
   * @param message plain or repliable; its bytes are copied, once
   * @return the fault when it was not taken, else {@code null}
   */
  public TrafficFault enqueue(int number, ClientAddress recipient, NymMessage message) {
    TrafficFault refused = hold(number, recipient, message);
    if (refused == null) {
      release(number);
    }
    return refused;
  }

  /** Like {@link #enqueue}, but no packet of it leaves before {@link #release}. */
  public TrafficFault hold(int number, ClientAddress recipient, NymMessage message) {
    return outbox.hold(number, recipient, message);
  }

  /**
   * Takes a message of an earlier run. Its fragments are the same as then; those that are not
   * acknowledged leave after {@link #release}, unless an acknowledgement comes before. Of one that
   * is wholly acknowledged only the end is told.
   *
   * @param stored what {@link #queued} gave, also in a run with other settings
   * @return the fault when it was not taken, else {@code null}
   */
  public TrafficFault resume(QueuedMessage stored) {
    return outbox.resume(stored);
  }

  /**
   * Lets the packets of a held or resumed message leave from now on.
   *
   * @return false when no message is held under this number, or not any more
   */
  public boolean release(int number) {
    return outbox.release(number);
  }

  /** The message to an address that has this number and has not ended, or {@code null}. */
  public QueuedMessage queued(int number) {
    return outbox.queued(number);
  }

  /** All messages to addresses that have not ended, oldest first. */
  public List<QueuedMessage> queued() {
    return outbox.queued();
  }

  /**
   * Takes a message whose packets {@link #supply} brings, such as a reply: receipts, turns, timers
   * and limits are those of every message.
   *
   * @param number names the message in outputs; free again when the message has ended
   * @param size the size of its packets, as {@link #sizeOf} gives it
   * @param packets how many there will be
   * @param heldBytes what it holds in memory, for the limits
   * @return the fault when it was not taken, else {@code null}
   */
  public TrafficFault open(
      int number, MessageKind kind, PacketSize size, int packets, long heldBytes) {
    return outbox.open(number, kind, size, packets, heldBytes);
  }

  /**
   * Brings a packet of an opened message: one that is new, or one for which a renewal is wanted.
   *
   * @return false when nothing awaits it any more; the source is not used then
   */
  public boolean supply(int number, FragmentId id, PacketSource source) {
    return supply(number, id, source, 0);
  }

  /**
   * The same for a fragment that left before under another number, so that its acknowledgement is
   * awaited as long as that of any repetition.
   *
   * @param repeats how often it was sent again, this time included
   */
  public boolean supply(int number, FragmentId id, PacketSource source, int repeats) {
    return outbox.supply(number, id, source, repeats);
  }

  /**
   * Cancels a message: what has not left is dropped, what has left is not sent again. The outcome
   * is an output.
   *
   * @return false when there is no such message, or not any more
   */
  public boolean cancel(int number) {
    return outbox.cancel(number, true);
  }

  /** Like {@link #cancel}, without an output: for an owner who reports the end himself. */
  public boolean drop(int number) {
    return outbox.cancel(number, false);
  }

  /** The size in which a message of this serialized length travels (chapter 2, 4.6). */
  public PacketSize sizeOf(int serializedLen) {
    return config.sizes().choose(serializedLen);
  }

  /**
   * How much the host's socket has accepted and not sent yet; to be told before each {@link
   * #timer}, because a report holds until the next. A host that never tells is taken for one whose
   * socket is never full.
   */
  public void socketBuffered(double nowMs, double bytes) {
    pressure.report(nowMs, bytes);
  }

  /**
   * Does everything that is due; of many late packets some, and then {@link #deadlineMs()} is not
   * after now.
   *
   * @param topology the network now, or {@code null} when none is known: then nothing leaves
   */
  public void timer(double nowMs, Topology topology) {
    mainLeft = LATE_BATCH;
    loopCoverLeft = LATE_BATCH;
    between(nowMs, topology);
  }

  /**
   * The same between two turns, when something came from elsewhere: it brings no more late packets
   * than the last turn has left.
   */
  public void between(double nowMs, Topology topology) {
    pressure.step(nowMs);
    outbox.expire(nowMs);
    for (; mainLeft > 0 && mainStream.isDue(nowMs, pressure.multiplier()); mainLeft--) {
      departures.leaveMain(nowMs, topology);
    }
    for (; loopCoverLeft > 0 && loopCover.isDue(nowMs, 1); loopCoverLeft--) {
      departures.leaveLoopCover(nowMs, topology);
    }
    if (sendsAtOnce()) {
      boolean kept = !departures.leaveAtOnce(nowMs, topology);
      blockedUntilMs = kept ? nowMs + BLOCKED_RETRY_MS : Double.NEGATIVE_INFINITY;
    }
  }

  /** An acknowledgement came back; unknown and repeated ones are of no effect. */
  public void acknowledged(FragmentId id) {
    outbox.acknowledged(id);
  }

  /**
   * The packet with this fragment did not go out. It is sent again at the next place that it gets,
   * the first time; after that when its timer runs out.
   */
  public void forwardFailed(FragmentId id) {
    outbox.forwardFailed(id);
  }

  /**
   * The acknowledgement of a cover packet came back; timers follow how long it took.
   *
   * @param payload 21 bytes, as they came
   */
  public void coverAcknowledged(double nowMs, byte[] payload) {
    roundTrips.returned(nowMs, payload);
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
    return outbox.waiting();
  }

  /** Packets that have left and wait for their acknowledgement. */
  public int unacknowledged() {
    return outbox.unacknowledged();
  }

  /** Messages that have not ended. */
  public int messages() {
    return outbox.held().size();
  }

  /** The most messages that are held at a time, those of the SURBs included. */
  public int maxMessages() {
    return outbox.held().maxMessages();
  }

  /** Bytes of the messages that have not ended. */
  public long heldBytes() {
    return outbox.held().bytes();
  }

  /** The most bytes that are held at a time, those of the SURBs included. */
  public long maxHeldBytes() {
    return outbox.held().maxBytes();
  }

  /** How many times slower than configured the main stream is, because of the socket: 1 to 6. */
  public int slowdown() {
    return pressure.multiplier();
  }

  private boolean sendsAtOnce() {
    return running && !config.streams().mainPoisson();
  }
}
