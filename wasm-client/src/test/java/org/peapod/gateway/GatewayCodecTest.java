package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and frames that keep a rule, and those that break one. */
final class GatewayCodecTest {
  private static final SharedKey KEY = SharedKey.fromBytes(Wire.filled(32, 3));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"supportedProtocol\",\"version\":6}",
        "{\"type\":\"register\",\"protocol_version\":6,\"status\":true,\"upgrade_mode\":true}",
        "{\"type\":\"authenticate\",\"protocol_version\":6,\"status\":true,"
            + "\"bandwidth_remaining\":-1,\"upgrade_mode\":false}",
        "{\"type\":\"bandwidth\",\"available_total\":9223372036854775807,\"upgrade_mode\":false}",
        "{\"type\":\"send\",\"remaining_bandwidth\":68719474323,\"upgrade_mode\":false}",
        "{\"type\":\"encryptedResponse\",\"ciphertext\":[1,2],\"nonce\":[1,2]}",
        "{\"type\":\"error\",\"message\":\"free \\\"text\\\"\"}",
        "{\"type\":\"typedError\",\"error\":{\"out_of_bandwidth\":"
            + "{\"required\":2413,\"available\":0}}}",
        "{\"type\":\"typedError\",\"error\":\"ticket_replay\"}",
        "{\"type\":\"handshakeError\",\"message\":\"text\"}",
        "{\"type\":\"handshakePayload\",\"protocol_version\":6,\"data\":[1]}",
      })
  void responseIsReadAndWrittenAsItWas(String json) {
    assertEquals(json, GatewayResponses.write(GatewayResponses.parse(json).value()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"supportedProtocol\"}",
        "{\"type\":\"claimFreeTestnetBandwidth\"}",
        "{\"type\":\"ecashCredential\",\"enc_credential\":[1],\"iv\":[2]}",
        "{\"type\":\"encryptedRequest\",\"ciphertext\":[1],\"nonce\":[2]}",
        "{\"type\":\"upgradeModeJWT\",\"token\":\"t\"}",
        "{\"type\":\"handshakeError\",\"message\":\"m\"}",
        "{\"type\":\"handshakePayload\",\"protocol_version\":0,\"data\":[]}",
      })
  void requestIsReadAndWrittenAsItWas(String json) {
    assertEquals(json, GatewayRequests.write(GatewayRequests.parse(json).value()));
  }

  @Test
  void absentFieldsOfOlderGatewaysHaveTheirDefaults() {
    for (String version : new String[] {"", ",\"protocol_version\":null"}) {
      assertEquals(
          new GatewayResponse.Register(0, true, false),
          GatewayResponses.parse("{\"type\":\"register\",\"status\":true" + version + "}").value());
    }
    var payload =
        (GatewayResponse.HandshakePayload)
            GatewayResponses.parse("{\"data\":[7],\"new\":{},\"type\":\"handshakePayload\"}")
                .value();
    assertEquals(0, payload.protocolVersion());
    assertArrayEquals(new byte[] {7}, payload.data());
  }

  @Test
  void secondNameOfMessageOneAndOfTheTicketsNonceAreRead() {
    var init = GatewayRequests.parse("{\"type\":\"registerHandshakeInitRequest\",\"data\":[1,2]}");
    assertTrue(init.value() instanceof GatewayRequest.HandshakePayload);
    var ticket =
        (GatewayRequest.EcashCredential)
            GatewayRequests.parse(
                    "{\"type\":\"ecashCredential\",\"enc_credential\":[1],\"nonce\":[2]}")
                .value();
    assertArrayEquals(new byte[] {2}, ticket.nonce());
  }

  @ParameterizedTest
  @ValueSource(strings = {"authenticate", "bandwidthCredential", "bandwidthCredentialV2"})
  void removedRequestIsRecognised(String type) {
    var request = GatewayRequests.parse("{\"type\":\"" + type + "\",\"iv\":\"x\"}").value();
    assertEquals(new GatewayRequest.Removed(type), request);
    assertThrows(IllegalArgumentException.class, () -> GatewayRequests.write(request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|TEXT_NOT_JSON",
        "{\"type\":\"send\"|TEXT_NOT_JSON",
        "{\"type\":\"send\",\"type\":\"send\"}|TEXT_NOT_JSON",
        "7|TYPE_MISSING",
        "{}|TYPE_MISSING",
        "{\"type\":7}|TYPE_MISSING",
        "{\"type\":\"supportedProtocol\"}|FIELD_INVALID",
        "{\"type\":\"supportedProtocol\",\"version\":256}|FIELD_INVALID",
        "{\"type\":\"supportedProtocol\",\"version\":-1}|FIELD_INVALID",
        "{\"type\":\"supportedProtocol\",\"version\":6.5}|FIELD_INVALID",
        "{\"type\":\"supportedProtocol\",\"version\":\"6\"}|FIELD_INVALID",
        "{\"type\":\"handshakePayload\",\"data\":\"AQ==\"}|FIELD_INVALID",
        "{\"type\":\"handshakePayload\",\"data\":[256]}|FIELD_INVALID",
        "{\"type\":\"handshakePayload\",\"data\":[-1]}|FIELD_INVALID",
        "{\"type\":\"handshakePayload\",\"protocol_version\":300,\"data\":[1]}|FIELD_INVALID",
        "{\"type\":\"handshakeError\"}|FIELD_INVALID",
        "{\"type\":\"register\",\"protocol_version\":6}|FIELD_INVALID",
        "{\"type\":\"register\",\"protocol_version\":6,\"status\":1}|FIELD_INVALID",
        "{\"type\":\"register\",\"status\":true,\"upgrade_mode\":\"no\"}|FIELD_INVALID",
        "{\"type\":\"authenticate\",\"protocol_version\":6,\"status\":true}|FIELD_INVALID",
        "{\"type\":\"bandwidth\",\"available_total\":1e3}|FIELD_INVALID",
        "{\"type\":\"send\",\"remaining_bandwidth\":9223372036854775808}|FIELD_INVALID",
        "{\"type\":\"error\",\"message\":null}|FIELD_INVALID",
        "{\"type\":\"typedError\"}|FIELD_INVALID",
        "{\"type\":\"typedError\",\"error\":{\"out_of_bandwidth\":{}}}|FIELD_INVALID",
        "{\"type\":\"typedError\",\"error\":{\"out_of_bandwidth\":7}}|FIELD_INVALID",
        "{\"type\":\"encryptedResponse\",\"ciphertext\":[1]}|FIELD_INVALID",
      })
  void brokenResponseNamesTheRule(String json, GatewayFault fault) {
    assertEquals(fault, GatewayResponses.parse(json == null ? "" : json).fault());
  }

  @Test
  void unknownResponsesAreKeptApartFromBrokenOnes() {
    assertEquals(
        new GatewayResponse.Unknown("new"), GatewayResponses.parse("{\"type\":\"new\"}").value());
    assertEquals(
        new GatewayResponse.Unknown(""),
        GatewayResponses.parse("{\"type\":\"typedError\",\"error\":{\"new\":{}}}").value());
    assertEquals(GatewayFault.TYPE_UNKNOWN, GatewayRequests.parse("{\"type\":\"new\"}").fault());
    String tooLong = " ".repeat(GatewayProtocol.MAX_TEXT_LEN + 1);
    assertEquals(GatewayFault.TEXT_TOO_LONG, GatewayResponses.parse(tooLong).fault());
    assertEquals(GatewayFault.TEXT_TOO_LONG, GatewayRequests.parse(tooLong).fault());
  }

  @ParameterizedTest
  @CsvSource({
    "clientIdentity,[1]", "clientIdentity,null", "addressCiphertext,\"A\"", "nonce,\"@@@@\"",
    "nonce,7", "requestUnixTimestamp,-1", "requestUnixTimestamp,\"1\"", "requestSignature,[1]",
    "protocolVersion,null", "protocolVersion,999",
  })
  void brokenAuthenticationNamesTheRule(String field, String value) {
    AuthenticateV2 proof =
        AuthenticateV2.create(
            ClientKeys.fromSeed(new byte[32]), KEY, 6, 1_779_000_000, new ScriptedEntropy());
    String good = GatewayRequests.write(new GatewayRequest.Authenticate(proof));
    int start = good.indexOf('"' + field + "\":") + field.length() + 3;
    int end = good.charAt(start) == '[' ? good.indexOf(']', start) + 1 : start;
    while (end == start || (good.charAt(end) != ',' && good.charAt(end) != '}')) {
      end++;
    }
    String bad = good.substring(0, start) + value + good.substring(end);
    assertTrue(GatewayRequests.parse(good).isOk());
    assertEquals(GatewayFault.FIELD_INVALID, GatewayRequests.parse(bad).fault(), bad);
  }

  @Test
  void brokenFrameNamesTheRule() {
    byte[] good = BinaryFrame.sealPushed(KEY, new byte[21], new ScriptedEntropy());
    assertFrame(GatewayFault.FRAME_TOO_SHORT, new byte[0]);
    assertFrame(GatewayFault.FRAME_TOO_SHORT, Arrays.copyOf(good, 29));
    assertFrame(GatewayFault.FRAME_TOO_LONG, new byte[GatewayProtocol.MAX_FRAME_LEN + 1]);
    assertFrame(GatewayFault.FRAME_KIND_UNKNOWN, with(good, 0, 0));
    assertFrame(GatewayFault.FRAME_KIND_UNKNOWN, with(good, 0, 2));
    assertFrame(GatewayFault.FRAME_KIND_UNKNOWN, with(good, 0, 200));
    assertFrame(GatewayFault.FRAME_NOT_ENCRYPTED, with(good, 1, 0));
    assertFrame(GatewayFault.FRAME_FLAG_INVALID, with(good, 1, 2));
    for (int i = 2; i < good.length; i++) {
      assertFrame(GatewayFault.FRAME_UNDECRYPTABLE, with(good, i, good[i] ^ 1));
    }
    assertFrame(GatewayFault.FRAME_UNDECRYPTABLE, Arrays.copyOf(good, good.length - 1));
    byte[] empty = BinaryFrame.sealPushed(KEY, new byte[0], new ScriptedEntropy());
    assertEquals(0, BinaryFrame.openPushed(KEY, empty).value().length);
  }

  @Test
  void brokenForwardRequestNamesTheRule() {
    byte[] v2 = ForwardRequest.ofSphinx(2, Wire.HOP, new byte[386]).toBytes(2);
    assertForward(GatewayFault.FORWARD_TRUNCATED, 2, new byte[0]);
    assertForward(GatewayFault.FORWARD_TRUNCATED, 2, Arrays.copyOf(v2, 8));
    assertForward(GatewayFault.FORWARD_TRUNCATED, 2, Arrays.copyOf(v2, 9));
    assertForward(GatewayFault.PACKET_LENGTH_INVALID, 2, Arrays.copyOf(v2, 10));
    assertForward(GatewayFault.PACKET_LENGTH_INVALID, 2, Arrays.copyOf(v2, v2.length + 1));
    assertForward(GatewayFault.PACKET_TYPE_UNKNOWN, 2, with(v2, 0, 1));
    assertForward(GatewayFault.PACKET_TYPE_UNKNOWN, 2, with(v2, 0, 3));
    assertForward(GatewayFault.ROTATION_LABEL_INVALID, 2, with(v2, 1, 3));
    assertForward(GatewayFault.FIRST_HOP_INVALID, 2, with(v2, 2, 5));
    assertForward(GatewayFault.FIRST_HOP_INVALID, 1, v2);
    assertTrue(ForwardRequest.fromBytes(2, with(v2, 0, 2)).isOk(), "Outfox is read");
  }

  @Test
  void callersMistakesAreRefused() {
    byte[] packet = new byte[2413];
    assertMistake(() -> ForwardRequest.ofSphinx(3, Wire.HOP, packet));
    assertMistake(() -> ForwardRequest.ofSphinx(-1, Wire.HOP, packet));
    assertMistake(() -> ForwardRequest.ofSphinx(0, new byte[0], packet));
    assertMistake(() -> ForwardRequest.ofSphinx(0, new byte[7], packet));
    assertMistake(() -> ForwardRequest.ofSphinx(0, Wire.filled(7, 6), packet));
    assertMistake(() -> ForwardRequest.ofSphinx(0, Wire.HOP, new byte[2412]));
    ForwardRequest good = ForwardRequest.ofSphinx(0, Wire.HOP, packet);
    assertMistake(() -> BinaryFrame.sealForward(KEY, 3, good, new ScriptedEntropy()));
    assertMistake(() -> SharedKey.fromBytes(new byte[31]));
    assertMistake(() -> ClientKeys.fromSeed(new byte[33]));
    ClientKeys keys = ClientKeys.fromSeed(new byte[32]);
    assertMistake(() -> new Handshake(keys, new byte[31], new ScriptedEntropy()));
    assertMistake(() -> new GatewaySession(keys, new byte[31], null, new ScriptedEntropy()));
    assertMistake(() -> GatewayResponses.write(new GatewayResponse.Unknown("x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"ForgetMe\":{}}",
        "{\"ForgetMe\":{\"client\":true}}",
        "{\"RememberMe\":{\"session_type\":1}}",
        "{\"Other\":{}}",
        "{\"ForgetMeAck\":1}",
        "{\"ForgetMeAck\":{},\"RememberMeAck\":{}}",
        "x"
      })
  void unknownEncryptedTextIsAFault(String plaintext) {
    byte[] nonce = new byte[12];
    byte[] sealed = KEY.seal(nonce, org.peapod.bytes.Utf8.encode(plaintext));
    assertEquals(
        GatewayFault.ENCRYPTED_TEXT_UNKNOWN, EncryptedText.open(KEY, nonce, sealed).fault());
    assertEquals(
        GatewayFault.ENCRYPTED_TEXT_UNDECRYPTABLE,
        EncryptedText.open(KEY, new byte[11], sealed).fault());
    assertEquals(
        GatewayFault.ENCRYPTED_TEXT_UNDECRYPTABLE,
        EncryptedText.open(KEY, nonce, new byte[3]).fault());
  }

  @Test
  void everyFaultExplainsItselfAndHasAReaction() {
    for (GatewayFault fault : GatewayFault.values()) {
      assertTrue(fault.explanation().length() > 15, fault.name());
      assertTrue(fault.reaction() != null, fault.name());
    }
    assertEquals(GatewayFault.FEATURE_MISSING, GatewayFault.ofErrorText("an unknown type: x"));
  }

  private static void assertFrame(GatewayFault fault, byte[] frame) {
    assertEquals(fault, BinaryFrame.openPushed(KEY, frame).fault());
  }

  private static void assertForward(GatewayFault fault, int kind, byte[] plaintext) {
    assertEquals(fault, ForwardRequest.fromBytes(kind, plaintext).fault());
  }

  private static void assertMistake(org.junit.jupiter.api.function.Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }

  private static byte[] with(byte[] bytes, int index, int value) {
    byte[] out = bytes.clone();
    out[index] = (byte) value;
    return out;
  }
}
