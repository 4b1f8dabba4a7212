package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.gateway.AuthenticateV2;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.SharedKey;
import org.peapod.mixnet.node.NodeOutput.Ping;
import org.peapod.sphinx.PacketSize;

/** Authentication with a stored key: each check of 3.6 and the rivals of 3.14. */
class GatewayAuthenticationTest {
  private final GatewayHarness harness = new GatewayHarness();
  private final SharedKey key = harness.registeredAndGone();

  @Test
  void rightProofOpensASession() {
    harness.open(2);
    harness.authenticate(2, key);
    assertEquals(new GatewayResponse.Authenticate(6, true, 0, false), harness.only(2));
  }

  @Test
  void balanceOfAnEarlierConnectionIsReported() {
    harness.open(2);
    harness.authenticate(2, key);
    harness.send(2, GatewayHarness.CLAIM);
    harness.gateway.closed(harness.now(), 2);
    harness.pass(1000);
    harness.take();
    harness.open(3);
    harness.authenticate(3, key);
    assertEquals(
        new GatewayResponse.Authenticate(6, true, 68_719_476_736L, false), harness.only(3));
  }

  @Test
  void versionBelowFourOrAboveTheGatewaysIsRefused() {
    assertRefused(harness.proof(key, 3, harness.seconds()), "incompatible protocol version");
    assertRefused(harness.proof(key, 7, harness.seconds()), "incompatible protocol version");
    GatewayHarness older = new GatewayHarness(GatewayConfig.STANDARD.withProtocolVersion(4));
    SharedKey olderKey = older.registeredAndGone();
    older.open(2);
    older.send(2, new GatewayRequest.Authenticate(older.proof(olderKey, 5, older.seconds())));
    assertTrue(older.errors(2).get(0).contains("incompatible protocol version"));
  }

  @Test
  void clockMoreThanTwoMinutesOffIsRefused() {
    assertRefused(harness.proof(key, 6, harness.seconds() - 121), "excessively skewed");
    assertRefused(harness.proof(key, 6, harness.seconds() + 121), "excessively skewed");
    assertRefused(harness.proof(key, 6, Long.MAX_VALUE), "excessively skewed");
  }

  @Test
  void clockTwoMinutesOffIsAccepted() {
    assertAccepted(2, harness.proof(key, 6, harness.seconds() - 120));
    harness.gateway.closed(harness.now(), 2);
    assertAccepted(3, harness.proof(key, 6, harness.seconds() + 120));
  }

  @Test
  void wrongSignatureIsRefused() {
    AuthenticateV2 good = harness.proof(key, 6, harness.seconds());
    byte[] signature = good.signature().clone();
    signature[10] ^= 1;
    assertRefused(with(good, good.addressCiphertext(), good.nonce(), signature), "signature");
  }

  @Test
  void unknownClientIsRefused() {
    ClientKeys stranger = ClientKeys.fromSeed(harness.entropy.bytes(32));
    assertRefused(
        AuthenticateV2.create(stranger, key, 6, harness.seconds(), harness.entropy),
        "not registered");
  }

  @Test
  void anotherKeyIsRefused() {
    SharedKey other = SharedKey.fromBytes(harness.entropy.bytes(32));
    assertRefused(harness.proof(other, 6, harness.seconds()), "address ciphertext");
  }

  @Test
  void nonceOfAnotherLengthIsRefused() {
    AuthenticateV2 good = harness.proof(key, 6, harness.seconds());
    assertRefused(resigned(good, good.addressCiphertext(), new byte[11]), "address ciphertext");
    assertRefused(resigned(good, new byte[0], good.nonce()), "address ciphertext");
  }

  @Test
  void timestampUsedBeforeIsRefused() {
    long used = harness.seconds();
    assertAccepted(2, harness.proof(key, 6, used));
    harness.gateway.closed(harness.now(), 2);
    assertRefused(harness.proof(key, 6, used), "smaller or equal");
    assertRefused(harness.proof(key, 6, used - 1), "smaller or equal");
    assertAccepted(3, harness.proof(key, 6, used + 1));
  }

  @Test
  void timestampNotLaterThanTheLiveRegistrationIsRefusedAsStale() {
    harness.open(2);
    SharedKey fresh = harness.register(2, harness.client);
    harness.take();
    harness.open(3);
    harness.send(3, new GatewayRequest.Authenticate(harness.proof(fresh, 6, harness.seconds())));
    assertTrue(harness.errors(3).get(0).contains("stale authentication"));
  }

  @Test
  void olderConnectionThatAnswersItsPingStays() {
    Ping ping = rivalsUntilPing();
    harness.gateway.pong(harness.now(), 2, ping.payload());
    harness.pass(0);
    assertTrue(harness.errors(3).get(0).contains("already an open connection"));
    assertEquals(2, harness.errors(3).size());
    assertTrue(harness.isDropped(3));
    assertFalse(harness.isDropped(2));
  }

  @Test
  void pongWithOtherBytesIsNoAnswer() {
    rivalsUntilPing();
    harness.gateway.pong(harness.now(), 2, new byte[8]);
    harness.pass(1000);
    assertTrue(harness.isDropped(2));
  }

  @Test
  void olderConnectionThatIsSilentForASecondIsEvicted() {
    rivalsUntilPing();
    harness.pass(999);
    assertTrue(harness.take().isEmpty());
    harness.pass(1);
    assertTrue(harness.isDropped(2));
    assertEquals(new GatewayResponse.Authenticate(6, true, 0, false), harness.only(3));
    assertEquals(1, harness.gateway.liveClients());
  }

  @Test
  void olderConnectionThatClosesMakesRoomAtOnce() {
    rivalsUntilPing();
    harness.gateway.closed(harness.now(), 2);
    harness.pass(0);
    assertEquals(new GatewayResponse.Authenticate(6, true, 0, false), harness.only(3));
  }

  @Test
  void thirdConnectionDuringAPingIsRefused() {
    rivalsUntilPing();
    harness.open(4);
    harness.pass(500);
    harness.send(4, new GatewayRequest.Authenticate(harness.proof(key, 6, harness.seconds() + 5)));
    assertTrue(harness.errors(4).get(0).contains("already an open connection"));
  }

  @Test
  void framesSentWhileTheOlderConnectionIsPingedAreAnsweredAfterwards() {
    rivalsUntilPing();
    harness.send(3, GatewayHarness.CLAIM);
    harness.binary(3, harness.forwardFrame(key, PacketSize.ACK));
    assertTrue(harness.take().isEmpty());
    harness.pass(1000);
    List<GatewayResponse> texts = harness.texts(3);
    assertEquals(new GatewayResponse.Bandwidth(68_719_476_736L, false), texts.get(1));
    assertEquals(new GatewayResponse.Send(68_719_476_736L - 386, false), texts.get(2));
  }

  @Test
  void floodWhileTheOlderConnectionIsPingedIsCutOff() {
    rivalsUntilPing();
    for (int i = 0; i <= ClientConnection.EARLY_FRAME_LIMIT; i++) {
      harness.send(3, GatewayHarness.CLAIM);
    }
    assertTrue(harness.isDropped(3));
    harness.take();
    harness.pass(2000);
    assertFalse(harness.isDropped(2));
  }

  @Test
  void newerConnectionThatLeavesLetsTheOlderOneBe() {
    rivalsUntilPing();
    harness.gateway.closed(harness.now(), 3);
    harness.pass(5000);
    assertFalse(harness.isDropped(2));
    assertEquals(1, harness.gateway.liveClients());
  }

  /** Connection 2 is live, connection 3 has proved itself and the gateway has pinged 2. */
  private Ping rivalsUntilPing() {
    harness.open(2);
    harness.authenticate(2, key);
    harness.pass(3000);
    harness.take();
    harness.open(3);
    harness.authenticate(3, key);
    List<NodeOutput> out = harness.take();
    assertEquals(1, out.size());
    Ping ping = (Ping) out.get(0);
    assertEquals(2, ping.connection());
    assertEquals(8, ping.payload().length);
    return ping;
  }

  private void assertAccepted(int connection, AuthenticateV2 proof) {
    harness.open(connection);
    harness.send(connection, new GatewayRequest.Authenticate(proof));
    assertEquals(new GatewayResponse.Authenticate(6, true, 0, false), harness.only(connection));
    harness.take();
  }

  private void assertRefused(AuthenticateV2 proof, String fragment) {
    harness.open(9);
    harness.send(9, new GatewayRequest.Authenticate(proof));
    List<String> errors = harness.errors(9);
    assertEquals(2, errors.size());
    assertTrue(errors.get(0).contains(fragment), errors.get(0));
    assertEquals(errors.get(0), errors.get(1));
    assertTrue(harness.isDropped(9));
    harness.take();
  }

  private AuthenticateV2 resigned(AuthenticateV2 of, byte[] ciphertext, byte[] nonce) {
    AuthenticateV2 unsigned = with(of, ciphertext, nonce, of.signature());
    return with(of, ciphertext, nonce, harness.client.sign(unsigned.signedBytes()));
  }

  private static AuthenticateV2 with(
      AuthenticateV2 of, byte[] ciphertext, byte[] nonce, byte[] signature) {
    return new AuthenticateV2(
        of.protocolVersion(),
        of.clientIdentity(),
        ciphertext,
        nonce,
        of.timestampSeconds(),
        signature);
  }
}
