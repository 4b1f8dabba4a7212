package org.peapod.gateway;

import org.bouncycastle.crypto.digests.Blake3Digest;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.Blake3;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** gateway-binary.json: forward requests of both kinds and pushed frames to the byte. */
public final class GatewayBinaryChecks {
  private final Json file;
  private final SharedKey key;
  private final Checks checks;

  private GatewayBinaryChecks(Json file, Checks checks) {
    this.file = file;
    this.key = SharedKey.fromBytes(Hex.decode(file.get("shared_key").asText()));
    this.checks = checks;
  }

  /** Checks the whole file. */
  public static void run(Json file, Checks checks) {
    GatewayBinaryChecks all = new GatewayBinaryChecks(file, checks);
    for (int i = 0; i < file.get("requests").size(); i++) {
      all.request(file.get("requests").at(i));
    }
    for (int i = 0; i < file.get("responses").size(); i++) {
      all.response(file.get("responses").at(i));
    }
  }

  private void request(Json vector) {
    String name = vector.get("name").asText();
    int kind = (int) vector.get("kind").asLong(0);
    byte[] prefix = hex(vector, "plaintext_prefix");
    int len = (int) vector.get("sphinx_length").asLong(0);
    byte[] hop = hex(file.get(name.contains("IPv6") ? "next_hop_ipv6" : "next_hop_ipv4"), "bytes");
    int label = kind == 2 ? prefix[1] : 0;
    byte[] packet = deterministic(label(len == 386 ? "ack_size_packet" : "regular_packet"), len);
    ForwardRequest request = ForwardRequest.ofSphinx(label, hop, packet);
    byte[] plaintext = request.toBytes(kind);
    checks.equal(
        name + " plaintext length", vector.get("plaintext_length").asLong(0), plaintext.length);
    checks.equal(name + " prefix", prefix, java.util.Arrays.copyOf(plaintext, prefix.length));
    byte[] frame = BinaryFrame.sealForward(key, kind, request, nonce(vector));
    frame(name, vector, frame);
    ForwardRequest opened = BinaryFrame.openForward(key, frame).value();
    checks.equal(name + " packet", packet, opened.packet());
    checks.equal(name + " hop", hop, opened.firstHop());
    checks.equal(name + " label", label, opened.rotationLabel());
    checks.equal(name + " type", 0, opened.packetType());
  }

  private void response(Json vector) {
    String name = vector.get("name").asText();
    int len = (int) vector.get("plaintext_length").asLong(0);
    byte[] payload = deterministic(label(len == 21 ? "pushed_ack" : "pushed_message"), len);
    if (!vector.get("plaintext").isMissing()) {
      checks.equal(name + " plaintext", hex(vector, "plaintext"), payload);
    } else {
      checks.equal(name + " digest", hex(vector, "plaintext_blake3"), Blake3.hash(payload));
    }
    byte[] frame = BinaryFrame.sealPushed(key, payload, nonce(vector));
    frame(name, vector, frame);
    checks.equal(name + " opened", payload, BinaryFrame.openPushed(key, frame).value());
  }

  private void frame(String name, Json vector, byte[] frame) {
    checks.equal(name + " length", vector.get("frame_length").asLong(0), frame.length);
    if (!vector.get("frame").isMissing()) {
      checks.equal(name + " frame", hex(vector, "frame"), frame);
    }
    if (!vector.get("frame_blake3").isMissing()) {
      checks.equal(name + " frame digest", hex(vector, "frame_blake3"), Blake3.hash(frame));
      checks.equal(
          name + " head", hex(vector, "frame_head_64"), java.util.Arrays.copyOf(frame, 64));
      checks.equal(
          name + " tail",
          hex(vector, "frame_tail_32"),
          java.util.Arrays.copyOfRange(frame, frame.length - 32, frame.length));
    }
  }

  private ScriptedEntropy nonce(Json vector) {
    return new ScriptedEntropy(hex(vector, "nonce"));
  }

  /** The label without the length that the file puts behind it. */
  private String label(String name) {
    String text = file.get("labels").get(name).asText();
    return text.substring(0, text.indexOf(' '));
  }

  /** The file's rule for packets: BLAKE3 output of any length. */
  static byte[] deterministic(String label, int len) {
    byte[] seed = Utf8.encode("nym-gateway-model/" + label);
    Blake3Digest digest = new Blake3Digest();
    digest.update(seed, 0, seed.length);
    byte[] out = new byte[len];
    digest.doFinal(out, 0, len);
    return new ByteWriter(len).bytes(out).finish();
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
