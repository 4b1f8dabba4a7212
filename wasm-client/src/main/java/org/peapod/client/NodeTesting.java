package org.peapod.client;

import java.util.ArrayDeque;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.nodetest.NodeTest;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.nodetest.TestPacket;
import org.peapod.topology.Topology;
import org.peapod.traffic.MessageKind;
import org.peapod.traffic.PacketFactory;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficFault;
import org.peapod.traffic.TrafficOutput;

/**
 * Where tests of nodes meet the streams: one test at a time, and of it one packet in the queue at a
 * time. The main stream sends that packet in the place of a cover packet, in turn with messages, so
 * a test changes neither how many packets leave nor when. A packet that has left is forgotten by
 * the streams: one that is lost must count against the node and not be sent again.
 */
final class NodeTesting {
  /** The streams' number of the packet in the queue; replies use those from −1 down to above it. */
  static final int STREAM_NUMBER = Integer.MIN_VALUE;

  /** Ended tests whose late packets are still known, so that they are not taken for messages. */
  static final int ENDED_KEPT = 4;

  private final ClientAddress self;
  private final PacketFactory factory;
  private final TrafficController traffic;
  private final Entropy entropy;
  private final ArrayDeque<ClientOutput> outputs;
  private final ArrayDeque<NodeTest> ended = new ArrayDeque<>();
  private NodeTest running;
  private int number;

  NodeTesting(
      ClientAddress self,
      PacketFactory factory,
      TrafficController traffic,
      Entropy entropy,
      ArrayDeque<ClientOutput> outputs) {
    this.self = self;
    this.factory = factory;
    this.traffic = traffic;
    this.entropy = entropy;
    this.outputs = outputs;
  }

  /**
   * Begins a test, or tells why not.
   *
   * @param test the caller's number for it
   * @param topology the network now, or {@code null} when it is not known
   */
  void begin(int test, String identity, NodeTestPlan plan, Topology topology) {
    Result<NodeTest> prepared =
        running != null
            ? Result.fault(NodeTestFault.TEST_IN_PROGRESS)
            : topology == null
                ? Result.fault(NodeTestFault.NO_ROUTE)
                : NodeTest.prepare(topology, identity, self, factory, plan, entropy);
    if (prepared.isFault()) {
      failed(test, faultOf(prepared.fault()));
      return;
    }
    number = test;
    running = prepared.value();
    queueNext();
  }

  /** Ends a test without a result; an unknown number does no harm. */
  void cancel(int test) {
    if (running != null && number == test) {
      end();
    }
  }

  /** The connection is lost, and with it what was under way. */
  void interrupted() {
    abandon(NodeTestFault.TEST_INTERRUPTED);
  }

  /** Whether the streams spoke of a test's packet. */
  boolean hears(double nowMs, TrafficOutput out) {
    if (out instanceof TrafficOutput.MessageQueued queued) {
      return queued.message() == STREAM_NUMBER;
    } else if (out instanceof TrafficOutput.MessageSent sent) {
      return sent.message() == STREAM_NUMBER && left(nowMs);
    } else if (out instanceof TrafficOutput.RenewalWanted wanted) {
      return wanted.message() == STREAM_NUMBER && abandon(faultOf(wanted.reason()));
    }
    return false;
  }

  /** Whether a fragment that came to our address is a test's; then it is none of a message. */
  boolean received(double nowMs, FragmentId id) {
    if (running != null && running.received(nowMs, id)) {
      endWhenOver();
      return true;
    }
    for (NodeTest test : ended) {
      if (test.received(nowMs, id)) {
        return true;
      }
    }
    return false;
  }

  void acknowledged(FragmentId id) {
    if (running != null && running.acknowledged(id)) {
      endWhenOver();
    }
  }

  void timer(double nowMs) {
    if (running != null) {
      running.timer(nowMs);
      endWhenOver();
    }
  }

  double deadlineMs() {
    return running == null ? Double.POSITIVE_INFINITY : running.deadlineMs();
  }

  private boolean left(double nowMs) {
    traffic.drop(STREAM_NUMBER);
    if (running != null) {
      running.left(nowMs);
      queueNext();
      endWhenOver();
    }
    return true;
  }

  private void queueNext() {
    if (!running.hasNext()) {
      return;
    }
    TestPacket packet = running.next();
    int held = packet.size().plaintextLen();
    TrafficFault refused =
        traffic.open(STREAM_NUMBER, MessageKind.NODE_TEST, packet.size(), 1, held);
    if (refused == null) {
      traffic.supply(STREAM_NUMBER, packet.id(), packet.source());
    } else {
      abandon(NodeTestFault.QUEUE_FULL);
    }
  }

  private void endWhenOver() {
    if (running.isOver()) {
      outputs.add(new ClientOutput.NodeTested(number, running.result()));
      end();
    }
  }

  private boolean abandon(NodeTestFault why) {
    if (running != null) {
      failed(number, why);
      end();
    }
    return true;
  }

  /** What keeps a packet from being made is, in the end, the way. */
  private static NodeTestFault faultOf(Fault reason) {
    return reason instanceof NodeTestFault fault ? fault : NodeTestFault.NO_ROUTE;
  }

  private void failed(int test, NodeTestFault why) {
    outputs.add(new ClientOutput.NodeTestFailed(test, why));
  }

  private void end() {
    traffic.drop(STREAM_NUMBER);
    if (ended.size() == ENDED_KEPT) {
      ended.remove();
    }
    ended.add(running);
    running = null;
  }
}
