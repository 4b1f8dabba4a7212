package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.X25519;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.Handshake;
import org.peapod.gateway.SharedKey;
import org.peapod.json.Json;
import org.peapod.vectors.Vectors;

/** Registration, and every case of {@code must_reject} in gateway-handshake.json. */
class GatewayRegistrationTest {
  private final GatewayHarness harness = new GatewayHarness();
  private final Handshake handshake =
      new Handshake(harness.client, harness.gateway.identity(), harness.entropy);

  @Test
  void completeHandshakeRegistersAndOpensASession() {
    harness.open(1);
    SharedKey key = harness.register(1, harness.client);

    assertInstanceOf(GatewayResponse.HandshakePayload.class, harness.texts(1).get(0));
    assertEquals(new GatewayResponse.Register(6, true, false), harness.texts(1).get(1));
    assertEquals(1, harness.gateway.liveClients());
    harness.take();
    harness.send(1, GatewayHarness.CLAIM);
    assertEquals(new GatewayResponse.Bandwidth(68_719_476_736L, false), harness.only(1));
    assertEquals(32, key.toBytes().length);
  }

  @Test
  void everyRejectionThatTheVectorsListHasATestHere() {
    List<String> listed = new ArrayList<>();
    Json cases = Vectors.load("gateway-handshake.json").get("must_reject");
    for (int i = 0; i < cases.size(); i++) {
      listed.add(cases.at(i).asText());
    }
    // Cases 2, 7 and 8 are checks of the client.
    assertEquals(
        List.of(
            "init of a length other than 80",
            "message 2 of a length other than 124",
            "message 3 of a length other than 92",
            "any flipped bit of ciphertext, tag or nonce",
            "signature by another identity",
            "signature over the two ephemeral keys in the opposite order",
            "finalization byte other than 01 or length other than 1",
            "protocol_version in message 2 above 6"),
        listed);
  }

  @Test
  void initOfAnotherLengthIsRefused() {
    for (int len : new int[] {0, 64, 79, 81}) {
      harness.open(len);
      harness.send(len, new GatewayRequest.HandshakePayload(6, new byte[len]));
      assertHandshakeFailed(len);
    }
  }

  @Test
  void initWithAnIdentityThatIsNoPointIsRefused() {
    byte[] init = handshake.init();
    byte[] noPoint = new byte[32];
    while (Ed25519.isPoint(noPoint)) {
      noPoint[0]++;
    }
    System.arraycopy(noPoint, 0, init, 0, 32);
    harness.open(1);
    harness.send(1, new GatewayRequest.HandshakePayload(6, init));
    assertHandshakeFailed(1);
  }

  @Test
  void materialOfAnotherLengthIsRefused() {
    refuseMaterial(material -> java.util.Arrays.copyOf(material, 91));
    refuseMaterial(material -> java.util.Arrays.copyOf(material, 93));
  }

  @Test
  void flippedBitAnywhereInMaterialIsRefused() {
    for (int at : new int[] {0, 40, 63, 64, 79, 80, 91}) {
      refuseMaterial(
          material -> {
            material[at] ^= 0x10;
            return material;
          });
    }
  }

  @Test
  void signatureByAnotherIdentityIsRefused() {
    ClientKeys thief = ClientKeys.fromSeed(harness.entropy.bytes(32));
    assertForgeryRefused(thief, true);
  }

  @Test
  void signatureOverTheKeysInOppositeOrderIsRefused() {
    assertForgeryRefused(harness.client, false);
  }

  @Test
  void sameForgeryWithRightSignatureIsAccepted() {
    byte[] material = forge(7, harness.client, true);
    harness.send(7, new GatewayRequest.HandshakePayload(6, material));
    assertEquals(1, harness.gateway.liveClients());
  }

  @Test
  void secondRegistrationOfALiveClientIsRefusedAtOnce() {
    harness.open(1);
    harness.register(1, harness.client);
    harness.take();
    harness.open(2);
    harness.send(2, new GatewayRequest.HandshakePayload(6, handshake.init()));
    assertEquals(2, harness.errors(2).size());
    assertTrue(harness.errors(2).get(0).contains("already an open connection"));
    assertTrue(harness.isDropped(2));
    assertFalse(harness.isDropped(1));
  }

  @Test
  void clientBeyondTheLimitIsRefused() {
    GatewayHarness small = new GatewayHarness(new GatewayConfig(6, false, 1, 10, 1, 1024));
    small.open(1);
    small.register(1, small.client);
    small.take();
    small.open(2);
    ClientKeys second = ClientKeys.fromSeed(small.entropy.bytes(32));
    Handshake other = new Handshake(second, small.gateway.identity(), small.entropy);
    small.send(2, new GatewayRequest.HandshakePayload(6, other.init()));
    byte[] answer = ((GatewayResponse.HandshakePayload) small.only(2)).data();
    small.send(2, new GatewayRequest.HandshakePayload(6, other.onGatewayMaterial(answer).value()));
    assertTrue(small.errors(2).get(0).contains("storage error"));
    assertEquals(1, small.gateway.registeredClients());
  }

  @Test
  void connectionBeyondTheLimitIsDropped() {
    GatewayHarness small = new GatewayHarness(new GatewayConfig(6, false, 1, 2, 10, 1024));
    small.open(1);
    small.open(2);
    small.open(3);
    assertTrue(small.isDropped(3));
    assertFalse(small.isDropped(1));
  }

  @Test
  void registeringAgainKeepsBalanceAndStoredMessagesAndReplacesTheKey() {
    harness.open(1);
    harness.register(1, harness.client);
    harness.send(1, GatewayHarness.CLAIM);
    harness.gateway.closed(harness.now(), 1);
    harness.arrive(harness.client, new byte[21], org.peapod.sphinx.PacketSize.ACK, 1);
    harness.take();
    harness.open(2);
    SharedKey fresh = harness.register(2, harness.client);
    assertEquals(1, harness.pushed(2, fresh).size());
    harness.take();
    harness.binary(2, harness.forwardFrame(fresh, org.peapod.sphinx.PacketSize.ACK));
    assertEquals(new GatewayResponse.Send(68_719_476_736L - 386, false), harness.only(2));
  }

  @Test
  void olderGatewayWritesThreeInHandshakesAndNoUpgradeMode() {
    GatewayHarness older = new GatewayHarness(GatewayConfig.STANDARD.withProtocolVersion(5));
    older.open(1);
    Handshake own = new Handshake(older.client, older.gateway.identity(), older.entropy);
    older.send(1, new GatewayRequest.HandshakePayload(6, own.init()));
    GatewayResponse.HandshakePayload second = (GatewayResponse.HandshakePayload) older.only(1);
    assertEquals(3, second.protocolVersion());
    older.take();
    byte[] material = own.onGatewayMaterial(second.data()).value();
    older.send(1, new GatewayRequest.HandshakePayload(5, material));
    List<NodeOutput> out = older.take();
    assertEquals(
        "{\"type\":\"register\",\"protocol_version\":5,\"status\":true}",
        ((NodeOutput.SendText) out.get(1)).text());
  }

  @Test
  void proposalOfTheStockClientIsEchoed() {
    harness.open(1);
    harness.send(1, new GatewayRequest.HandshakePayload(3, handshake.init()));
    assertEquals(3, ((GatewayResponse.HandshakePayload) harness.only(1)).protocolVersion());
  }

  @Test
  void handshakeErrorOfTheClientEndsTheConnection() {
    begun(1);
    harness.send(1, new GatewayRequest.HandshakeError("no"));
    assertEquals(2, harness.errors(1).size());
    assertTrue(harness.isDropped(1));
  }

  @Test
  void otherFramesInsideAHandshakeArePassedOver() {
    byte[] material = begun(1);
    harness.text(1, "nonsense");
    harness.binary(1, new byte[3]);
    assertTrue(harness.take().isEmpty());
    harness.send(1, new GatewayRequest.HandshakePayload(6, material));
    assertEquals(1, harness.gateway.liveClients());
  }

  /** Message 3 for a handshake begun on a fresh connection; nothing is left to take. */
  private byte[] begun(int connection) {
    Handshake own = new Handshake(harness.client, harness.gateway.identity(), harness.entropy);
    harness.open(connection);
    harness.send(connection, new GatewayRequest.HandshakePayload(6, own.init()));
    byte[] answer = ((GatewayResponse.HandshakePayload) harness.only(connection)).data();
    harness.take();
    return own.onGatewayMaterial(answer).value();
  }

  private void refuseMaterial(java.util.function.UnaryOperator<byte[]> change) {
    byte[] material = begun(1);
    harness.send(1, new GatewayRequest.HandshakePayload(6, change.apply(material)));
    assertHandshakeFailed(1);
    harness.take();
  }

  private void assertForgeryRefused(ClientKeys signer, boolean ownKeyFirst) {
    byte[] material = forge(1, signer, ownKeyFirst);
    harness.send(1, new GatewayRequest.HandshakePayload(6, material));
    assertHandshakeFailed(1);
  }

  /** Plays a client's handshake by hand, from the chapter, with a choice of what is signed. */
  private byte[] forge(int connection, ClientKeys signer, boolean ownKeyFirst) {
    byte[] secret = harness.entropy.bytes(32);
    byte[] own = X25519.publicKey(secret);
    byte[] salt = harness.entropy.bytes(16);
    harness.open(connection);
    byte[] init =
        new ByteWriter(80).bytes(harness.client.publicKey()).bytes(own).bytes(salt).finish();
    harness.send(connection, new GatewayRequest.HandshakePayload(6, init));
    byte[] answer = ((GatewayResponse.HandshakePayload) harness.only(connection)).data();
    harness.take();
    byte[] peer = java.util.Arrays.copyOf(answer, 32);
    byte[] key = org.peapod.crypto.HkdfBlake3.derive(salt, X25519.agree(secret, peer), 32);
    byte[] signed =
        ownKeyFirst
            ? new ByteWriter(64).bytes(own).bytes(peer).finish()
            : new ByteWriter(64).bytes(peer).bytes(own).finish();
    byte[] nonce = harness.entropy.bytes(12);
    byte[] sealed = SharedKey.fromBytes(key).seal(nonce, signer.sign(signed));
    return new ByteWriter(92).bytes(sealed).bytes(nonce).finish();
  }

  private void assertHandshakeFailed(int connection) {
    List<GatewayResponse> texts = harness.texts(connection);
    assertEquals(3, texts.size());
    assertInstanceOf(GatewayResponse.HandshakeError.class, texts.get(0));
    assertEquals(texts.get(1), texts.get(2));
    assertTrue(harness.errors(connection).get(0).contains("registration handshake"));
    assertTrue(harness.isDropped(connection));
    assertEquals(0, harness.gateway.registeredClients());
  }
}
