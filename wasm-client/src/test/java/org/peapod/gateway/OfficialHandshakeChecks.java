package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.bytes.Base58;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** official-handshake.json: recorded registrations and authentications of the stock client. */
public final class OfficialHandshakeChecks {
  private final Json clients;
  private final Checks checks;

  private OfficialHandshakeChecks(Json clients, Checks checks) {
    this.clients = clients.get("clients");
    this.checks = checks;
  }

  /** Checks the whole file; the clients' seeds come from official-clients.json. */
  public static void run(Json file, Json clients, Checks checks) {
    OfficialHandshakeChecks all = new OfficialHandshakeChecks(clients, checks);
    for (int i = 0; i < file.get("handshakes").size(); i++) {
      all.gatewayEnd(file.get("handshakes").at(i));
      all.clientEnd(file.get("handshakes").at(i));
    }
    for (int i = 0; i < file.get("authentications").size(); i++) {
      all.authentication(file.get("authentications").at(i));
    }
    checks.isTrue(
        "claim",
        GatewayRequests.parse("{\"type\":\"claimFreeTestnetBandwidth\"}").value()
            instanceof GatewayRequest.ClaimFreeBandwidth);
    checks.equal(
        "claimed",
        GatewayProtocol.FREE_CLAIM,
        file.get("bandwidth").get("response").get("available_total").asLong(0));
  }

  /** Plays the gateway with its recorded secrets: every one of its texts comes out again. */
  private void gatewayEnd(Json recorded) {
    Json messages = recorded.get("messages");
    HandshakeResponder gateway =
        new HandshakeResponder(
            hex(recorded, "gateway_identity_seed"),
            new ScriptedEntropy(
                hex(recorded, "gateway_ephemeral_secret"), hex(recorded, "gateway_nonce")));
    int version = (int) recorded.get("negotiated_protocol").asLong(0);
    for (int i = 0; i < messages.size(); i++) {
      String text = messages.at(i).get("text").asText();
      if (messages.at(i).get("dir").asText().equals("client->gateway")) {
        checks.equal("request", text, GatewayRequests.write(GatewayRequests.parse(text).value()));
      } else {
        int gatewayVersion = text.contains("status") && !text.contains("upgrade_mode") ? 5 : 6;
        GatewayResponse read = GatewayResponses.parse(text).value();
        checks.equal("response", text, GatewayResponses.write(read, gatewayVersion));
      }
    }
    Result<byte[]> m2 = gateway.onInit(data(messages.at(2)));
    checks.equal("client", hex(recorded, "client_identity"), gateway.clientIdentity());
    checks.equal("message 2", messages.at(3).get("text").asText(), payload(version, m2.value()));
    Result<SharedKey> key = gateway.onMaterial(data(messages.at(4)));
    checks.equal("gateway's key", hex(recorded, "shared_key"), key.value().toBytes());
    checks.equal(
        "message 4",
        messages.at(5).get("text").asText(),
        payload(version, HandshakeResponder.finalization()));
  }

  /** Plays the client as far as its ephemeral secret is not needed: it was not recorded. */
  private void clientEnd(Json recorded) {
    byte[] gx = hex(recorded, "client_ephemeral");
    byte[] gy = hex(recorded, "gateway_ephemeral");
    byte[] m1 =
        new ByteWriter(80)
            .bytes(hex(recorded, "client_identity"))
            .bytes(gx)
            .bytes(hex(recorded, "hkdf_salt"))
            .finish();
    checks.equal("message 1", m1, data(recorded.get("messages").at(2)));
    checks.equal("gy", gy, X25519.publicKey(hex(recorded, "gateway_ephemeral_secret")));
    byte[] dh = X25519.agree(hex(recorded, "gateway_ephemeral_secret"), gx);
    checks.equal("dh", hex(recorded, "dh"), dh);
    SharedKey key = SharedKey.derive(hex(recorded, "hkdf_salt"), dh);
    checks.equal("key", hex(recorded, "shared_key"), key.toBytes());
    byte[] gatewaySignature =
        key.open(hex(recorded, "gateway_nonce"), hex(recorded, "gateway_ciphertext"));
    checks.equal("gateway signature", hex(recorded, "gateway_signature"), gatewaySignature);
    checks.isTrue(
        "gateway verifies",
        Ed25519.verify(
            Base58.decode(recorded.get("gateway_identity").asText(), 32),
            new ByteWriter(64).bytes(gy).bytes(gx).finish(),
            gatewaySignature));
    ClientKeys keys = seedOf(hex(recorded, "client_identity"));
    byte[] signature = keys.sign(new ByteWriter(64).bytes(gx).bytes(gy).finish());
    checks.equal("client signature", hex(recorded, "client_signature"), signature);
    byte[] m3 = key.sealSignature(hex(recorded, "client_nonce"), signature);
    checks.equal("client ciphertext", hex(recorded, "client_ciphertext"), Arrays.copyOf(m3, 80));
    int version = (int) recorded.get("client_protocol_in_material").asLong(0);
    checks.equal(
        "message 3",
        recorded.get("messages").at(4).get("text").asText(),
        GatewayRequests.write(new GatewayRequest.HandshakePayload(version, m3)));
  }

  private void authentication(Json recorded) {
    Json request = recorded.get("request");
    SharedKey key = SharedKey.fromBytes(hex(recorded, "shared_key"));
    AuthenticateV2 proof =
        new AuthenticateV2(
            (int) request.get("protocolVersion").asLong(0),
            request.get("clientIdentity").asBytes(),
            org.peapod.bytes.Base64.decode(request.get("addressCiphertext").asText()),
            org.peapod.bytes.Base64.decode(request.get("nonce").asText()),
            request.get("requestUnixTimestamp").asLong(0),
            request.get("requestSignature").asBytes());
    checks.equal("signed bytes", hex(recorded, "signed_plaintext"), proof.signedBytes());
    checks.isTrue("signature", proof.hasValidSignature());
    checks.isTrue("proves the key", proof.provesKey(key));
    AuthenticateV2 ours =
        AuthenticateV2.create(
            seedOf(proof.clientIdentity()),
            key,
            proof.protocolVersion(),
            proof.timestampSeconds(),
            new ScriptedEntropy(proof.nonce()));
    checks.equal("ciphertext", proof.addressCiphertext(), ours.addressCiphertext());
    checks.equal("our signature", proof.signature(), ours.signature());
  }

  private ClientKeys seedOf(byte[] identity) {
    for (String name : clients.keys()) {
      if (Arrays.equals(identity, hex(clients.get(name), "identity_public"))) {
        return ClientKeys.fromSeed(hex(clients.get(name), "identity_seed"));
      }
    }
    throw new IllegalStateException("no such client in official-clients.json");
  }

  private static String payload(int version, byte[] data) {
    return GatewayResponses.write(new GatewayResponse.HandshakePayload(version, data));
  }

  private static byte[] data(Json message) {
    String text = message.get("text").asText();
    return ((GatewayRequest.HandshakePayload) GatewayRequests.parse(text).value()).data();
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
