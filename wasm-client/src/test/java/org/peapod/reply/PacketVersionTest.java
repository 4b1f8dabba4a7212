package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.message.MessageSizes;
import org.peapod.message.PlaintextLayout;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.Unwrapped;
import org.peapod.traffic.OutgoingPacket;
import org.peapod.traffic.PacketFactory;

/**
 * Every node on the way reads the version of a packet; where that of cover is another one, as with
 * the stock client, every node knows which packets carry messages (chapter 5, A5).
 */
class PacketVersionTest {
  private static final int VERSION = 259;
  private static final int HOPS = 4;

  private final SeededEntropy entropy = new SeededEntropy(12);
  private final SphinxNetwork network = new SphinxNetwork();
  private final AckKey ackKey = AckKey.generate(entropy);
  private final PacketFactory packets = new PacketFactory(Samples.BOB, ackKey, 15, 15, entropy);

  @ParameterizedTest
  @EnumSource(names = "ACK", mode = EnumSource.Mode.EXCLUDE)
  void coverAndItsAcknowledgementHaveTheVersionOfMessages(PacketSize size) {
    assertVersions(packets.cover(network.topology, size).value().packet());
  }

  @ParameterizedTest
  @EnumSource(names = "ACK", mode = EnumSource.Mode.EXCLUDE)
  void messagesAndTheirAcknowledgementsHaveIt(PacketSize size) {
    FragmentId id = new FragmentId(5, 1);
    assertVersions(
        packets.fragment(network.topology, fragment(size), id, Samples.ALICE, size).value());
  }

  @ParameterizedTest
  @EnumSource(names = "ACK", mode = EnumSource.Mode.EXCLUDE)
  void repliesAndTheirAcknowledgementsHaveIt(PacketSize size) {
    ReplySurb surb =
        new SurbMaker(Samples.ALICE, 15, entropy).make(network.topology, 1).value().get(0);
    ReplyOutput.SendWithSurb send =
        new ReplyOutput.SendWithSurb(
            1, fragment(size), new FragmentId(5, 1), surb, size, ReplyOutput.Kind.DATA, 0);
    ReplyPacketFactory replies = new ReplyPacketFactory(Samples.BOB, ackKey, 15, 15, entropy);
    assertVersions(replies.build(network.topology, send).value());
  }

  private byte[] fragment(PacketSize size) {
    return entropy.bytes(MessageSizes.of(size).fragmentLen());
  }

  private void assertVersions(OutgoingPacket packet) {
    Unwrapped.Final end = network.carry(packet.firstHop(), packet.packet());
    PlaintextLayout layout = PlaintextLayout.split(end.plaintext()).value();
    network.carry(layout.ack().firstHop(), layout.ack().packet());
    assertEquals(Collections.nCopies(2 * HOPS, VERSION), network.versions);
  }
}
