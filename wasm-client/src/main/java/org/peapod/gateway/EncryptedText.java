package org.peapod.gateway;

import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.Entropy;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/** The plaintexts of encrypted requests and their replies (3.9). */
public sealed interface EncryptedText {
  /** Asks to delete stored messages, balance and key of this client. */
  record ForgetMe(boolean client, boolean stats) implements EncryptedText {}

  /**
   * Marks the session for the gateway's statistics.
   *
   * @param sessionType one of Vpn, Mixnet, Wasm, Native, Socks5, Unknown
   */
  record RememberMe(String sessionType) implements EncryptedText {}

  /** Confirms {@link ForgetMe}. */
  record ForgetMeAck() implements EncryptedText {}

  /** Confirms {@link RememberMe}. */
  record RememberMeAck() implements EncryptedText {}

  /** The request with this text sealed under a fresh nonce. */
  static GatewayRequest.Encrypted sealRequest(SharedKey key, EncryptedText text, Entropy entropy) {
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    return new GatewayRequest.Encrypted(key.seal(nonce, Utf8.encode(write(text))), nonce);
  }

  /** The response with this text sealed under a fresh nonce. */
  static GatewayResponse.Encrypted sealResponse(
      SharedKey key, EncryptedText text, Entropy entropy) {
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    return new GatewayResponse.Encrypted(key.seal(nonce, Utf8.encode(write(text))), nonce);
  }

  /** Opens and reads a sealed text. */
  static Result<EncryptedText> open(SharedKey key, byte[] nonce, byte[] ciphertext) {
    byte[] plaintext = key.open(nonce, ciphertext);
    if (plaintext == null) {
      return Result.fault(GatewayFault.ENCRYPTED_TEXT_UNDECRYPTABLE);
    }
    Result<Json> json = Json.parse(plaintext);
    return json.isFault() || json.value().size() != 1
        ? Result.fault(GatewayFault.ENCRYPTED_TEXT_UNKNOWN)
        : read(json.value());
  }

  /** The compact JSON of a text. */
  static String write(EncryptedText text) {
    JsonWriter json = new JsonWriter().beginObject();
    if (text instanceof ForgetMe forget) {
      json.key("ForgetMe").beginObject();
      json.key("client").value(forget.client()).key("stats").value(forget.stats());
    } else if (text instanceof RememberMe remember) {
      json.key("RememberMe").beginObject().key("session_type").value(remember.sessionType());
    } else {
      json.key(text instanceof ForgetMeAck ? "ForgetMeAck" : "RememberMeAck").beginObject();
    }
    return json.endObject().endObject().toString();
  }

  private static Result<EncryptedText> read(Json json) {
    Json forget = json.get("ForgetMe");
    if (forget.get("client").is(Json.Kind.BOOLEAN) && forget.get("stats").is(Json.Kind.BOOLEAN)) {
      return Result.ok(new ForgetMe(forget.get("client").isTrue(), forget.get("stats").isTrue()));
    }
    String sessionType = json.get("RememberMe").get("session_type").asText();
    if (sessionType != null) {
      return Result.ok(new RememberMe(sessionType));
    }
    if (json.get("ForgetMeAck").is(Json.Kind.OBJECT)) {
      return Result.ok(new ForgetMeAck());
    }
    return json.get("RememberMeAck").is(Json.Kind.OBJECT)
        ? Result.ok(new RememberMeAck())
        : Result.fault(GatewayFault.ENCRYPTED_TEXT_UNKNOWN);
  }
}
