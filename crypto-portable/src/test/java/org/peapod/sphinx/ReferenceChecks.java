package org.peapod.sphinx;

import org.peapod.crypto.AesCtr;
import org.peapod.crypto.ChaCha20;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Values that the reference's own tests assert: {@code sphinx-reference}. */
public final class ReferenceChecks {
  private ReferenceChecks() {}

  /** Every value of the file. */
  public static void run(Json vectors, Checks checks) {
    expansion(vectors.get("expandedSharedSecret"), checks);
    Json pairs = vectors.get("keyPairs").get("pairs");
    for (int i = 0; i < pairs.size(); i++) {
      byte[] publicKey = X25519.publicKey(bytes(pairs.at(i), "secret"));
      checks.equal("key pair " + i, bytes(pairs.at(i), "public"), publicKey);
    }
    Json lioness = vectors.get("lioness");
    byte[] block = bytes(lioness, "input");
    Lioness.encrypt(bytes(lioness, "key"), block, 0, block.length);
    checks.equal("lioness encrypts", bytes(lioness, "output"), block);
    Lioness.decrypt(bytes(lioness, "key"), block, 0, block.length);
    checks.equal("lioness decrypts", bytes(lioness, "input"), block);
    Json chacha = vectors.get("chacha20");
    byte[] text = bytes(chacha, "input");
    checks.equal("chacha20 nonce", new byte[8], bytes(chacha, "nonce"));
    ChaCha20.apply(bytes(chacha, "key"), text, 0, text.length);
    checks.equal("chacha20", bytes(chacha, "output"), text);
    Json aes = vectors.get("aes128ctr");
    byte[] keystream = AesCtr.apply(bytes(aes, "key"), bytes(aes, "iv"), new byte[16], 0, 16);
    checks.equal("aes-128-ctr", bytes(aes, "keystreamFirst16"), keystream);
    Json x25519 = vectors.get("x25519");
    byte[] shared = X25519.agree(bytes(x25519, "scalar"), bytes(x25519, "u"));
    checks.equal("x25519", bytes(x25519, "out"), shared);
  }

  private static void expansion(Json given, Checks checks) {
    byte[] stream = new byte[64];
    ChaCha20.apply(bytes(given, "rngSeed"), stream, 0, stream.length);
    String drawn = given.get("sk1").asText() + given.get("sk2").asText();
    checks.equal("both secrets", drawn, Hex.encode(stream));
    byte[] shared = X25519.agree(bytes(given, "sk2"), X25519.publicKey(bytes(given, "sk1")));
    checks.equal("shared", bytes(given, "shared"), shared);
    HopSecrets secrets = HopSecrets.expand(shared);
    String expanded = Hex.encode(secrets.expanded());
    Json asserted = given.get("asserted");
    checks.equal("stream key", asserted.get("streamKey").asText(), expanded.substring(0, 32));
    checks.equal("MAC key", asserted.get("macKey").asText(), expanded.substring(32, 64));
    checks.equal(
        "full key",
        bytes(asserted, "fullPayloadKey"),
        secrets.payloadKey(SphinxVersion.FULL_PAYLOAD_KEYS));
    checks.equal("blinding", bytes(asserted, "blinding"), secrets.blinding());
    Json model = given.get("model");
    checks.equal(
        "seed", bytes(model, "payloadSeed"), secrets.payloadMaterial(SphinxVersion.PAYLOAD_SEEDS));
    checks.equal(
        "key from seed",
        bytes(model, "payloadKeyFromSeed"),
        secrets.payloadKey(SphinxVersion.PAYLOAD_SEEDS));
    checks.equal("replay tag", bytes(model, "replayTag"), secrets.replayTag());
    byte[] clamped = RunningScalar.ofSecret(secrets.blinding()).timesEight();
    checks.equal("clamped", bytes(model, "blindingClamped"), clamped);
  }

  private static byte[] bytes(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
