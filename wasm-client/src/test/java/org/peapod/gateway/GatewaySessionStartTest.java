package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.json.Json;
import org.peapod.vectors.Hex;
import org.peapod.vectors.Vectors;

/** From the socket's opening to Ready, or to the reason why not. */
final class GatewaySessionStartTest {
  @Test
  void newClientRegistersClaimsAndIsReady() {
    Wire wire = Wire.in(GatewayState.REGISTERING);
    wire.says(new GatewayResponse.Register(6, true, false));
    List<GatewayOutput> out = wire.drain();
    GatewayOutput.Registered registered = (GatewayOutput.Registered) out.get(0);
    assertArrayEquals(wire.key.toBytes(), registered.key().toBytes());
    assertEquals("{\"type\":\"claimFreeTestnetBandwidth\"}", text(out.get(1)));
    assertEquals(2, out.size(), "not ready before the claim is answered");
    wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
    assertEquals(List.of(new GatewayOutput.Ready(6)), wire.drain());
    assertEquals(Wire.PLENTY, wire.session.balance());
  }

  @Test
  void knownClientAuthenticatesAndIsReadyWithoutClaim() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 40_000_000, false));
    assertEquals(List.of(new GatewayOutput.Ready(6)), wire.drain());
  }

  @Test
  void lowBalanceAfterAuthenticationClaimsFirst() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 39_999_999, false));
    assertTrue(wire.lastRequest() instanceof GatewayRequest.ClaimFreeBandwidth);
    wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
    assertEquals(List.of(new GatewayOutput.Ready(6)), wire.drain());
  }

  @Test
  void transcriptOfRegistrationComesOutToTheByte() {
    Json lines = Vectors.load("gateway-text.json").get("transcript_of_one_session");
    Json handshake = Vectors.load("gateway-handshake.json");
    Json client = handshake.get("client");
    GatewaySession session =
        new GatewaySession(
            ClientKeys.fromSeed(hex(client, "identity_seed")),
            hex(handshake.get("gateway"), "identity_pub"),
            null,
            new ScriptedEntropy(
                hex(client, "ephemeral_secret"),
                hex(client, "hkdf_salt"),
                hex(client, "material_nonce")));
    session.opened(0, Wire.WALL);
    for (int i = 0; i < 7; i++) {
      String line = lines.at(i).at(1).asText();
      if (lines.at(i).at(0).asText().equals("C")) {
        assertEquals(line, text(session.poll()));
      } else {
        session.text(0, Wire.WALL, line);
      }
    }
    GatewayOutput.Registered registered = (GatewayOutput.Registered) session.poll();
    assertArrayEquals(hex(handshake, "shared_key"), registered.key().toBytes());
  }

  @Test
  void transcriptOfAuthenticationComesOutToTheByte() {
    Json auth = Vectors.load("gateway-auth.json");
    GatewaySession session =
        new GatewaySession(
            ClientKeys.fromSeed(hex(auth, "identity_seed")),
            Wire.gatewayIdentity(),
            SharedKey.fromBytes(hex(auth, "shared_key")),
            new ScriptedEntropy(hex(auth, "nonce")));
    session.opened(0, Wire.WALL);
    session.poll();
    session.text(0, Wire.WALL, "{\"type\":\"supportedProtocol\",\"version\":6}");
    assertEquals(auth.get("request_json").asText(), text(session.poll()));
    Json lines = Vectors.load("gateway-text.json").get("transcript_of_one_session");
    session.binary(0, Hex.decode(lines.at(lines.size() - 2).at(1).asText()));
    assertEquals(21, ((GatewayOutput.Pushed) session.poll()).plaintext().length);
    session.text(0, Wire.WALL, auth.get("response_json").asText());
    assertEquals(new GatewayOutput.Ready(6), session.poll());
    assertEquals(68_719_469_497L, session.balance());
  }

  @ParameterizedTest
  @ValueSource(strings = {"REGISTERING", "AUTHENTICATING"})
  void storedMessagesBeforeTheReplyAreDelivered(GatewayState state) {
    Wire wire = Wire.in(state);
    wire.pushes(Wire.filled(1643, 1));
    wire.pushes(Wire.filled(21, 2));
    List<GatewayOutput.Pushed> pushed = wire.drain(GatewayOutput.Pushed.class);
    assertEquals(2, pushed.size());
    assertArrayEquals(Wire.filled(1643, 1), pushed.get(0).plaintext());
    assertArrayEquals(Wire.filled(21, 2), pushed.get(1).plaintext());
    assertEquals(state, wire.session.state());
  }

  @ParameterizedTest
  @CsvSource({"0,VERSION_TOO_LOW", "3,VERSION_TOO_LOW"})
  void ancientGatewayIsRefused(int version, GatewayFault fault) {
    Wire wire = Wire.in(GatewayState.PROBING);
    wire.says(new GatewayResponse.SupportedProtocol(version));
    GatewayOutput.Ended ended = wire.ended(fault);
    assertTrue(ended.tryOtherGateway());
    assertFalse(ended.retryable());
  }

  @Test
  void gatewayThatDoesNotKnowTheVersionQuestionIsRefused() {
    Wire wire = Wire.in(GatewayState.PROBING);
    wire.says(new GatewayResponse.Error("invalid request"));
    wire.ended(GatewayFault.VERSION_TOO_LOW);
  }

  @ParameterizedTest
  @CsvSource({"4,4", "5,5", "6,6", "7,6", "255,6"})
  void lowerVersionOfTheTwoIsUsed(int offered, int used) {
    Wire wire = Wire.in(GatewayState.PROBING);
    wire.says(new GatewayResponse.SupportedProtocol(offered));
    assertEquals(used, wire.lastPayload().protocolVersion());
    assertEquals(used, wire.session.version());
  }

  @Test
  void olderGatewaysThreeInHandshakeFramesIsAccepted() {
    Wire wire = Wire.in(GatewayState.HANDSHAKE_MATERIAL);
    wire.answerMaterial(3);
    wire.answerFinalization(3);
    wire.saysText("{\"type\":\"register\",\"protocol_version\":3,\"status\":true}");
    assertEquals(GatewayState.READY, wire.session.state());
    assertEquals(6, wire.session.version());
  }

  @Test
  void versionAboveOursEndsTheConnectionWhereverItStands() {
    Wire material = Wire.in(GatewayState.HANDSHAKE_MATERIAL);
    material.answerMaterial(7);
    assertTrue(material.lastRequest() instanceof GatewayRequest.HandshakeError);
    material.ended(GatewayFault.VERSION_TOO_HIGH);
    Wire finalization = Wire.in(GatewayState.HANDSHAKE_FINALIZATION);
    finalization.answerFinalization(7);
    finalization.ended(GatewayFault.VERSION_TOO_HIGH);
    Wire register = Wire.in(GatewayState.REGISTERING);
    register.says(new GatewayResponse.Register(7, true, false));
    register.ended(GatewayFault.VERSION_TOO_HIGH);
    Wire authenticate = Wire.in(GatewayState.AUTHENTICATING);
    authenticate.says(new GatewayResponse.Authenticate(7, true, 0, false));
    authenticate.ended(GatewayFault.VERSION_TOO_HIGH);
  }

  @Test
  void handshakeFaultIsToldToTheGateway() {
    Wire wire = Wire.in(GatewayState.HANDSHAKE_MATERIAL);
    wire.says(new GatewayResponse.HandshakePayload(6, new byte[123]));
    assertTrue(wire.lastRequest() instanceof GatewayRequest.HandshakeError);
    wire.ended(GatewayFault.MATERIAL_LENGTH_INVALID);
    Wire last = Wire.in(GatewayState.HANDSHAKE_FINALIZATION);
    last.says(new GatewayResponse.HandshakePayload(6, new byte[] {0}));
    assertTrue(last.lastRequest() instanceof GatewayRequest.HandshakeError);
    last.ended(GatewayFault.FINALIZATION_FAILED);
  }

  @Test
  void gatewayWithAnotherIdentityGetsNoMaterial() {
    GatewaySession session =
        new GatewaySession(
            ClientKeys.fromSeed(Wire.CLIENT_SEED),
            ClientKeys.fromSeed(Wire.filled(32, 99)).publicKey(),
            null,
            new ScriptedEntropy());
    session.opened(0, Wire.WALL);
    session.text(0, Wire.WALL, "{\"type\":\"supportedProtocol\",\"version\":6}");
    session.poll();
    byte[] m1 =
        ((GatewayRequest.HandshakePayload) GatewayRequests.parse(text(session.poll())).value())
            .data();
    byte[] m2 = new HandshakeResponder(Wire.GATEWAY_SEED, new ScriptedEntropy()).onInit(m1).value();
    session.text(0, Wire.WALL, GatewayResponses.write(new GatewayResponse.HandshakePayload(6, m2)));
    assertTrue(text(session.poll()).contains("handshakeError"));
    assertEquals(GatewayFault.SIGNATURE_INVALID, ((GatewayOutput.Ended) session.poll()).fault());
  }

  @Test
  void falseStatusIsARefusal() {
    Wire register = Wire.in(GatewayState.REGISTERING);
    register.says(new GatewayResponse.Register(6, false, false));
    register.ended(GatewayFault.REGISTRATION_REFUSED);
    Wire authenticate = Wire.in(GatewayState.AUTHENTICATING);
    authenticate.says(new GatewayResponse.Authenticate(6, false, 0, false));
    authenticate.ended(GatewayFault.AUTHENTICATION_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "client is not registered here,NOT_REGISTERED,true,true,false",
    "provided address ciphertext differs,KEY_MISMATCH,true,true,false",
    "bad request signature,SIGNATURE_REFUSED,false,false,false",
    "timestamp is excessively skewed,CLOCK_SKEWED,false,true,false",
    "timestamp smaller or equal,TIMESTAMP_STALE,false,true,false",
    "stale authentication,TIMESTAMP_STALE,false,true,false",
    "there is already an open connection,ALREADY_CONNECTED,false,true,true",
    "incompatible protocol version,VERSION_REFUSED,false,false,true",
    "legacy authentication,REQUEST_NOT_UNDERSTOOD,false,false,true",
    "Only 'Register' is allowed,REQUEST_NOT_UNDERSTOOD,false,false,true",
    "the registration handshake failed,HANDSHAKE_REFUSED,false,true,true",
    "timed out,TOO_SLOW,false,true,true",
    "without prior authentication,NOT_AUTHENTICATED,false,true,true",
    "storage error,GATEWAY_STORAGE_FAILED,false,false,true",
    "datastore is corrupted,GATEWAY_STORAGE_FAILED,false,false,true",
    "something new,GATEWAY_ERROR,false,true,true",
  })
  void refusedAuthenticationSaysWhatToDo(
      String message, GatewayFault fault, boolean forget, boolean retry, boolean other) {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Error(message));
    GatewayOutput.Ended ended = wire.ended(fault);
    assertEquals(message, ended.detail());
    assertEquals(forget, ended.forgetKey());
    assertEquals(retry, ended.retryable());
    assertEquals(other, ended.tryOtherGateway());
    wire.says(new GatewayResponse.Error(message));
    assertTrue(wire.drain().isEmpty(), "the repeated error is ignored");
  }

  @Test
  void longErrorTextIsCut() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Error("x".repeat(5000)));
    assertEquals(200, wire.ended(GatewayFault.GATEWAY_ERROR).detail().length());
  }

  @Test
  void authenticationIsAlwaysLaterThanTheOneBefore() {
    GatewaySession session =
        new GatewaySession(
            ClientKeys.fromSeed(Wire.CLIENT_SEED),
            Wire.gatewayIdentity(),
            SharedKey.fromBytes(new byte[32]),
            1_779_000_500,
            new ScriptedEntropy());
    session.opened(0, Wire.WALL);
    session.poll();
    session.text(0, Wire.WALL, "{\"type\":\"supportedProtocol\",\"version\":6}");
    AuthenticateV2 proof =
        ((GatewayRequest.Authenticate) GatewayRequests.parse(text(session.poll())).value()).proof();
    assertEquals(1_779_000_501, proof.timestampSeconds());
    assertEquals(1_779_000_501, session.lastTimestamp());
  }

  @Test
  void registrationCountsAsATimestamp() {
    Wire wire = Wire.in(GatewayState.REGISTERING);
    wire.says(new GatewayResponse.Register(6, true, false));
    assertEquals(1_779_000_000, wire.session.lastTimestamp());
  }

  private static String text(GatewayOutput output) {
    return ((GatewayOutput.SendText) output).text();
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
