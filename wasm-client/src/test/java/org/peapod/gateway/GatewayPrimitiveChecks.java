package org.peapod.gateway;

import org.peapod.bytes.Base58;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.HkdfBlake3;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** gateway-primitives.json: the primitives as this package uses them. */
public final class GatewayPrimitiveChecks {
  private GatewayPrimitiveChecks() {}

  /** Checks the whole file. */
  public static void run(Json file, Checks checks) {
    Json siv = file.get("aes_256_gcm_siv");
    SharedKey key = SharedKey.fromBytes(hex(siv, "key"));
    byte[] sealed = hex(siv, "ciphertext_and_tag");
    checks.equal("seal", sealed, key.seal(hex(siv, "nonce"), hex(siv, "plaintext")));
    checks.equal("open", hex(siv, "plaintext"), key.open(hex(siv, "nonce"), sealed));
    checks.equal(
        "blake3 of nothing",
        Hex.decode(file.get("blake3_empty").asText()),
        Blake3.hash(new byte[0]));
    signature(file.get("ed25519_base58"), checks);
    Json kdf = file.get("hkdf_hmac_blake3");
    checks.equal("prk", hex(kdf, "prk"), HkdfBlake3.hmac(hex(kdf, "salt"), hex(kdf, "ikm")));
    checks.equal(
        "okm", hex(kdf, "okm_32"), SharedKey.derive(hex(kdf, "salt"), hex(kdf, "ikm")).toBytes());
  }

  private static void signature(Json vector, Checks checks) {
    ClientKeys keys = ClientKeys.fromSeed(hex(vector, "secret_seed"));
    byte[] message = Utf8.encode(vector.get("message_utf8").asText());
    checks.equal("public", hex(vector, "public"), keys.publicKey());
    checks.equal("public b58", vector.get("public_b58").asText(), Base58.encode(keys.publicKey()));
    checks.equal("signature", hex(vector, "signature"), keys.sign(message));
    checks.equal(
        "signature b58", vector.get("signature_b58").asText(), Base58.encode(keys.sign(message)));
    checks.isTrue("verifies", Ed25519.verify(keys.publicKey(), message, hex(vector, "signature")));
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
