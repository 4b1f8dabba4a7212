package org.peapod.nodetest;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;
import org.peapod.traffic.OutgoingPacket;
import org.peapod.traffic.PacketFactory;

/**
 * One test of one mix node, without I/O: the node stands alone on layer 2, so that every packet to
 * ourselves and every acknowledgement passes it. The owner sends what {@link #poll()} gives, tells
 * what came in, calls {@link #timer} at {@link #deadlineMs()}, and is given one {@code Finished}:
 * when everything is back, or when time is up.
 *
 * <p>A node that drops some packets is seen; one that drops only those of other clients is not.
 * Test packets are spread like those of the main stream, not sent in one burst: a node, and our
 * gateway, could tell a burst and treat it well.
 */
public final class NodeTest {
  /** Mean delay per hop, shorter than that of ordinary packets as in the stock tester. */
  public static final double HOP_DELAY_MEAN_MS = 5;

  /** Where the tested node stands. */
  public static final int LAYER = 2;

  private static final PacketSize SIZE = PacketSize.REGULAR;

  private final Topology topology;
  private final RoutingNode node;
  private final ClientAddress self;
  private final PacketFactory factory;
  private final NodeTestPlan plan;
  private final int testId;
  private final Entropy entropy;
  private final Map<FragmentId, Integer> awaitedAcks = new HashMap<>();
  private final boolean[] packets;
  private final boolean[] acks;
  private final ArrayDeque<NodeTestOutput> outputs = new ArrayDeque<>();
  private int sent;
  private int receivedPackets;
  private int receivedAcks;
  private int duplicatePackets;
  private int duplicateAcks;
  private boolean begun;
  private boolean over;
  private double deadlineMs = Double.POSITIVE_INFINITY;

  private NodeTest(
      Topology topology,
      RoutingNode node,
      ClientAddress self,
      AckKey ackKey,
      NodeTestPlan plan,
      int testId,
      Entropy entropy) {
    this.topology = topology;
    this.node = node;
    this.self = self;
    this.factory = new PacketFactory(self, ackKey, HOP_DELAY_MEAN_MS, HOP_DELAY_MEAN_MS, entropy);
    this.plan = plan;
    this.testId = testId;
    this.entropy = entropy;
    this.packets = new boolean[plan.packets()];
    this.acks = new boolean[plan.packets()];
  }

  /**
   * A test that has not begun, or a {@link NodeTestFault}.
   *
   * @param network as the directory gives it
   * @param identity base58 identity of the node to test
   * @param self own address; packets go there
   * @param ackKey the key of our acknowledgements, kept by reference
   * @param testId tells this test from earlier ones, 0 or more
   */
  public static Result<NodeTest> prepare(
      Topology network,
      String identity,
      ClientAddress self,
      AckKey ackKey,
      NodeTestPlan plan,
      int testId,
      Entropy entropy) {
    if (!plan.isFit() || testId < 0) {
      return Result.fault(NodeTestFault.BAD_PLAN);
    }
    Result<NodeIdentity> named = NodeIdentity.parse(identity);
    if (named.isFault()) {
      return Result.fault(NodeTestFault.BAD_IDENTITY);
    }
    RoutingNode node = network.egress(named.value());
    if (node == null) {
      return Result.fault(NodeTestFault.NO_SUCH_NODE);
    }
    Topology through = network.withAlone(LAYER, node);
    if (!through.isRoutable() || through.egress(self.gateway()) == null) {
      return Result.fault(NodeTestFault.NO_ROUTE);
    }
    return Result.ok(new NodeTest(through, node, self, ackKey, plan, testId, entropy));
  }

  /** Begins; a second call does nothing. */
  public void begin(double nowMs) {
    if (!begun) {
      begun = true;
      deadlineMs = nowMs;
      timer(nowMs);
    }
  }

  /** The deadline may have come; an early call does no harm. */
  public void timer(double nowMs) {
    while (!over && deadlineMs <= nowMs) {
      if (sent < plan.packets()) {
        send();
        double waitMs =
            sent < plan.packets() ? entropy.exponential(plan.gapMeanMs()) : plan.timeoutMs();
        deadlineMs += waitMs;
      } else {
        finish();
      }
    }
  }

  /** When to call {@link #timer}; positive infinity when there is nothing to wait for. */
  public double deadlineMs() {
    return deadlineMs;
  }

  /**
   * A plain message came in.
   *
   * @return whether it is one of this test's, and so none for the application
   */
  public boolean received(byte[] data) {
    TestMessage message = TestMessage.parse(data);
    boolean ours =
        message != null
            && message.testId() == testId
            && message.identity().equals(node.identity().toString())
            && message.id() >= 1
            && message.id() <= sent;
    if (ours && !over) {
      int index = (int) message.id() - 1;
      receivedPackets += packets[index] ? 0 : 1;
      duplicatePackets += packets[index] ? 1 : 0;
      packets[index] = true;
      finishWhenComplete();
    }
    return ours;
  }

  /**
   * An acknowledgement came in.
   *
   * @return whether it is one of this test's
   */
  public boolean acknowledged(FragmentId id) {
    Integer index = awaitedAcks.get(id);
    if (index != null && !over) {
      receivedAcks += acks[index] ? 0 : 1;
      duplicateAcks += acks[index] ? 1 : 0;
      acks[index] = true;
      finishWhenComplete();
    }
    return index != null;
  }

  /** The next output, or {@code null} when there is none until the next input. */
  public NodeTestOutput poll() {
    return outputs.poll();
  }

  /** What has come back so far. */
  public NodeTestResult result() {
    return new NodeTestResult(sent, receivedPackets, receivedAcks, duplicatePackets, duplicateAcks);
  }

  private void send() {
    byte[] content = TestMessage.write(node, sent + 1, plan.packets(), testId);
    int fragmentLen = MessageSizes.of(SIZE).fragmentLen();
    byte[] padded = MessagePadding.pad(new NymMessage.Plain(content), fragmentLen);
    Fragmenter fragments = new Fragmenter(padded, fragmentLen, entropy);
    FragmentId id = fragments.id(0);
    Result<OutgoingPacket> packet =
        factory.fragment(topology, fragments.fragment(0), id, self, SIZE);
    // A route was found when the test was prepared, and the topology never changes.
    outputs.add(new NodeTestOutput.Packet(packet.value()));
    awaitedAcks.put(id, sent);
    sent++;
  }

  private void finishWhenComplete() {
    if (receivedPackets == plan.packets() && receivedAcks == plan.packets()) {
      finish();
    }
  }

  private void finish() {
    over = true;
    deadlineMs = Double.POSITIVE_INFINITY;
    outputs.add(new NodeTestOutput.Finished(result()));
  }
}
