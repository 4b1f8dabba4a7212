package org.peapod.gateway;

import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** gateway-text.json: texts of both directions, sealed texts, and a session's transcript. */
public final class GatewayTextChecks {
  private final Json file;
  private final SharedKey key;
  private final Checks checks;

  private GatewayTextChecks(Json file, Json handshake, Checks checks) {
    this.file = file;
    this.key = SharedKey.fromBytes(hex(handshake, "shared_key"));
    this.checks = checks;
  }

  /** Checks the whole file; the keys are those of gateway-handshake.json. */
  public static void run(Json file, Json handshake, Checks checks) {
    GatewayTextChecks all = new GatewayTextChecks(file, handshake, checks);
    all.wrapper();
    all.amounts();
    for (int i = 0; i < file.get("encrypted").size(); i++) {
      all.encrypted(file.get("encrypted").at(i));
    }
    Json transcript = file.get("transcript_of_one_session");
    for (int i = 0; i < transcript.size(); i++) {
      all.line(transcript.at(i).at(0).asText(), transcript.at(i).at(1).asText());
    }
  }

  private void wrapper() {
    String json = file.get("handshake_wrapper").asText();
    var read = (GatewayRequest.HandshakePayload) GatewayRequests.parse(json).value();
    checks.equal("wrapper version", 42, read.protocolVersion());
    checks.equal("wrapper data", new byte[] {1, 2, 3, 4, 5, 6}, read.data());
    checks.equal("wrapper text", json, GatewayRequests.write(read));
  }

  private void amounts() {
    Json list = file.get("bandwidth_and_send");
    for (int i = 0; i < list.size(); i++) {
      Json vector = list.at(i);
      String json = vector.get("json").asText();
      GatewayResponse read = GatewayResponses.parse(json).value();
      boolean upgradeMode = vector.get("upgrade_mode").isTrue();
      if (read instanceof GatewayResponse.Bandwidth bandwidth) {
        long expected = vector.get("available_total").asLong(-1);
        checks.equal(json, expected, bandwidth.availableTotal());
        checks.isTrue(json, upgradeMode == bandwidth.upgradeMode());
      } else {
        GatewayResponse.Send send = (GatewayResponse.Send) read;
        checks.equal(json, vector.get("remaining_bandwidth").asLong(-1), send.remainingBandwidth());
        checks.isTrue(json, upgradeMode == send.upgradeMode());
      }
      int version = json.contains("upgrade_mode") ? 6 : 5;
      checks.equal("written by version " + version, json, GatewayResponses.write(read, version));
    }
  }

  private void encrypted(Json vector) {
    String name = vector.get("name").asText();
    String json = vector.get("request_json").asText();
    byte[] nonce = hex(vector, "nonce");
    byte[] ciphertext = hex(vector, "ciphertext");
    EncryptedText text = EncryptedText.open(key, nonce, ciphertext).value();
    String plaintext = vector.get("plaintext").asText();
    checks.equal(name + " plaintext", plaintext, EncryptedText.write(text));
    checks.equal(name, plaintext, Utf8.decode(key.open(nonce, ciphertext)));
    var sealed = EncryptedText.sealRequest(key, text, new ScriptedEntropy(nonce));
    checks.equal(name + " request", json, GatewayRequests.write(sealed));
    String reply = vector.get("response_json").asText();
    var encrypted = (GatewayResponse.Encrypted) GatewayResponses.parse(reply).value();
    EncryptedText ack = EncryptedText.open(key, encrypted.nonce(), encrypted.ciphertext()).value();
    checks.equal(
        name + " reply", vector.get("response_plaintext").asText(), EncryptedText.write(ack));
    var again = EncryptedText.sealResponse(key, ack, new ScriptedEntropy(encrypted.nonce()));
    checks.equal(name + " response", reply, GatewayResponses.write(again));
  }

  private void line(String side, String text) {
    if (!text.startsWith("{")) {
      if (!text.contains("…")) {
        var opened = BinaryFrame.openPushed(key, Hex.decode(text));
        checks.equal("pushed in transcript", 21, opened.isOk() ? opened.value().length : -1);
      }
    } else if (side.equals("C")) {
      checks.equal(text, text, GatewayRequests.write(GatewayRequests.parse(text).value()));
    } else {
      checks.equal(text, text, GatewayResponses.write(GatewayResponses.parse(text).value()));
    }
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
