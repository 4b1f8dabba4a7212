package org.peapod.crypto;

import org.peapod.bytes.Base58;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known answers of the primitives: {@code gateway-primitives} and {@code messages-crypto}. */
public final class PrimitiveChecks {
  private PrimitiveChecks() {}

  /** Every value of both files. */
  public static void run(Json gateway, Json messages, Checks checks) {
    gcmSiv(gateway.get("aes_256_gcm_siv"), checks);
    checks.equal("blake3 of nothing", hex(gateway, "blake3_empty"), Blake3.hash(new byte[0]));
    ed25519(gateway.get("ed25519_base58"), checks);
    Json hkdf = gateway.get("hkdf_hmac_blake3");
    byte[] prk = HkdfBlake3.hmac(hex(hkdf, "salt"), hex(hkdf, "ikm"));
    checks.equal("prk", hex(hkdf, "prk"), prk);
    checks.equal(
        "okm", hex(hkdf, "okm_32"), HkdfBlake3.derive(hex(hkdf, "salt"), hex(hkdf, "ikm"), 32));
    hashes(messages, checks);
    for (int i = 0; i < messages.get("shared_keys").size(); i++) {
      sharedKey(messages.get("shared_keys").at(i), checks);
    }
    ciphers(messages, checks);
  }

  private static void gcmSiv(Json given, Checks checks) {
    byte[] key = hex(given, "key");
    byte[] sealed = hex(given, "ciphertext_and_tag");
    byte[] nonce = hex(given, "nonce");
    checks.equal("no additional data", "", given.get("aad").asText());
    checks.equal("sealed", sealed, AesGcmSiv.seal(key, nonce, hex(given, "plaintext")));
    checks.equal(
        "opened", hex(given, "plaintext"), AesGcmSiv.open(key, nonce, sealed, 0, sealed.length));
  }

  private static void ed25519(Json given, Checks checks) {
    byte[] seed = hex(given, "secret_seed");
    byte[] publicKey = Ed25519.publicKey(seed);
    byte[] message = Utf8.encode(given.get("message_utf8").asText());
    byte[] signature = hex(given, "signature");
    checks.equal("ed25519 public", hex(given, "public"), publicKey);
    checks.equal(
        "ed25519 public in base58", given.get("public_b58").asText(), Base58.encode(publicKey));
    checks.equal("ed25519 signature", signature, Ed25519.sign(seed, publicKey, message));
    checks.equal(
        "signature in base58", given.get("signature_b58").asText(), Base58.encode(signature));
    checks.equal(
        "signature from base58", signature, Base58.decode(given.get("signature_b58").asText(), 64));
    checks.isTrue("ed25519 verifies", Ed25519.verify(publicKey, message, signature));
    message[0] ^= 1;
    checks.isTrue("ed25519 refuses", !Ed25519.verify(publicKey, message, signature));
    checks.isTrue("ed25519 point", Ed25519.isPoint(publicKey));
  }

  private static void hashes(Json messages, Checks checks) {
    for (int i = 0; i < messages.get("blake3_official").size(); i++) {
      Json given = messages.get("blake3_official").at(i);
      checks.equal("blake3", hex(given, "hash"), Blake3.hash(hex(given, "input")));
    }
    for (int i = 0; i < messages.get("hmac_blake3").size(); i++) {
      Json given = messages.get("hmac_blake3").at(i);
      checks.equal(
          "hmac", hex(given, "tag"), HkdfBlake3.hmac(hex(given, "key"), hex(given, "data")));
    }
    for (int i = 0; i < messages.get("reply_key_digests").size(); i++) {
      Json given = messages.get("reply_key_digests").at(i);
      checks.equal("reply key digest", hex(given, "digest"), Blake3.hash(hex(given, "key")));
    }
  }

  private static void sharedKey(Json given, Checks checks) {
    byte[] ephemeral = hex(given, "ephemeral_private");
    byte[] recipient = hex(given, "recipient_private");
    checks.equal("ephemeral", hex(given, "ephemeral_public"), X25519.publicKey(ephemeral));
    checks.equal("recipient", hex(given, "recipient_public"), X25519.publicKey(recipient));
    byte[] shared = X25519.agree(ephemeral, hex(given, "recipient_public"));
    checks.equal("dh", hex(given, "dh"), shared);
    checks.equal("dh", shared, X25519.agree(recipient, hex(given, "ephemeral_public")));
    checks.equal("prk", hex(given, "hkdf_prk"), HkdfBlake3.hmac(new byte[32], shared));
    checks.equal("key", hex(given, "key"), HkdfBlake3.derive(new byte[0], shared, 16));
  }

  private static void ciphers(Json messages, Checks checks) {
    for (int i = 0; i < messages.get("fragment_encryption").size(); i++) {
      Json given = messages.get("fragment_encryption").at(i);
      byte[] plaintext = hex(given, "plaintext");
      byte[] out =
          AesCtr.apply(hex(given, "key"), hex(given, "iv"), plaintext, 0, plaintext.length);
      checks.equal("fragment", hex(given, "ciphertext"), out);
      checks.equal("zero block", new byte[16], hex(given, "iv"));
      checks.equal("fragment", out, AesCtr.apply(hex(given, "key"), plaintext));
      checks.isTrue("wire", given.get("wire_after_ack").asText().endsWith(Hex.encode(out)));
    }
    for (int i = 0; i < messages.get("ack_identifiers").size(); i++) {
      Json given = messages.get("ack_identifiers").at(i);
      byte[] identifier = hex(given, "fragment_identifier");
      byte[] out =
          AesCtr.apply(hex(given, "ack_key"), hex(given, "iv"), identifier, 0, identifier.length);
      checks.equal(
          "ack", given.get("ack_payload").asText(), given.get("iv").asText() + Hex.encode(out));
    }
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
