package org.peapod.gateway;

import org.peapod.bytes.Base58;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.HkdfBlake3;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** gateway-handshake.json: both ends to the byte, and everything that must be refused. */
public final class GatewayHandshakeChecks {
  private final Json file;
  private final Json client;
  private final Json gateway;
  private final Checks checks;

  private GatewayHandshakeChecks(Json file, Checks checks) {
    this.file = file;
    this.client = file.get("client");
    this.gateway = file.get("gateway");
    this.checks = checks;
  }

  /** Checks the whole file. */
  public static void run(Json file, Checks checks) {
    GatewayHandshakeChecks all = new GatewayHandshakeChecks(file, checks);
    all.derivedValues();
    all.bothEnds();
    all.texts();
    all.clientRefuses();
    all.gatewayRefuses();
  }

  private void derivedValues() {
    byte[] dh = X25519.agree(hex(client, "ephemeral_secret"), hex(gateway, "ephemeral_pub"));
    byte[] salt = hex(client, "hkdf_salt");
    byte[] key = hex(file, "shared_key");
    checks.equal("dh", hex(file, "x25519_shared"), dh);
    checks.equal("prk", hex(file, "hkdf_prk"), HkdfBlake3.hmac(salt, dh));
    checks.equal("key", key, SharedKey.derive(salt, dh).toBytes());
    checks.equal("key b58", file.get("shared_key_b58").asText(), Base58.encode(key));
    checks.equal("key digest", hex(file, "shared_key_blake3_digest"), Blake3.hash(key));
    for (Json side : new Json[] {client, gateway}) {
      byte[] identity = ClientKeys.fromSeed(hex(side, "identity_seed")).publicKey();
      checks.equal("identity", hex(side, "identity_pub"), identity);
      checks.equal("b58", side.get("identity_pub_b58").asText(), Base58.encode(identity));
      checks.equal(
          "ephemeral", hex(side, "ephemeral_pub"), X25519.publicKey(hex(side, "ephemeral_secret")));
    }
    signature("message2_gateway", gateway);
    signature("message3_client_material", client);
  }

  private void signature(String message, Json signer) {
    Json vector = file.get(message);
    checks.equal(
        message + " signature",
        hex(vector, "signature"),
        ClientKeys.fromSeed(hex(signer, "identity_seed")).sign(hex(vector, "signed_bytes")));
    checks.isTrue(
        message + " verifies",
        Ed25519.verify(
            hex(signer, "identity_pub"), hex(vector, "signed_bytes"), hex(vector, "signature")));
  }

  private void bothEnds() {
    Handshake ours = newClient();
    HandshakeResponder theirs = newGateway();
    byte[] m1 = ours.init();
    checks.equal("message 1", message("message1_client_init"), m1);
    Result<byte[]> m2 = theirs.onInit(m1);
    checks.equal("message 2", message("message2_gateway"), m2.value());
    checks.equal("client identity", hex(client, "identity_pub"), theirs.clientIdentity());
    Result<byte[]> m3 = ours.onGatewayMaterial(m2.value());
    checks.equal("message 3", message("message3_client_material"), m3.value());
    Result<SharedKey> gatewayKey = theirs.onMaterial(m3.value());
    checks.equal("gateway's key", hex(file, "shared_key"), gatewayKey.value().toBytes());
    byte[] m4 = HandshakeResponder.finalization();
    checks.equal("message 4", message("message4_gateway_finalization"), m4);
    Result<SharedKey> clientKey = ours.onFinalization(m4);
    checks.equal("client's key", hex(file, "shared_key"), clientKey.value().toBytes());
  }

  private void texts() {
    text("message1_client_init");
    text("message2_gateway");
    text("message3_client_material");
    text("message4_gateway_finalization");
    String register = file.get("message5_register_response").asText();
    checks.equal(
        "register", register, GatewayResponses.write(new GatewayResponse.Register(6, true, false)));
  }

  private void text(String name) {
    String json = file.get(name).get("json").asText();
    checks.equal(
        name + " as request",
        json,
        GatewayRequests.write(new GatewayRequest.HandshakePayload(6, message(name))));
    checks.equal(
        name + " as response",
        json,
        GatewayResponses.write(new GatewayResponse.HandshakePayload(6, message(name))));
    var read = (GatewayResponse.HandshakePayload) GatewayResponses.parse(json).value();
    checks.equal(name + " read", message(name), read.data());
    checks.equal(name + " length", file.get(name).get("length").asLong(0), read.data().length);
  }

  private void clientRefuses() {
    byte[] good = message("message2_gateway");
    for (int len : new int[] {0, 1, 123, 125, 248}) {
      materialRefused(GatewayFault.MATERIAL_LENGTH_INVALID, java.util.Arrays.copyOf(good, len));
    }
    for (int bit = 32 * 8; bit < good.length * 8; bit += 7) {
      materialRefused(GatewayFault.MATERIAL_UNDECRYPTABLE, flip(good, bit));
    }
    byte[] gx = hex(client, "ephemeral_pub");
    byte[] gy = hex(gateway, "ephemeral_pub");
    byte[] seed = hex(gateway, "identity_seed");
    materialRefused(GatewayFault.SIGNATURE_INVALID, forge(seed, gx, gy));
    materialRefused(GatewayFault.SIGNATURE_INVALID, forge(hex(client, "identity_seed"), gy, gx));
    materialRefused(GatewayFault.EPHEMERAL_KEY_INVALID, new byte[124]);
    finalizationRefused(GatewayFault.FINALIZATION_LENGTH_INVALID, new byte[0]);
    finalizationRefused(GatewayFault.FINALIZATION_LENGTH_INVALID, new byte[] {1, 1});
    finalizationRefused(GatewayFault.FINALIZATION_FAILED, new byte[] {0});
    finalizationRefused(GatewayFault.FINALIZATION_FAILED, new byte[] {2});
  }

  private void gatewayRefuses() {
    byte[] m1 = message("message1_client_init");
    byte[] m3 = message("message3_client_material");
    for (int len : new int[] {0, 64, 79, 81}) {
      Result<byte[]> answer = newGateway().onInit(java.util.Arrays.copyOf(m1, len));
      fault("init of " + len, GatewayFault.INIT_LENGTH_INVALID, answer.fault());
    }
    byte[] badPoint = m1.clone();
    java.util.Arrays.fill(badPoint, 0, 32, (byte) 0);
    badPoint[0] = 2;
    fault("no point", GatewayFault.IDENTITY_INVALID, newGateway().onInit(badPoint).fault());
    byte[] lowOrder = m1.clone();
    java.util.Arrays.fill(lowOrder, 32, 64, (byte) 0);
    fault("low", GatewayFault.EPHEMERAL_KEY_INVALID, newGateway().onInit(lowOrder).fault());
    for (int len : new int[] {0, 91, 93}) {
      answerRefused(GatewayFault.MATERIAL_LENGTH_INVALID, java.util.Arrays.copyOf(m3, len));
    }
    for (int bit = 0; bit < m3.length * 8; bit += 7) {
      answerRefused(GatewayFault.MATERIAL_UNDECRYPTABLE, flip(m3, bit));
    }
    byte[] gx = hex(client, "ephemeral_pub");
    byte[] gy = hex(gateway, "ephemeral_pub");
    byte[] wrongOrder = seal(hex(client, "identity_seed"), gy, gx);
    answerRefused(GatewayFault.SIGNATURE_INVALID, wrongOrder);
    byte[] wrongSigner = seal(hex(gateway, "identity_seed"), gx, gy);
    answerRefused(GatewayFault.SIGNATURE_INVALID, wrongSigner);
  }

  private void materialRefused(GatewayFault expected, byte[] m2) {
    fault("message 2", expected, newClient().onGatewayMaterial(m2).fault());
  }

  private void finalizationRefused(GatewayFault expected, byte[] m4) {
    Handshake ours = newClient();
    ours.onGatewayMaterial(message("message2_gateway"));
    fault("message 4", expected, ours.onFinalization(m4).fault());
  }

  private void answerRefused(GatewayFault expected, byte[] m3) {
    HandshakeResponder theirs = newGateway();
    theirs.onInit(message("message1_client_init"));
    fault("message 3", expected, theirs.onMaterial(m3).fault());
  }

  private byte[] forge(byte[] seed, byte[] first, byte[] second) {
    return new ByteWriter(124)
        .bytes(hex(gateway, "ephemeral_pub"))
        .bytes(seal(seed, first, second))
        .finish();
  }

  private byte[] seal(byte[] seed, byte[] first, byte[] second) {
    byte[] signed = new ByteWriter(64).bytes(first).bytes(second).finish();
    return SharedKey.fromBytes(hex(file, "shared_key"))
        .sealSignature(new byte[12], ClientKeys.fromSeed(seed).sign(signed));
  }

  private Handshake newClient() {
    return new Handshake(
        ClientKeys.fromSeed(hex(client, "identity_seed")),
        hex(gateway, "identity_pub"),
        new ScriptedEntropy(
            hex(client, "ephemeral_secret"),
            hex(client, "hkdf_salt"),
            hex(client, "material_nonce")));
  }

  private HandshakeResponder newGateway() {
    return new HandshakeResponder(
        hex(gateway, "identity_seed"),
        new ScriptedEntropy(hex(gateway, "ephemeral_secret"), hex(gateway, "material_nonce")));
  }

  private void fault(String what, GatewayFault expected, Fault actual) {
    checks.equal(what, expected.name(), actual == null ? "accepted" : actual.name());
  }

  private byte[] message(String name) {
    return hex(file.get(name), "bytes");
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] out = bytes.clone();
    out[bit / 8] ^= (byte) (1 << (bit % 8));
    return out;
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
