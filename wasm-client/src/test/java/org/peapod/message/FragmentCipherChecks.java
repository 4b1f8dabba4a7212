package org.peapod.message;

import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known encryptions of fragments and acknowledgements: messages-crypto.json. */
public final class FragmentCipherChecks {
  private FragmentCipherChecks() {}

  /** Compares every entry of the file that this package computes. */
  public static void run(Json vectors, Checks checks) {
    Json keys = vectors.get("shared_keys");
    for (int i = 0; i < keys.size(); i++) {
      fragment(keys.at(i), vectors.get("fragment_encryption").at(i), checks);
    }
    Json digests = vectors.get("reply_key_digests");
    for (int i = 0; i < digests.size(); i++) {
      reply(digests.at(i), checks);
    }
    Json acks = vectors.get("ack_identifiers");
    for (int i = 0; i < acks.size(); i++) {
      ack(acks.at(i), checks);
    }
  }

  private static void fragment(Json keys, Json row, Checks checks) {
    byte[] plaintext = bytes(row, "plaintext");
    byte[] wire = bytes(row, "wire_after_ack");
    byte[] sealed =
        FragmentCipher.seal(
            plaintext, bytes(keys, "recipient_public"), bytes(keys, "ephemeral_private"));
    checks.equal("sealed", wire, sealed);
    checks.equal("variant", bytes(keys, "ephemeral_public"), FragmentCipher.variant(wire));
    byte[] opened = FragmentCipher.open(wire, bytes(keys, "recipient_private"));
    checks.equal("opened", plaintext, opened);
    byte[] reply = FragmentCipher.sealReply(plaintext, bytes(keys, "key"));
    byte[] expected =
        Filler.concat(FragmentCipher.digest(bytes(keys, "key")), bytes(row, "ciphertext"));
    checks.equal("sealed under the key alone", expected, reply);
  }

  private static void reply(Json row, Checks checks) {
    byte[] key = bytes(row, "key");
    checks.equal("digest", bytes(row, "digest"), FragmentCipher.digest(key));
    byte[] block = FragmentCipher.sealReply(Filler.rule(50), key);
    checks.equal("digest in front", bytes(row, "digest"), FragmentCipher.variant(block));
    checks.equal("reply opened", Filler.rule(50), FragmentCipher.openReply(block, key));
  }

  private static void ack(Json row, Checks checks) {
    AckKey key = AckKey.fromBytes(bytes(row, "ack_key"));
    FragmentId id = FragmentId.parse(bytes(row, "fragment_identifier")).value();
    byte[] payload = bytes(row, "ack_payload");
    checks.equal("ack sealed", payload, AckPayload.seal(key, id, bytes(row, "iv")));
    checks.isTrue("ack opened", AckPayload.open(key, payload).value().equals(id));
  }

  private static byte[] bytes(Json row, String key) {
    return Hex.decode(row.get(key).asText());
  }
}
