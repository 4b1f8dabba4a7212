package org.peapod.mixnet.node;

import java.util.ArrayDeque;
import java.util.List;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.gateway.ForwardRequest;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.sphinx.SphinxFault;
import org.peapod.sphinx.SphinxNode;
import org.peapod.sphinx.Unwrapped;

/**
 * Takes off one layer of each packet, holds it for the time that the sender chose, and sends it on
 * (chapter 1, section 9). What breaks a rule is dropped in silence and counted.
 *
 * <p>Packets that end here go to {@link FinalHop}, which a gateway supplies.
 */
public final class MixNode {
  /** A longer delay is cut to this. */
  public static final double MAX_DELAY_MS = 10_000;

  /** Packets that may wait at a time. */
  public static final int DELAY_QUEUE_LIMIT = 16_384;

  private static final double NANOS_PER_MS = 1e6;

  /** Takes what ends at a node. */
  interface FinalHop {
    /** One fully unwrapped payload and the packet that carried it. */
    void accept(double monoMs, Unwrapped.Final payload, FramedPacket carrier);
  }

  private final NodeAddress address;
  private final SphinxKeyRing keys;
  private final PacketObserver observer;
  private final DelayQueue waiting = new DelayQueue(DELAY_QUEUE_LIMIT);
  private final ArrayDeque<NodeOutput> outputs = new ArrayDeque<>();
  private final DropCounts drops = new DropCounts();
  private FinalHop finalHop;
  private boolean down;
  private long received;
  private long forwarded;

  /**
   * A node at an address.
   *
   * @param observer sees every packet, or {@code null}
   */
  public MixNode(NodeAddress address, SphinxKeyRing keys, PacketObserver observer) {
    this.address = address;
    this.keys = keys;
    this.observer = observer;
  }

  /** Makes this node a place where packets may end. */
  void serveClients(FinalHop hop) {
    this.finalHop = hop;
  }

  /** Where other nodes send packets for this one. */
  public NodeAddress address() {
    return address;
  }

  /** The 32-byte key to be listed in the directory. */
  public byte[] sphinxKey() {
    return keys.currentPublicKey();
  }

  /** An epoch began. */
  public void epochBegan(Epoch epoch) {
    keys.advance(epoch);
  }

  /** A framed packet came in from another node. */
  public void packet(double monoMs, byte[] framed) {
    if (down) {
      drop(monoMs, DropReason.NODE_DOWN);
      return;
    }
    received++;
    if (observer != null) {
      observer.packetIn(monoMs, address, framed.length);
    }
    Result<FramedPacket> parsed = FramedPacket.parse(framed);
    if (parsed.isFault()) {
      drop(monoMs, parsed.fault());
      return;
    }
    FramedPacket packet = parsed.value();
    Result<Unwrapped> unwrapped = unwrap(packet);
    if (unwrapped.isFault()) {
      drop(monoMs, unwrapped.fault());
    } else {
      proceed(monoMs, packet, unwrapped.value());
    }
  }

  /** The process ends: what waits is gone, and what arrives is lost until {@link #restart}. */
  public void crash() {
    waiting.clear();
    down = true;
  }

  /** The process is back, with the keys that it had. */
  public void restart() {
    down = false;
  }

  /** Packets that wait for their time now. */
  public int waitingPackets() {
    return waiting.size();
  }

  boolean isDown() {
    return down;
  }

  /** Time passed: sends what is due. */
  public void wake(double monoMs) {
    DelayQueue.Waiting due = waiting.pollDue(monoMs);
    while (due != null) {
      send(monoMs, due.to(), due.packet());
      due = waiting.pollDue(monoMs);
    }
  }

  /** When {@link #wake} is needed next; positive infinity for not at all. */
  public double deadlineMs() {
    return waiting.nextDueMs();
  }

  /** The next output, or {@code null}. */
  public NodeOutput poll() {
    return outputs.poll();
  }

  /** Packets that came in from other nodes. */
  public long received() {
    return received;
  }

  /** Packets sent to other nodes, those of own clients included. */
  public long forwarded() {
    return forwarded;
  }

  /** What was dropped and why. */
  public DropCounts drops() {
    return drops;
  }

  /** Sends a client's packet to its first hop. */
  void enter(
      double monoMs, byte[] client, byte[] frame, NodeAddress firstHop, ForwardRequest request) {
    if (observer != null) {
      observer.entered(monoMs, address, client, frame, request);
    }
    send(monoMs, firstHop, new FramedPacket(request.rotationLabel(), request.packet()));
  }

  /** Sends a packet on at once. */
  void send(double monoMs, NodeAddress to, FramedPacket packet) {
    byte[] framed = packet.toBytes();
    forwarded++;
    if (observer != null) {
      observer.packetOut(monoMs, address, to, framed.length);
    }
    outputs.add(new NodeOutput.SendPacket(address, to, framed));
  }

  /** Adds an output of the gateway around this node, so that all leave in order. */
  void output(NodeOutput output) {
    outputs.add(output);
  }

  /** Counts and shows a drop. */
  void drop(double monoMs, Fault reason) {
    drops.count(reason);
    if (observer != null) {
      observer.dropped(monoMs, address, reason);
    }
  }

  private void proceed(double monoMs, FramedPacket packet, Unwrapped layer) {
    if (observer != null) {
      observer.unwrapped(monoMs, address, packet.rotationLabel(), packet.packet(), layer);
    }
    if (layer instanceof Unwrapped.Forward forward) {
      hold(monoMs, forward, packet.rotationLabel());
    } else if (layer instanceof Unwrapped.Final last) {
      end(monoMs, last, packet);
    }
  }

  private Result<Unwrapped> unwrap(FramedPacket packet) {
    List<RotationKey> candidates = keys.candidates(packet.rotationLabel());
    Result<Unwrapped> result = Result.fault(DropReason.EXPIRED_KEY);
    for (RotationKey key : candidates) {
      result = SphinxNode.unwrap(key.secret(), packet.packet());
      if (result.isOk()) {
        boolean fresh = key.replays().add(result.value().replayTag());
        return fresh ? result : Result.fault(DropReason.REPLAYED);
      }
      if (result.fault() != SphinxFault.WRONG_MAC) {
        return result;
      }
    }
    return result;
  }

  private void hold(double monoMs, Unwrapped.Forward forward, int rotationLabel) {
    Result<NodeAddress> next = NodeAddress.fromBytes(forward.nextAddress(), 0);
    if (next.isFault()) {
      drop(monoMs, DropReason.BAD_NEXT_HOP);
      return;
    }
    FramedPacket packet = new FramedPacket(rotationLabel, forward.packet());
    double delayMs = delayMs(forward.delayNanos());
    if (delayMs == 0) {
      send(monoMs, next.value(), packet);
    } else if (!waiting.add(monoMs + delayMs, next.value(), packet)) {
      drop(monoMs, DropReason.DELAY_QUEUE_FULL);
    }
  }

  private void end(double monoMs, Unwrapped.Final last, FramedPacket carrier) {
    if (finalHop == null) {
      drop(monoMs, DropReason.NOT_A_GATEWAY);
    } else {
      finalHop.accept(monoMs, last, carrier);
    }
  }

  /** An unsigned count of nanoseconds as milliseconds, cut to the longest delay allowed. */
  private static double delayMs(long nanos) {
    return nanos < 0 ? MAX_DELAY_MS : Math.min(MAX_DELAY_MS, nanos / NANOS_PER_MS);
  }
}
