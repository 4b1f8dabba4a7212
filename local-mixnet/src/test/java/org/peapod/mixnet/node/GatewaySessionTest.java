package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.ByteWriter;
import org.peapod.gateway.EncryptedText;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.SharedKey;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

/** What an authenticated client gets, what an unauthenticated one does not. */
class GatewaySessionTest {
  private static final long CLAIMED = 68_719_476_736L;

  private final GatewayHarness harness = new GatewayHarness();

  @Test
  void answersAreThoseOfTheRecordedSessionToTheByte() {
    Checks checks = new Checks();
    TranscriptChecks.run(
        Vectors.load("gateway-handshake.json"), Vectors.load("gateway-text.json"), checks);
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= 13, "only " + checks.passed());
  }

  @Test
  void versionIsToldBeforeAndAfterAuthentication() {
    harness.open(1);
    harness.send(1, GatewayHarness.VERSION);
    assertEquals(new GatewayResponse.SupportedProtocol(6), harness.only(1));
    harness.take();
    live();
    harness.send(2, GatewayHarness.VERSION);
    assertEquals(new GatewayResponse.SupportedProtocol(6), harness.only(2));
  }

  @Test
  void packetBeyondTheBalanceIsDroppedAndTold() {
    SharedKey key = live();
    harness.binary(2, harness.forwardFrame(key, PacketSize.REGULAR));
    assertEquals(new GatewayResponse.OutOfBandwidth(2413, 0), harness.only(2));
    assertTrue(harness.packets().isEmpty());
    harness.take();
    harness.send(2, GatewayHarness.CLAIM);
    harness.binary(2, harness.forwardFrame(key, PacketSize.REGULAR));
    assertEquals(new GatewayResponse.Send(CLAIMED - 2413, false), harness.texts(2).get(1));
  }

  @Test
  void balanceIsSpentToTheLastPacket() {
    GatewayHarness poor = new GatewayHarness(GatewayConfig.STANDARD.withFreeClaimBytes(800));
    poor.open(2);
    SharedKey key = poor.register(2, poor.client);
    poor.send(2, GatewayHarness.CLAIM);
    poor.take();
    for (int i = 0; i < 3; i++) {
      poor.binary(2, poor.forwardFrame(key, PacketSize.ACK));
    }
    assertEquals(
        List.of(
            new GatewayResponse.Send(414, false),
            new GatewayResponse.Send(28, false),
            new GatewayResponse.OutOfBandwidth(386, 28)),
        poor.texts(2));
    assertEquals(2, poor.packets().size());
  }

  @Test
  void balanceIsVoidAfterMidnight() {
    SharedKey key = live();
    harness.send(2, GatewayHarness.CLAIM);
    harness.take();
    harness.pass(24 * 3_600_000.0);
    harness.binary(2, harness.forwardFrame(key, PacketSize.ACK));
    assertEquals(new GatewayResponse.OutOfBandwidth(386, 0), harness.only(2));
    harness.take();
    harness.send(2, GatewayHarness.CLAIM);
    assertEquals(new GatewayResponse.Bandwidth(CLAIMED, false), harness.only(2));
  }

  @Test
  void claimsAddUp() {
    live();
    harness.send(2, GatewayHarness.CLAIM);
    harness.take();
    harness.send(2, GatewayHarness.CLAIM);
    assertEquals(new GatewayResponse.Bandwidth(2 * CLAIMED, false), harness.only(2));
  }

  @Test
  void gatewayThatEnforcesTicketsRefusesTheClaimAndKeepsTheConnection() {
    GatewayHarness strict = new GatewayHarness(GatewayConfig.STANDARD.withEnforceTickets(true));
    strict.open(2);
    strict.register(2, strict.client);
    strict.take();
    strict.send(2, GatewayHarness.CLAIM);
    assertTrue(strict.errors(2).get(0).endsWith("credentials for bandwidth"));
    assertFalse(strict.isDropped(2));
  }

  @Test
  void forwardedPacketLeavesWithItsLabel() {
    SharedKey key = live();
    harness.send(2, GatewayHarness.CLAIM);
    harness.binary(2, harness.forwardFrame(key, PacketSize.EXTENDED_8));
    NodeOutput.SendPacket packet = harness.packets().get(0);
    assertEquals(GatewayHarness.NEIGHBOUR, packet.to());
    byte[] header = Arrays.copyOf(packet.framed(), 4);
    assertArrayEquals(new byte[] {8, 4, 0, 1}, header);
    assertEquals(4 + 8557, packet.framed().length);
  }

  @Test
  void everyBadFrameIsAnsweredWithOneErrorAndTheConnectionStays() {
    SharedKey key = live();
    byte[] good = harness.forwardFrame(key, PacketSize.ACK);
    byte[] flipped = good.clone();
    flipped[20] ^= 1;
    byte[] otherKind = good.clone();
    otherKind[0] = 3;
    byte[] plain = good.clone();
    plain[1] = 0;
    for (byte[] frame : List.of(flipped, otherKind, plain, new byte[0], new byte[13])) {
      harness.take();
      harness.binary(2, frame);
      assertTrue(harness.errors(2).get(0).contains("binary request was malformed"));
      assertFalse(harness.isDropped(2));
    }
    for (String text : List.of("", "{}", "[1]", "{\"type\":\"nothing\"}", "nonsense")) {
      harness.take();
      harness.text(2, text);
      assertEquals(1, harness.errors(2).size());
      assertFalse(harness.isDropped(2));
    }
    harness.take();
    harness.text(2, "{\"type\":\"nothing\"}");
    assertTrue(harness.errors(2).get(0).contains("unknown type"));
  }

  @Test
  void requestsOfTheOtherStateAreAnsweredWithAnErrorAndTheConnectionStays() {
    SharedKey key = live();
    harness.authenticate(2, key);
    harness.send(2, new GatewayRequest.HandshakePayload(6, new byte[80]));
    harness.send(2, new GatewayRequest.EcashCredential(new byte[3], new byte[12]));
    harness.send(2, new GatewayRequest.UpgradeModeJwt("t"));
    harness.text(2, "{\"type\":\"authenticate\"}");
    assertEquals(5, harness.errors(2).size());
    assertFalse(harness.isDropped(2));
  }

  @Test
  void unauthenticatedRequestsOfTheOtherStateEndTheConnectionWithOneError() {
    assertCutOff("{\"type\":\"claimFreeTestnetBandwidth\"}", "Only 'Register'");
    assertCutOff("nonsense", "Only 'Register'");
    assertCutOff("{\"type\":\"authenticate\"}", "legacy authentication");
    harness.open(1);
    harness.binary(1, new byte[50]);
    assertTrue(harness.errors(1).get(0).contains("without prior authentication"));
    assertTrue(harness.isDropped(1));
  }

  @Test
  void controlFrameBeforeAuthenticationEndsTheConnection() {
    harness.open(1);
    harness.gateway.ping(harness.now(), 1);
    harness.open(3);
    harness.gateway.pong(harness.now(), 3, new byte[0]);
    harness.pass(0);
    assertTrue(harness.isDropped(1));
    assertTrue(harness.isDropped(3));
    live();
    harness.gateway.ping(harness.now(), 2);
    harness.gateway.pong(harness.now(), 2, new byte[8]);
    harness.pass(0);
    assertFalse(harness.isDropped(2));
  }

  @Test
  void silentConnectionIsCutOffAfterTenSeconds() {
    harness.open(1);
    harness.pass(9_999);
    harness.send(1, GatewayHarness.VERSION);
    harness.take();
    harness.pass(9_999);
    assertTrue(harness.take().isEmpty());
    harness.pass(1);
    assertTrue(harness.errors(1).get(0).contains("timed out"));
    assertEquals(1, harness.errors(1).size());
    assertTrue(harness.isDropped(1));
  }

  @Test
  void handshakeThatStopsIsCutOffAfterFiveSeconds() {
    harness.open(1);
    byte[] init =
        new org.peapod.gateway.Handshake(
                harness.client, harness.gateway.identity(), harness.entropy)
            .init();
    harness.send(1, new GatewayRequest.HandshakePayload(6, init));
    harness.take();
    harness.pass(5_000);
    assertTrue(harness.errors(1).get(0).contains("timed out"));
    assertTrue(harness.isDropped(1));
  }

  @Test
  void liveClientHasNoIdleTimeout() {
    live();
    harness.pass(40 * 3_600_000.0);
    assertTrue(harness.take().isEmpty());
    assertEquals(1, harness.gateway.liveClients());
  }

  @Test
  void forgetMeDeletesKeyBalanceAndMessages() {
    SharedKey key = live();
    harness.send(2, GatewayHarness.CLAIM);
    harness.take();
    harness.send(
        2, EncryptedText.sealRequest(key, new EncryptedText.ForgetMe(true, true), harness.entropy));
    GatewayResponse.Encrypted answer = (GatewayResponse.Encrypted) harness.only(2);
    assertEquals(
        new EncryptedText.ForgetMeAck(),
        EncryptedText.open(key, answer.nonce(), answer.ciphertext()).value());
    assertEquals(0, harness.gateway.registeredClients());
    harness.take();
    harness.binary(2, harness.forwardFrame(key, PacketSize.ACK));
    assertTrue(harness.errors(2).get(0).contains("storage error"));
    harness.gateway.closed(harness.now(), 2);
    harness.take();
    harness.open(3);
    harness.authenticate(3, key);
    assertTrue(harness.errors(3).get(0).contains("not registered"));
  }

  @Test
  void rememberMeIsAcknowledgedAndChangesNothing() {
    SharedKey key = live();
    harness.send(
        2, EncryptedText.sealRequest(key, new EncryptedText.RememberMe("Wasm"), harness.entropy));
    GatewayResponse.Encrypted answer = (GatewayResponse.Encrypted) harness.only(2);
    assertEquals(
        new EncryptedText.RememberMeAck(),
        EncryptedText.open(key, answer.nonce(), answer.ciphertext()).value());
    harness.take();
    harness.send(2, new GatewayRequest.Encrypted(new byte[40], new byte[12]));
    assertEquals(1, harness.errors(2).size());
  }

  @Test
  void messageIsPushedAndItsAckReleasedWithTheSameLabel() {
    SharedKey key = live();
    byte[] plaintext = messageWithAck();
    harness.arrive(harness.client, plaintext, PacketSize.REGULAR, 1);
    assertArrayEquals(Arrays.copyOfRange(plaintext, 405, 2048), harness.pushed(2, key).get(0));
    NodeOutput.SendPacket ack = harness.packets().get(0);
    assertEquals(GatewayHarness.NEIGHBOUR, ack.to());
    assertArrayEquals(new byte[] {8, 2, 0, 1}, Arrays.copyOf(ack.framed(), 4));
    assertArrayEquals(
        Arrays.copyOfRange(plaintext, 19, 405), Arrays.copyOfRange(ack.framed(), 4, 390));
  }

  @Test
  void unknownLabelIsKeptForTheAckToo() {
    live();
    harness.arrive(harness.client, messageWithAck(), PacketSize.REGULAR, 0);
    assertEquals(0, harness.packets().get(0).framed()[3]);
  }

  @Test
  void payloadOfAckSizeIsPushedWhole() {
    SharedKey key = live();
    byte[] ack = harness.entropy.bytes(21);
    harness.arrive(harness.client, ack, PacketSize.ACK, 1);
    assertArrayEquals(ack, harness.pushed(2, key).get(0));
    assertTrue(harness.packets().isEmpty());
  }

  @Test
  void messagesForAnAbsentClientComeBeforeTheAnswerOldestFirst() {
    SharedKey key = harness.registeredAndGone();
    harness.arrive(harness.client, harness.entropy.bytes(21), PacketSize.ACK, 1);
    byte[] message = messageWithAck();
    harness.arrive(harness.client, message, PacketSize.REGULAR, 1);
    assertEquals(1, harness.packets().size());
    harness.take();
    harness.open(2);
    harness.authenticate(2, key);
    assertEquals(21, harness.pushed(2, key).get(0).length);
    assertArrayEquals(Arrays.copyOfRange(message, 405, 2048), harness.pushed(2, key).get(1));
    List<NodeOutput> out = harness.take();
    assertInstanceOf(NodeOutput.SendText.class, out.get(2));
    harness.gateway.closed(harness.now(), 2);
    harness.pass(1000);
    harness.open(3);
    harness.authenticate(3, key);
    assertTrue(harness.pushed(3, key).isEmpty());
  }

  @Test
  void storedMessagesAreGoneAfterADay() {
    SharedKey key = harness.registeredAndGone();
    harness.arrive(harness.client, harness.entropy.bytes(21), PacketSize.ACK, 1);
    harness.pass(25 * 3_600_000.0);
    assertEquals(1, harness.gateway.node().drops().of(DropReason.STORED_TOO_LONG));
    harness.open(2);
    harness.authenticate(2, key);
    assertTrue(harness.pushed(2, key).isEmpty());
  }

  @Test
  void inboxWithoutRoomDropsTheOldest() {
    GatewayHarness small = new GatewayHarness(new GatewayConfig(6, false, 1, 10, 10, 200));
    SharedKey key = small.registeredAndGone();
    for (int i = 0; i < 3; i++) {
      byte[] ack = new byte[21];
      ack[0] = (byte) i;
      small.arrive(small.client, ack, PacketSize.ACK, 1);
    }
    assertEquals(1, small.gateway.node().drops().of(DropReason.INBOX_FULL));
    small.open(2);
    small.authenticate(2, key);
    assertEquals(2, small.pushed(2, key).size());
    assertEquals(1, small.pushed(2, key).get(0)[0]);
  }

  @Test
  void payloadWithBadAckBlockIsDroppedWhole() {
    SharedKey key = live();
    byte[] plaintext = messageWithAck();
    plaintext[0] = 5;
    harness.arrive(harness.client, plaintext, PacketSize.REGULAR, 1);
    harness.arrive(harness.client, new byte[100], PacketSize.REGULAR, 1);
    assertTrue(harness.pushed(2, key).isEmpty());
    assertTrue(harness.packets().isEmpty());
    assertEquals(1, harness.gateway.node().drops().of(DropReason.BAD_ACK_FIRST_HOP));
    assertEquals(1, harness.gateway.node().drops().of(DropReason.NO_ACK_BLOCK));
  }

  private void assertCutOff(String text, String fragment) {
    harness.open(1);
    harness.text(1, text);
    assertEquals(1, harness.errors(1).size());
    assertTrue(harness.errors(1).get(0).contains(fragment));
    assertTrue(harness.isDropped(1));
    harness.take();
  }

  private SharedKey live() {
    harness.open(2);
    SharedKey key = harness.register(2, harness.client);
    harness.take();
    return key;
  }

  private byte[] messageWithAck() {
    return new ByteWriter(2048)
        .bytes(GatewayHarness.NEIGHBOUR.padded(19))
        .bytes(harness.entropy.bytes(386 + 1643))
        .finish();
  }
}
