package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.AckPayload;
import org.peapod.message.FragmentId;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.message.PlaintextLayout;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.Unwrapped;
import org.peapod.topology.Topology;
import org.peapod.traffic.OutgoingPacket;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

/** SURBs made, packets built on them and carried through real Sphinx nodes. */
class ReplyPacketTest {
  private static final FragmentId ID = new FragmentId(77, 3);

  private final SeededEntropy entropy = new SeededEntropy(8);
  private final SphinxNetwork network = new SphinxNetwork();
  private final AckKey ackKey = AckKey.generate(entropy);
  private final SurbMaker maker = new SurbMaker(Samples.ALICE, 15, entropy);
  private final ReplyPacketFactory factory =
      new ReplyPacketFactory(Samples.BOB, ackKey, 15, 15, entropy);

  @Test
  void packetsOfTheOfficialClientAreBuiltToTheByte() {
    Checks checks = new Checks();
    ReplyPacketChecks.run(
        Vectors.load("official-messages.json"),
        Vectors.load("official-surbs.json"),
        Vectors.load("official-packets.json"),
        checks);
    assertEquals(List.of(), checks.failures());
    assertTrue(
        checks.passed() >= 9 * 3 + 14 * 3, "nine packets, 14 SURBs, passed " + checks.passed());
  }

  @ParameterizedTest
  @EnumSource(names = "ACK", mode = EnumSource.Mode.EXCLUDE)
  void replyOfEverySizeReachesTheMakerOfTheSurbAndItsAckTheReplier(PacketSize size) {
    SenderTag tag = Samples.tag(1);
    ReplySurb surb = maker.make(network.topology, 1).value().get(0);
    ReplyKeys keys = new ReplyKeys(10);
    keys.add(0, tag, surb);
    byte[] fragment = entropy.bytes(MessageSizes.of(size).fragmentLen());
    OutgoingPacket packet = factory.build(network.topology, send(fragment, surb, size)).value();
    assertEquals(size.packetLen(), packet.packet().length);
    assertEquals(network.topology.rotationLabel(), packet.rotationLabel());

    Unwrapped.Final end = network.carry(packet.firstHop(), packet.packet());
    assertArrayEquals(Samples.ALICE.identity(), end.destination());
    assertArrayEquals(new byte[16], end.identifier());
    PlaintextLayout layout = PlaintextLayout.split(end.plaintext()).value();
    assertArrayEquals(fragment, keys.open(layout.blob()).fragment());

    Unwrapped.Final ack = network.carry(layout.ack().firstHop(), layout.ack().packet());
    assertArrayEquals(Samples.BOB.identity(), ack.destination());
    assertEquals(ID, AckPayload.open(ackKey, ack.plaintext()).value());
  }

  @Test
  void expectedDelayCountsThreeMeanDelaysForTheUnknownWay() {
    ReplyPacketFactory noAckDelay = new ReplyPacketFactory(Samples.BOB, ackKey, 15.9, 0, entropy);
    ReplySurb surb = maker.make(network.topology, 1).value().get(0);
    ReplyOutput.SendWithSurb send = send(new byte[1611], surb, PacketSize.REGULAR);
    assertEquals(45, noAckDelay.build(network.topology, send).value().expectedDelayMs());
    assertTrue(factory.build(network.topology, send).value().expectedDelayMs() > 45);
  }

  @Test
  void rotationLabelIsThatOfTheSurbAndNotOfTheTopology() {
    byte[] wire = maker.make(network.topology, 1).value().get(0).surb();
    int other = network.topology.rotationLabel() == 1 ? 2 : 1;
    ReplySurb surb = ReplySurb.of(new byte[16], wire, other).value();
    ReplyOutput.SendWithSurb send = send(new byte[1611], surb, PacketSize.REGULAR);
    assertEquals(other, factory.build(network.topology, send).value().rotationLabel());
  }

  @Test
  void surbWithASingleSeedIsUsedWithOneLayer() {
    byte[] wire = maker.make(network.topology, 1).value().get(0).surb();
    ReplySurb single = ReplySurb.of(new byte[16], Arrays.copyOf(wire, 396), 1).value();
    ReplyOutput.SendWithSurb send = send(new byte[1611], single, PacketSize.REGULAR);
    OutgoingPacket packet = factory.build(network.topology, send).value();
    assertEquals(PacketSize.REGULAR.packetLen(), packet.packet().length);
    assertArrayEquals(Arrays.copyOf(wire, 348), Arrays.copyOf(packet.packet(), 348));
  }

  @Test
  void surbIsStillUnusedWhenThereIsNoRoute() {
    ReplySurb surb = maker.make(network.topology, 1).value().get(0);
    byte[] before = surb.surb();
    Topology empty = Samples.emptyTopology(1, 1, 0);
    ReplyOutput.SendWithSurb send = send(new byte[1611], surb, PacketSize.REGULAR);
    Result<OutgoingPacket> built = factory.build(empty, send);
    assertEquals(ReplyFault.NO_ROUTE, built.fault());
    assertArrayEquals(before, surb.surb());
    assertEquals(ReplyFault.NO_ROUTE, maker.make(empty, 1).fault());
  }

  @Test
  void everySurbHasAnotherKeyAndHeader() {
    List<ReplySurb> surbs = maker.make(network.topology, 2).value();
    assertNotEquals(KeyDigest.of(surbs.get(0).replyKey()), KeyDigest.of(surbs.get(1).replyKey()));
    byte[] first = Arrays.copyOf(surbs.get(0).surb(), 32);
    assertTrue(!Arrays.equals(first, Arrays.copyOf(surbs.get(1).surb(), 32)));
    assertEquals(460 - 16, surbs.get(0).surb().length);
  }

  @Test
  void anonymousMessageCarriesTagSurbsAndDataAndItsKeysAreKnown() {
    SenderTags tags = new SenderTags(9, entropy);
    ReplyKeys keys = new ReplyKeys(100);
    AnonymousMessages messages = new AnonymousMessages(maker, tags, keys);
    SenderTag tag = messages.tag(Samples.BOB);
    NymMessage.Repliable sent =
        messages.data(tag, messages.surbs(network.topology, 5, tag, 12).value(), new byte[] {9});
    assertEquals(22 + 12 * 460 + 1, sent.serializedLen());
    NymMessage.Repliable read = (NymMessage.Repliable) NymMessage.parse(sent.toBytes()).value();
    assertArrayEquals(tags.known(Samples.BOB).toBytes(), read.senderTag());
    assertEquals(12, keys.size());
    for (ReplySurb surb : read.surbs()) {
      ReplyKeyEntry entry = keys.take(KeyDigest.of(surb.replyKey()));
      assertEquals(tags.known(Samples.BOB), entry.tag());
      assertEquals(5, entry.madeWallMs());
    }
    NymMessage.Repliable none = messages.data(tag, List.of(), new byte[] {9});
    assertEquals(23, none.serializedLen());
    NymMessage.Repliable batch =
        messages.additionalSurbs(tag, messages.surbs(network.topology, 5, tag, 100).value());
    assertEquals(46_022, batch.serializedLen());
    assertEquals(
        ReplyFault.NO_ROUTE, messages.surbs(Samples.emptyTopology(1, 1, 0), 5, tag, 1).fault());
  }

  private static ReplyOutput.SendWithSurb send(byte[] fragment, ReplySurb surb, PacketSize size) {
    return new ReplyOutput.SendWithSurb(1, fragment, ID, surb, size, ReplyOutput.Kind.DATA, 0);
  }
}
