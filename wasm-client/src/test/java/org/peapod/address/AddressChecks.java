package org.peapod.address;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** The known answers of messages-addresses.json; runs wherever the core runs. */
public final class AddressChecks {
  private AddressChecks() {}

  /** Checks every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    Json recipients = vectors.get("recipients");
    for (int i = 0; i < recipients.size(); i++) {
      recipient(recipients.at(i), checks);
    }
    Json badStrings = vectors.get("bad_strings");
    for (int i = 0; i < badStrings.size(); i++) {
      String text = badStrings.at(i).get("string").asText();
      checks.isTrue(badStrings.at(i).get("why").asText(), ClientAddress.parse(text).isFault());
    }
    Json badBytes = vectors.get("bad_bytes");
    for (int i = 0; i < badBytes.size(); i++) {
      byte[] bytes = Hex.decode(badBytes.at(i).get("bytes").asText());
      checks.isTrue(
          badBytes.at(i).get("why").asText(),
          ClientAddress.fromBytes(bytes).fault() == AddressFault.NOT_A_POINT);
    }
    Json addresses = vectors.get("routing_addresses");
    for (int i = 0; i < addresses.size(); i++) {
      nodeAddress(addresses.at(i), checks);
    }
    Json tags = vectors.get("sender_tags");
    for (int i = 0; i < tags.size(); i++) {
      senderTag(tags.at(i), checks);
    }
  }

  private static void recipient(Json vector, Checks checks) {
    String text = vector.get("string").asText();
    byte[] bytes = Hex.decode(vector.get("bytes").asText());
    both(text, ClientAddress.parse(text), vector, bytes, checks);
    both(text, ClientAddress.fromBytes(bytes), vector, bytes, checks);
  }

  private static void both(
      String text, Result<ClientAddress> parsed, Json vector, byte[] bytes, Checks checks) {
    checks.isTrue("parses " + text, parsed.isOk());
    if (parsed.isFault()) {
      return;
    }
    ClientAddress address = parsed.value();
    checks.equal("text", text, address.toString());
    checks.equal("bytes", bytes, address.toBytes());
    checks.equal("identity", Hex.decode(vector.get("identity").asText()), address.identity());
    checks.equal(
        "encryption", Hex.decode(vector.get("encryption").asText()), address.encryptionKey());
    checks.equal(
        "gateway", Hex.decode(vector.get("gateway").asText()), address.gateway().toBytes());
  }

  private static void nodeAddress(Json vector, Checks checks) {
    String text = vector.get("address").asText();
    Result<NodeAddress> parsed = NodeAddress.parse(text);
    checks.isTrue("parses " + text, parsed.isOk());
    if (parsed.isFault()) {
      return;
    }
    NodeAddress address = parsed.value();
    checks.equal("text", text, address.toString());
    byte[] unpadded = Hex.decode(vector.get("unpadded").asText());
    byte[] padded32 = Hex.decode(vector.get("padded32").asText());
    checks.equal("unpadded", unpadded, address.unpadded());
    checks.equal("19", Hex.decode(vector.get("padded19").asText()), address.padded(19));
    checks.equal("32", padded32, address.padded(32));
    checks.equal("read", text, NodeAddress.fromBytes(unpadded, 0).value().toString());
    checks.equal("read padded", text, NodeAddress.fromBytes(padded32, 0).value().toString());
  }

  private static void senderTag(Json vector, Checks checks) {
    byte[] bytes = Hex.decode(vector.get("bytes").asText());
    String text = vector.get("base58").asText();
    checks.equal("tag text", text, SenderTag.fromBytes(bytes).value().toString());
    Result<SenderTag> parsed = SenderTag.parse(text);
    checks.isTrue("tag parses " + text, parsed.isOk());
    checks.equal("tag bytes", bytes, parsed.isOk() ? parsed.value().toBytes() : null);
  }
}
