package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.SharedKey;
import org.peapod.message.AckPayload;
import org.peapod.message.CoverContent;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.message.ReplySurb;
import org.peapod.reply.SurbMaker;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;

/** What each kind of blob is for a client that its gateway pushes it to (chapter 2, section 11). */
class InboxKindsTest {
  private static final int FRAGMENT_LEN = MessageSizes.of(PacketSize.REGULAR).fragmentLen();
  private static final int BLOB_LEN = MessageSizes.of(PacketSize.REGULAR).blobLen();
  private static final SharedKey KEY = SharedKey.fromBytes(new byte[32]);

  private final SeededEntropy entropy = new SeededEntropy(32);

  /** Those of the host's client, which come from the same seed. */
  private final ClientSecrets secrets =
      ClientSecrets.draw(new SeededEntropy(ScriptedHost.CLIENT_SEED));

  private final SenderTag tag = SenderTag.random(entropy);
  private final ScriptedHost host =
      new ScriptedHost(
          ScriptedHost.config(null),
          new StoredGateway(OfficialNetwork.client("alice").gateway(), KEY.copy(), 5, null));

  InboxKindsTest() {
    host.start();
    host.authenticates(1L << 36);
  }

  @Test
  void acknowledgementsOfCoverAreToldFromThoseOfMessages() {
    push(AckPayload.seal(secrets.ackKey(), new FragmentId(77, 3), entropy.bytes(16)));
    push(AckPayload.seal(secrets.ackKey(), FragmentId.COVER, entropy.bytes(16)));
    push(AckPayload.seal(secrets.ackKey(), FragmentId.COVER, entropy.bytes(16)));
    assertEquals(1, host.client.stats().acksReceived());
    assertEquals(2, host.client.stats().coverAcksReceived());
    assertEquals(0, host.client.stats().dropped());
  }

  @Test
  void acknowledgementsUnderAnotherKeyAreDroppedOrNobodys() {
    ClientSecrets other = ClientSecrets.draw(entropy);
    for (int i = 0; i < 200; i++) {
      push(AckPayload.seal(other.ackKey(), new FragmentId(77, 3), entropy.bytes(16)));
    }
    assertTrue(host.client.stats().dropped() > 50, "half of them have the forbidden top bit");
    assertTrue(host.all(ClientOutput.Acknowledged.class).isEmpty());
  }

  @Test
  void coverComesHomeUnseen() {
    seal(CoverContent.ofLen(FRAGMENT_LEN));
    assertEquals(1, host.client.stats().coverReceived());
    assertEquals(0, host.client.stats().realReceived());
    assertTrue(received().isEmpty());
  }

  @Test
  void blobsForAnotherKeyAreDroppedAndTheNextOneIsHeard() {
    for (int i = 0; i < 100; i++) {
      push(entropy.bytes(BLOB_LEN));
    }
    long dropped = host.client.stats().dropped();
    assertTrue(dropped > 90, "dropped " + dropped);
    seal(fragment(new NymMessage.Plain(new byte[] {9})));
    assertArrayEquals(new byte[] {9}, received().get(0).data());
  }

  /** Libraries that refuse an all-zero agreement throw here; ours drops what comes out. */
  @Test
  void blobThatForcesAnAllZeroAgreementIsDroppedAndTheNextOneIsHeard() {
    byte[] blob = entropy.bytes(BLOB_LEN);
    Arrays.fill(blob, 0, 32, (byte) 0);
    push(blob.clone());
    blob[0] = 1;
    push(blob);
    assertEquals(2, host.client.stats().dropped());
    seal(fragment(new NymMessage.Plain(new byte[] {9})));
    assertEquals(1, received().size());
  }

  @Test
  void plainMessageHasNoSender() {
    seal(fragment(new NymMessage.Plain(new byte[0])));
    assertEquals(0, received().get(0).data().length);
    assertNull(received().get(0).senderTag());
  }

  @Test
  void anonymousDataComesWithItsTagAndCanBeAnsweredAtOnce() {
    assertFault(ClientFault.UNKNOWN_SENDER, reply(1));
    repliable(NymMessage.Purpose.DATA, new byte[] {4, 5});
    assertArrayEquals(new byte[] {4, 5}, received().get(0).data());
    assertArrayEquals(tag.toBytes(), received().get(0).senderTag());
    assertFault(null, reply(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"ADDITIONAL_SURBS", "HEARTBEAT"})
  void surbsWithoutDataAreStoredAndAreNoMessage(NymMessage.Purpose purpose) {
    assertFault(ClientFault.UNKNOWN_SENDER, reply(1));
    repliable(purpose, new byte[0]);
    assertTrue(received().isEmpty());
    assertFault(null, reply(2));
  }

  private List<ClientOutput.Received> received() {
    return host.all(ClientOutput.Received.class);
  }

  private int reply(int message) {
    Now now = new Now(host.nowMs, ScriptedHost.WALL_MS + host.nowMs);
    host.client.reply(now, message, tag.toBytes(), new byte[] {1});
    for (ClientOutput out = host.client.poll(); out != null; out = host.client.poll()) {
      host.seen.add(out);
    }
    return message;
  }

  private void assertFault(ClientFault expected, int message) {
    ClientFault fault = null;
    for (ClientOutput.SendFailed failed : host.all(ClientOutput.SendFailed.class)) {
      fault = failed.message() == message ? failed.fault() : fault;
    }
    assertEquals(expected, fault);
  }

  /** Twelve SURBs: two more than are kept for requests. */
  private void repliable(NymMessage.Purpose purpose, byte[] data) {
    SurbMaker maker = new SurbMaker(OfficialNetwork.client("bob"), 15, entropy);
    Topology topology = OfficialNetwork.topology();
    List<ReplySurb> surbs = maker.make(topology, 12).value();
    NymMessage message = new NymMessage.Repliable(tag.toBytes(), purpose, surbs, data);
    Fragmenter fragments = fragments(message);
    for (int i = 0; i < fragments.count(); i++) {
      seal(fragments.fragment(i));
    }
  }

  private byte[] fragment(NymMessage message) {
    return fragments(message).fragment(0);
  }

  private Fragmenter fragments(NymMessage message) {
    return new Fragmenter(MessagePadding.pad(message, FRAGMENT_LEN), FRAGMENT_LEN, entropy);
  }

  private void seal(byte[] fragment) {
    byte[] recipient = secrets.addressAt(OfficialNetwork.client("alice").gateway()).encryptionKey();
    push(FragmentCipher.seal(fragment, recipient, entropy));
  }

  private void push(byte[] plaintext) {
    host.sends(BinaryFrame.sealPushed(KEY, plaintext, entropy));
  }
}
