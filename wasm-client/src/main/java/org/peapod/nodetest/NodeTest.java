package org.peapod.nodetest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
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
 * ourselves and every acknowledgement passes it. The owner asks for packets one by one, tells what
 * left and what came back, and looks whether the test {@link #isOver()}: when everything is back,
 * or when time is up after the last one.
 *
 * <p>The packets are made by the factory of all others, with their sizes and delays, and it is the
 * owner who decides when one leaves: taking places of cover packets, a test is not seen on the line
 * to the gateway. Each is known by its fragment identifier, which only we can read, so nobody can
 * raise a score by sending us something.
 *
 * <p>What a test cannot hide: the tested node sees more packets than its share, and one that stands
 * on another layer today is sent packets by nodes that never send it any. A node that treats those
 * well is not found out.
 */
public final class NodeTest {
  /** Where the tested node stands. */
  public static final int LAYER = 2;

  private static final PacketSize SIZE = PacketSize.REGULAR;

  /** A reply in the open is no message to any client: what comes too late is dropped. */
  private static final NymMessage CONTENT = new NymMessage.ReplyData(new byte[1]);

  private final NodeIdentity node;
  private final ClientAddress self;
  private final PacketFactory factory;
  private final NodeTestPlan plan;
  private final Entropy entropy;
  private final Map<FragmentId, Integer> numbers = new HashMap<>();
  private final double[] leftMs;
  private final List<Double> roundTripsMs = new ArrayList<>();
  private final boolean[] packets;
  private final boolean[] acks;
  private int made;
  private int sent;
  private int receivedAcks;
  private int duplicatePackets;
  private int duplicateAcks;
  private boolean over;
  private double deadlineMs = Double.POSITIVE_INFINITY;
  private Topology network;
  private Topology through;

  private NodeTest(
      NodeIdentity node,
      ClientAddress self,
      PacketFactory factory,
      NodeTestPlan plan,
      Entropy entropy) {
    this.node = node;
    this.self = self;
    this.factory = factory;
    this.plan = plan;
    this.entropy = entropy;
    this.leftMs = new double[plan.packets()];
    this.packets = new boolean[plan.packets()];
    this.acks = new boolean[plan.packets()];
  }

  /**
   * A test that has not begun, or a {@link NodeTestFault}.
   *
   * @param network as it is now; each packet is routed by the network of its moment
   * @param identity base58 identity of the node to test
   * @param self own address; packets go there
   * @param factory what makes our other packets, too
   */
  public static Result<NodeTest> prepare(
      Topology network,
      String identity,
      ClientAddress self,
      PacketFactory factory,
      NodeTestPlan plan,
      Entropy entropy) {
    if (!plan.isFit()) {
      return Result.fault(NodeTestFault.BAD_PLAN);
    }
    Result<NodeIdentity> named = NodeIdentity.parse(identity);
    if (named.isFault()) {
      return Result.fault(NodeTestFault.BAD_IDENTITY);
    }
    NodeTest test = new NodeTest(named.value(), self, factory, plan, entropy);
    NodeTestFault unroutable = test.look(network);
    return unroutable == null ? Result.ok(test) : Result.fault(unroutable);
  }

  /** Whether {@link #next()} has another packet to give. */
  public boolean hasNext() {
    return !over && made < plan.packets();
  }

  /** The next packet, to be built and sent as soon as there is a place for it. */
  public TestPacket next() {
    if (!hasNext()) {
      throw new IllegalStateException("no packet is left to send; ask hasNext first");
    }
    int fragmentLen = MessageSizes.of(SIZE).fragmentLen();
    byte[] padded = MessagePadding.pad(CONTENT, fragmentLen);
    Fragmenter fragments = new Fragmenter(padded, fragmentLen, entropy);
    byte[] fragment = fragments.fragment(0);
    FragmentId id = fragments.id(0);
    numbers.put(id, made++);
    return new TestPacket(id, SIZE, network -> build(network, fragment, id));
  }

  /** The packet that was given last has left; only now the next one may be asked for. */
  public void left(double nowMs) {
    leftMs[sent++] = nowMs;
    if (sent == plan.packets()) {
      deadlineMs = nowMs + plan.timeoutMs();
    }
    finishWhenComplete();
  }

  /** The deadline may have come; an early call does no harm. */
  public void timer(double nowMs) {
    if (deadlineMs <= nowMs) {
      finish();
    }
  }

  /** When to call {@link #timer}; positive infinity when there is nothing to wait for. */
  public double deadlineMs() {
    return deadlineMs;
  }

  /**
   * A fragment came to our address, other than on a SURB.
   *
   * @return whether it is one of this test's, and so none of a message
   */
  public boolean received(double nowMs, FragmentId id) {
    Integer number = numbers.get(id);
    if (number != null && !over) {
      if (packets[number]) {
        duplicatePackets++;
      } else {
        packets[number] = true;
        roundTripsMs.add(nowMs - leftMs[number]);
      }
      finishWhenComplete();
    }
    return number != null;
  }

  /**
   * An acknowledgement came in.
   *
   * @return whether it is one of this test's
   */
  public boolean acknowledged(FragmentId id) {
    Integer number = numbers.get(id);
    if (number != null && !over) {
      receivedAcks += acks[number] ? 0 : 1;
      duplicateAcks += acks[number] ? 1 : 0;
      acks[number] = true;
      finishWhenComplete();
    }
    return number != null;
  }

  /** Whether nothing changes any more. */
  public boolean isOver() {
    return over;
  }

  /** What has come back so far. */
  public NodeTestResult result() {
    return new NodeTestResult(
        sent,
        roundTripsMs.size(),
        receivedAcks,
        duplicatePackets,
        duplicateAcks,
        List.copyOf(roundTripsMs));
  }

  private Result<OutgoingPacket> build(Topology now, byte[] fragment, FragmentId id) {
    NodeTestFault unroutable = look(now);
    return unroutable == null
        ? factory.fragment(through, fragment, id, self, SIZE)
        : Result.fault(unroutable);
  }

  /** Puts the node alone on its layer of this network; what forbids that, or {@code null}. */
  private NodeTestFault look(Topology now) {
    if (now == network) {
      return null;
    }
    RoutingNode listed = now.egress(node);
    if (listed == null) {
      return NodeTestFault.NO_SUCH_NODE;
    }
    Topology alone = now.withAlone(LAYER, listed);
    if (!alone.isRoutable() || alone.egress(self.gateway()) == null) {
      return NodeTestFault.NO_ROUTE;
    }
    network = now;
    through = alone;
    return null;
  }

  private void finishWhenComplete() {
    if (roundTripsMs.size() == plan.packets() && receivedAcks == plan.packets()) {
      finish();
    }
  }

  private void finish() {
    over = true;
    deadlineMs = Double.POSITIVE_INFINITY;
  }
}
