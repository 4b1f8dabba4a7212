package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckPayload;
import org.peapod.message.CoverContent;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.message.Reassembler;
import org.peapod.message.ReplySurb;
import org.peapod.reply.ReplyKeys;
import org.peapod.reply.SurbMaker;
import org.peapod.sphinx.PacketSize;
import org.peapod.traffic.OfficialNetwork;

/** What each kind of blob is for the rest of the client (chapter 2, section 11). */
class InboxKindsTest implements Inbox.Listener {
  private static final int FRAGMENT_LEN = MessageSizes.of(PacketSize.REGULAR).fragmentLen();
  private static final int BLOB_LEN = MessageSizes.of(PacketSize.REGULAR).blobLen();

  private final SeededEntropy entropy = new SeededEntropy(32);
  private final ClientSecrets secrets = ClientSecrets.draw(entropy);
  private final ClientAddress self = secrets.addressAt(OfficialNetwork.client("alice").gateway());
  private final Inbox inbox =
      new Inbox(secrets, new Reassembler(Reassembler.Limits.DEFAULT), new ReplyKeys(10), this);
  private final SenderTag tag = SenderTag.random(entropy);
  private final List<FragmentId> acknowledged = new ArrayList<>();
  private final List<byte[]> received = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private byte[] lastSender;

  @Test
  void acknowledgementOfARealPacketIsPassedOnAndThatOfCoverIsNot() {
    FragmentId id = new FragmentId(77, 3);
    inbox.accept(0, AckPayload.seal(secrets.ackKey(), id, entropy.bytes(16)));
    inbox.accept(0, AckPayload.seal(secrets.ackKey(), FragmentId.COVER, entropy.bytes(16)));
    assertEquals(List.of(id), acknowledged);
    assertEquals(1, inbox.acks());
    assertEquals(1, inbox.coverAcks());
    assertEquals(0, inbox.dropped());
  }

  @Test
  void acknowledgementUnderAnotherKeyIsDropped() {
    ClientSecrets other = ClientSecrets.draw(entropy);
    FragmentId id = new FragmentId(77, 3);
    for (int i = 0; i < 200; i++) {
      inbox.accept(0, AckPayload.seal(other.ackKey(), id, entropy.bytes(16)));
    }
    assertTrue(inbox.dropped() > 50, "half of them have the forbidden top bit");
    assertTrue(!acknowledged.contains(id));
  }

  @Test
  void coverComesHomeUnseen() {
    seal(CoverContent.ofLen(FRAGMENT_LEN));
    assertEquals(1, inbox.cover());
    assertEquals(0, inbox.real() + inbox.dropped() + received.size());
  }

  @Test
  void blobForAnotherKeyIsDroppedAndTheNextOneIsHeard() {
    for (int i = 0; i < 100; i++) {
      inbox.accept(0, entropy.bytes(BLOB_LEN));
    }
    assertTrue(inbox.dropped() > 90, "dropped " + inbox.dropped());
    seal(fragment(new NymMessage.Plain(new byte[] {9})));
    assertArrayEquals(new byte[] {9}, received.get(0));
  }

  /** Libraries that refuse an all-zero agreement throw here; ours drops what comes out. */
  @Test
  void blobThatForcesAnAllZeroAgreementIsDroppedAndTheNextOneIsHeard() {
    byte[] blob = entropy.bytes(BLOB_LEN);
    for (byte first = 0; first < 2; first++) {
      java.util.Arrays.fill(blob, 0, 32, (byte) 0);
      blob[0] = first;
      inbox.accept(0, blob);
    }
    assertEquals(2, inbox.dropped());
    seal(fragment(new NymMessage.Plain(new byte[] {9})));
    assertEquals(1, received.size());
  }

  @Test
  void anonymousDataComesWithItsTagAndAfterItsSurbs() {
    repliable(NymMessage.Purpose.DATA, new byte[] {4, 5});
    assertArrayEquals(new byte[] {4, 5}, received.get(0));
    assertArrayEquals(tag.toBytes(), lastSender);
    assertEquals(List.of("2 SURBs, unasked", "data"), order);
  }

  @Test
  void additionalSurbsAreTheAnswerToARequestAndNoMessage() {
    repliable(NymMessage.Purpose.ADDITIONAL_SURBS, new byte[0]);
    assertEquals(List.of("2 SURBs, asked for"), order);
  }

  @Test
  void heartbeatGivesItsSurbsAndNoMessage() {
    repliable(NymMessage.Purpose.HEARTBEAT, new byte[0]);
    assertEquals(List.of("2 SURBs, unasked"), order);
  }

  @Test
  void plainMessageHasNoSender() {
    seal(fragment(new NymMessage.Plain(new byte[0])));
    assertEquals(0, received.get(0).length);
    assertNull(lastSender);
  }

  private void repliable(NymMessage.Purpose purpose, byte[] data) {
    SurbMaker maker = new SurbMaker(OfficialNetwork.client("bob"), 15, entropy);
    List<ReplySurb> surbs = maker.make(OfficialNetwork.topology(), 2).value();
    seal(fragment(new NymMessage.Repliable(tag.toBytes(), purpose, surbs, data)));
  }

  private byte[] fragment(NymMessage message) {
    byte[] padded = MessagePadding.pad(message, FRAGMENT_LEN);
    return new Fragmenter(padded, FRAGMENT_LEN, entropy).fragment(0);
  }

  private void seal(byte[] fragment) {
    inbox.accept(0, FragmentCipher.seal(fragment, self.encryptionKey(), entropy));
  }

  @Override
  public void acknowledged(FragmentId id) {
    acknowledged.add(id);
  }

  @Override
  public void received(byte[] data, byte[] senderTag) {
    received.add(data);
    order.add("data");
    lastSender = senderTag;
  }

  @Override
  public void surbsArrived(SenderTag from, List<ReplySurb> surbs, boolean requested) {
    assertEquals(tag, from);
    order.add(surbs.size() + " SURBs, " + (requested ? "asked for" : "unasked"));
  }

  @Override
  public void surbRequested(SenderTag cameTo, ClientAddress address, long amount) {
    order.add("request");
  }
}
