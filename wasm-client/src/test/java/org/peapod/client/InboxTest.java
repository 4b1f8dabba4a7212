package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
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

/** What comes to our address and what comes on our SURBs are two ways that never mix. */
class InboxTest implements Inbox.Listener {
  private static final int FRAGMENT_LEN = MessageSizes.of(PacketSize.REGULAR).fragmentLen();

  private final SeededEntropy entropy = new SeededEntropy(31);
  private final ClientSecrets secrets = ClientSecrets.draw(entropy);
  private final ClientAddress self = secrets.addressAt(OfficialNetwork.client("alice").gateway());
  private final ReplyKeys keys = new ReplyKeys(10);
  private final Inbox inbox =
      new Inbox(secrets, new Reassembler(Reassembler.Limits.DEFAULT), keys, this);
  private final SenderTag tag = SenderTag.random(entropy);
  private final List<byte[]> received = new ArrayList<>();
  private final List<Integer> ids = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> handled = new ArrayList<>();
  private final List<SenderTag> requests = new ArrayList<>();
  private List<ReplySurb> surbs;
  private FragmentId tested;

  @BeforeEach
  void giveOutSurbs() {
    SurbMaker maker = new SurbMaker(OfficialNetwork.client("alice"), 15, entropy);
    surbs = maker.make(OfficialNetwork.topology(), 2).value();
    surbs.forEach(surb -> keys.add(0, tag, surb));
  }

  @Test
  void replyOnOurSurbIsDelivered() {
    byte[] data = {1, 2, 3};
    onSurb(0, fragments(new NymMessage.ReplyData(data)).fragment(0));
    assertArrayEquals(data, received.get(0));
    assertEquals(1, ids.size());
    assertEquals(ids, taken);
    assertEquals(ids, handled);
  }

  @Test
  void secondPacketOnOneSurbIsNoReply() {
    byte[] fragment = fragments(new NymMessage.ReplyData(new byte[] {1})).fragment(0);
    onSurb(0, fragment);
    onSurb(0, fragments(new NymMessage.ReplyData(new byte[] {2})).fragment(0));
    assertEquals(1, received.size());
    assertEquals(1, inbox.dropped());
  }

  @Test
  void replyToOurAddressIsDropped() {
    inTheOpen(fragments(new NymMessage.ReplyData(new byte[] {1})).fragment(0));
    assertEquals(List.of(), received);
    assertEquals(1, inbox.dropped());
  }

  @Test
  void requestForSurbsCountsOnOurSurbsOnly() {
    byte[] asker = OfficialNetwork.client("bob").toBytes();
    inTheOpen(fragments(new NymMessage.SurbRequest(asker, 10)).fragment(0));
    assertEquals(List.of(), requests);
    onSurb(0, fragments(new NymMessage.SurbRequest(asker, 10)).fragment(0));
    assertEquals(List.of(tag), requests);
  }

  @Test
  void plainMessageOnOurSurbIsDropped() {
    onSurb(0, fragments(new NymMessage.Plain(new byte[] {1})).fragment(0));
    assertEquals(List.of(), received);
    assertEquals(1, inbox.dropped());
  }

  @Test
  void messageOfTwoHalvesByTwoWaysIsNeverWhole() {
    Fragmenter halves = fragments(new NymMessage.Plain(new byte[2000]));
    inTheOpen(halves.fragment(0));
    onSurb(0, halves.fragment(1));
    assertEquals(List.of(), received);
    assertEquals(1, inbox.dropped());
    inTheOpen(halves.fragment(1));
    assertEquals(1, received.size());
  }

  @Test
  void fragmentOfANodeTestIsNoMessageUnlessItCameOnASurb() {
    Fragmenter packet = fragments(new NymMessage.Plain(new byte[0]));
    tested = packet.id(0);
    inTheOpen(packet.fragment(0));
    assertEquals(List.of(), received);
    assertEquals(0, inbox.dropped());
    Fragmenter reply = fragments(new NymMessage.ReplyData(new byte[] {1}));
    tested = reply.id(0);
    onSurb(0, reply.fragment(0));
    assertEquals(1, received.size());
  }

  private Fragmenter fragments(NymMessage message) {
    return new Fragmenter(MessagePadding.pad(message, FRAGMENT_LEN), FRAGMENT_LEN, entropy);
  }

  private void inTheOpen(byte[] fragment) {
    inbox.accept(0, FragmentCipher.seal(fragment, self.encryptionKey(), entropy));
  }

  private void onSurb(int which, byte[] fragment) {
    inbox.accept(0, FragmentCipher.sealReply(fragment, surbs.get(which).replyKey()));
  }

  @Override
  public void acknowledged(FragmentId id) {}

  @Override
  public void coverAcknowledged(byte[] payload) {}

  @Override
  public boolean isOfNodeTest(FragmentId id) {
    return id.equals(tested);
  }

  @Override
  public void received(int id, byte[] data, byte[] senderTag, boolean again) {
    received.add(data);
    ids.add(id);
  }

  @Override
  public void fragmentTaken(int setId, SenderTag cameTo, byte[] fragment) {
    taken.add(setId);
  }

  @Override
  public void handled(int[] setIds) {
    handled.add(setIds[0]);
  }

  @Override
  public void surbsArrived(SenderTag from, List<ReplySurb> came, boolean requested) {}

  @Override
  public void surbRequested(SenderTag cameTo, ClientAddress address, long amount) {
    requests.add(cameTo);
  }
}
