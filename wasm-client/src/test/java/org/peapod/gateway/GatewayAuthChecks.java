package org.peapod.gateway;

import org.peapod.bytes.Base64;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** gateway-auth.json: one authentication v2 to the byte. */
public final class GatewayAuthChecks {
  private GatewayAuthChecks() {}

  /** Checks the whole file. */
  public static void run(Json file, Checks checks) {
    ClientKeys keys = ClientKeys.fromSeed(hex(file, "identity_seed"));
    SharedKey key = SharedKey.fromBytes(hex(file, "shared_key"));
    AuthenticateV2 proof =
        AuthenticateV2.create(
            keys,
            key,
            (int) file.get("protocol_version").asLong(0),
            file.get("request_unix_timestamp").asLong(0),
            new ScriptedEntropy(hex(file, "nonce")));
    checks.equal("identity", hex(file, "identity_pub"), proof.clientIdentity());
    checks.equal("ciphertext", hex(file, "address_ciphertext"), proof.addressCiphertext());
    checks.equal(
        "ciphertext base64",
        file.get("address_ciphertext_b64").asText(),
        Base64.encode(proof.addressCiphertext()));
    checks.equal("nonce base64", file.get("nonce_b64").asText(), Base64.encode(proof.nonce()));
    checks.equal(
        "plaintext",
        hex(file, "address_plaintext"),
        key.open(proof.nonce(), proof.addressCiphertext()));
    checks.equal("signed", hex(file, "signed_bytes"), proof.signedBytes());
    checks.equal("signed length", file.get("signed_length").asLong(0), proof.signedBytes().length);
    checks.equal("constant", 101, GatewayProtocol.AUTHENTICATION_SIGNED_LEN);
    checks.equal("signature", hex(file, "signature"), proof.signature());
    String json = file.get("request_json").asText();
    checks.equal("text", json, GatewayRequests.write(new GatewayRequest.Authenticate(proof)));
    checkReading(json, key, checks);
    String response = file.get("response_json").asText();
    checks.equal(
        "response", response, GatewayResponses.write(GatewayResponses.parse(response).value()));
  }

  private static void checkReading(String json, SharedKey key, Checks checks) {
    AuthenticateV2 read =
        ((GatewayRequest.Authenticate) GatewayRequests.parse(json).value()).proof();
    checks.equal("again", json, GatewayRequests.write(new GatewayRequest.Authenticate(read)));
    checks.isTrue("signature verifies", read.hasValidSignature());
    checks.isTrue("key proved", read.provesKey(key));
    checks.isTrue("other key not", !read.provesKey(SharedKey.fromBytes(new byte[32])));
    AuthenticateV2 later =
        new AuthenticateV2(
            read.protocolVersion(),
            read.clientIdentity(),
            read.addressCiphertext(),
            read.nonce(),
            read.timestampSeconds() + 1,
            read.signature());
    checks.isTrue("timestamp is signed", !later.hasValidSignature());
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
