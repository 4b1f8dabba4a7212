package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Fault;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxFault;
import org.peapod.sphinx.SphinxHop;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

class MixNodeTest {
  private static final NodeAddress HERE = NodeAddress.parse("127.0.0.1:20001").value();
  private static final NodeAddress NEXT = NodeAddress.parse("127.0.0.1:20002").value();
  private static final EpochSchedule SCHEDULE = EpochSchedule.STANDARD;

  private final SeededEntropy entropy = new SeededEntropy(3);
  private final SphinxKeyRing keys = new SphinxKeyRing(entropy, 64, epoch(1000));
  private final MixNode node = new MixNode(HERE, keys, null);

  @Test
  void recordedPacketsLeaveEachNodeAsRecorded() {
    Checks checks = new Checks();
    RecordedPacketChecks.run(
        Vectors.load("official-network.json"), Vectors.load("official-packets.json"), checks);
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() > 1000, "only " + checks.passed());
  }

  @Test
  void packetLeavesAfterItsDelay() {
    node.packet(100, framed(1, packet(7_500_000)));
    assertEquals(107.5, node.deadlineMs());
    node.wake(107.4);
    assertNull(node.poll());
    node.wake(107.5);
    NodeOutput.SendPacket out = (NodeOutput.SendPacket) node.poll();
    assertEquals(HERE, out.from());
    assertEquals(NEXT, out.to());
    assertArrayEquals(new byte[] {8, 2, 0, 1}, Arrays.copyOf(out.framed(), 4));
    assertEquals(Double.POSITIVE_INFINITY, node.deadlineMs());
  }

  @Test
  void delayAboveTenSecondsIsCut() {
    node.packet(100, framed(1, packet(11_000_000_000L)));
    assertEquals(10_100, node.deadlineMs());
    node.packet(100, framed(1, packet(-1)));
    node.wake(10_100);
    assertEquals(2, node.forwarded());
  }

  @Test
  void packetWithoutDelayLeavesAtOnce() {
    node.packet(100, framed(1, packet(0)));
    assertEquals(NEXT, ((NodeOutput.SendPacket) node.poll()).to());
  }

  @Test
  void replayedPacketIsDropped() {
    byte[] framed = framed(1, packet(0));
    node.packet(100, framed);
    node.packet(200, framed);
    assertDropped(DropReason.REPLAYED);
    assertEquals(1, node.forwarded());
  }

  @Test
  void replayUnderAnotherLabelIsDropped() {
    byte[] packet = packet(0);
    node.packet(100, framed(1, packet));
    node.packet(200, framed(0, packet));
    assertDropped(DropReason.REPLAYED);
  }

  @Test
  void labelWhoseKeyIsGoneIsDropped() {
    node.packet(100, framed(2, packet(0)));
    assertDropped(DropReason.EXPIRED_KEY);
  }

  @Test
  void unknownLabelFindsThePrimaryAndThenTheSecondaryKey() {
    byte[] old = packet(0);
    node.packet(100, framed(0, packet(0)));
    node.epochBegan(epoch(1023));
    node.epochBegan(epoch(1024));
    node.packet(200, framed(0, packet(0)));
    node.packet(300, framed(0, old));
    assertEquals(3, node.forwarded());
    node.epochBegan(epoch(1025));
    node.packet(400, framed(1, old));
    assertDropped(DropReason.EXPIRED_KEY);
  }

  @Test
  void comingKeyIsAcceptedOneEpochBeforeItsRotation() {
    node.epochBegan(epoch(1022));
    assertEquals(1, keys.candidates(0).size());
    node.epochBegan(epoch(1023));
    byte[] coming = keys.candidates(2).get(0).publicKey();
    node.packet(100, framed(2, packetFor(coming, 0)));
    assertEquals(1, node.forwarded());
    node.epochBegan(epoch(1024));
    assertArrayEquals(coming, node.sphinxKey());
  }

  @Test
  void jumpOverManyEpochsLeavesOneFreshKey() {
    byte[] before = node.sphinxKey();
    node.epochBegan(epoch(1000 + 24 * 7 + 5));
    assertEquals(1, keys.candidates(0).size());
    assertEquals(48, keys.candidates(0).get(0).rotationId());
    assertTrue(!Arrays.equals(before, node.sphinxKey()));
  }

  @Test
  void flippedHeaderBitIsDropped() {
    byte[] framed = framed(1, packet(0));
    framed[4 + 100] ^= 1;
    node.packet(100, framed);
    assertEquals(1, node.drops().total());
    assertEquals(1, node.drops().of(SphinxFault.WRONG_MAC));
  }

  @Test
  void eachBadFrameHasItsReason() {
    byte[] good = framed(1, packet(0));
    assertDropped(DropReason.FRAME_TOO_SHORT, new byte[3]);
    assertDropped(DropReason.FRAME_TOO_SHORT, new byte[0]);
    assertDropped(DropReason.UNKNOWN_FRAME_VERSION, changed(good, 0, 6));
    assertDropped(DropReason.UNKNOWN_FRAME_VERSION, changed(good, 0, 9));
    assertDropped(DropReason.UNKNOWN_PACKET_SIZE, changed(good, 1, 0));
    assertDropped(DropReason.UNKNOWN_PACKET_SIZE, changed(good, 1, 6));
    assertDropped(DropReason.WRONG_PACKET_LENGTH, changed(good, 1, 1));
    assertDropped(DropReason.WRONG_PACKET_LENGTH, Arrays.copyOf(good, good.length - 1));
    assertDropped(DropReason.UNSUPPORTED_PACKET_TYPE, changed(good, 2, 2));
    assertDropped(DropReason.UNKNOWN_ROTATION, changed(good, 3, 3));
    assertEquals(0, node.forwarded());
  }

  @Test
  void frameOfVersionSevenHasNoLabel() {
    byte[] packet = packet(0);
    byte[] framed = new byte[3 + packet.length];
    framed[0] = 7;
    framed[1] = 2;
    System.arraycopy(packet, 0, framed, 3, packet.length);
    node.packet(100, framed);
    assertEquals(0, ((NodeOutput.SendPacket) node.poll()).framed()[3]);
  }

  @Test
  void packetThatEndsAtAMixNodeIsDropped() {
    List<SphinxHop> route = List.of(new SphinxHop(HERE.padded(32), node.sphinxKey()));
    byte[] packet =
        SphinxBuilder.build(
            route, new long[1], new byte[32], new byte[21], PacketSize.ACK, entropy);
    node.packet(100, framed(1, packet));
    assertDropped(DropReason.NOT_A_GATEWAY);
  }

  @Test
  void nextHopOfUnknownFormIsDropped() {
    byte[] nowhere = new byte[32];
    nowhere[0] = 5;
    byte[] packet =
        SphinxBuilder.build(
            List.of(
                new SphinxHop(HERE.padded(32), node.sphinxKey()),
                new SphinxHop(nowhere, node.sphinxKey())),
            new long[2],
            new byte[32],
            new byte[21],
            PacketSize.ACK,
            entropy);
    node.packet(100, framed(1, packet));
    assertDropped(DropReason.BAD_NEXT_HOP);
  }

  @Test
  void observerSeesInOutAndDrops() {
    List<String> seen = new ArrayList<>();
    MixNode watched = new MixNode(HERE, keys, new RecordingObserver(seen));
    byte[] framed = framed(1, packet(0));
    watched.packet(100, framed);
    watched.packet(200, framed);
    assertEquals(List.of("in", "out", "in", "REPLAYED"), seen);
  }

  @Property(tries = 300)
  void anyBytesAreCountedAndDropped(@ForAll @Size(max = 500) byte[] bytes) {
    MixNode fresh = new MixNode(HERE, keys, null);
    fresh.packet(1, bytes);
    assertEquals(1, fresh.drops().total());
  }

  private record RecordingObserver(List<String> seen) implements PacketObserver {
    @Override
    public void packetIn(double monoMs, NodeAddress node, int framedLen) {
      seen.add("in");
    }

    @Override
    public void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen) {
      seen.add("out");
    }

    @Override
    public void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored) {
      seen.add("delivered");
    }

    @Override
    public void dropped(double monoMs, NodeAddress node, Fault reason) {
      seen.add(reason.name());
    }
  }

  private static Epoch epoch(long id) {
    return new Epoch(SCHEDULE, id, 0);
  }

  private byte[] packet(long delayNanos) {
    return packetFor(node.sphinxKey(), delayNanos);
  }

  private byte[] packetFor(byte[] key, long delayNanos) {
    return SphinxBuilder.build(
        List.of(new SphinxHop(HERE.padded(32), key), new SphinxHop(NEXT.padded(32), key)),
        new long[] {delayNanos, 0},
        new byte[32],
        new byte[21],
        PacketSize.ACK,
        entropy);
  }

  private static byte[] framed(int label, byte[] packet) {
    return new FramedPacket(label, packet).toBytes();
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    byte[] out = bytes.clone();
    out[at] = (byte) value;
    return out;
  }

  private void assertDropped(DropReason reason) {
    assertEquals(1, node.drops().of(reason));
    assertEquals(1, node.drops().total());
  }

  private void assertDropped(DropReason reason, byte[] framed) {
    long before = node.drops().of(reason);
    node.packet(100, framed);
    assertEquals(before + 1, node.drops().of(reason));
  }
}
