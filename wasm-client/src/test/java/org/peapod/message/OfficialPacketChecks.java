package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Bodies, acks and forward requests that the official client made: official-packet*.json. */
public final class OfficialPacketChecks {
  private OfficialPacketChecks() {}

  /** Opens and rebuilds every packet of a file with the recorded keys. */
  public static void run(Json packets, Json clients, Checks checks) {
    Json rows = packets.get("packets");
    for (int i = 0; i < rows.size(); i++) {
      Json row = rows.at(i);
      String name = "packet " + row.get("index").asLong(-1);
      body(name, row, clients.get("clients"), checks);
      ack(name, row, clients.get("clients"), checks);
      forward(name, row, checks);
    }
  }

  private static void body(String name, Json row, Json clients, Checks checks) {
    byte[] blob = bytes(row.get("final"), "body");
    byte[] fragment = bytes(row.get("body"), "fragment");
    Json recipient = clients.get(row.get("to").asText());
    String kind = row.get("body").get("kind").asText();
    checks.equal(name + " size", row.get("size").asText(), size(blob));
    if (kind.equals("reply")) {
      byte[] key = bytes(row.get("body"), "aes_key");
      byte[] digest = bytes(row.get("body"), "surb_key_digest");
      checks.equal(name + " digest", digest, FragmentCipher.variant(blob));
      checks.equal(name + " sealed", blob, FragmentCipher.sealReply(fragment, key));
      checks.equal(name + " opened", fragment, FragmentCipher.openReply(blob, key));
    } else {
      byte[] ephemeral = bytes(row.get("body"), "ephemeral_secret");
      byte[] publicKey = bytes(recipient, "encryption_public");
      checks.equal(name + " sealed", blob, FragmentCipher.seal(fragment, publicKey, ephemeral));
      byte[] opened = FragmentCipher.open(blob, bytes(recipient, "encryption_secret"));
      checks.equal(name + " opened", fragment, opened);
    }
    checks.isTrue(name + " cover", kind.equals("cover") == CoverContent.isCover(fragment));
    if (kind.equals("cover")) {
      checks.equal(name + " content", fragment, CoverContent.ofLen(fragment.length));
    } else {
      header(name, row.get("body"), fragment, checks);
    }
  }

  private static void header(String name, Json body, byte[] fragment, Checks checks) {
    Result<Fragment> parsed = Fragment.parse(fragment);
    checks.isTrue(name + " parses", parsed.isOk());
    if (parsed.isOk()) {
      Fragment header = parsed.value();
      checks.equal(name + " set", body.get("set_id").asLong(-1), header.setId());
      checks.equal(name, body.get("total_fragments").asLong(-1), header.total());
      checks.equal(name, body.get("current_fragment").asLong(-1), header.position());
      checks.equal(name, body.get("previous_set_id").asLong(0), header.previousSetId());
      checks.equal(name, body.get("next_set_id").asLong(0), header.nextSetId());
      String bytes = Hex.encode(header.toBytes(new byte[0], 0, 0));
      checks.equal(name + " header", body.get("header").asText(), bytes);
    }
  }

  private static void ack(String name, Json row, Json clients, Checks checks) {
    Json ack = row.get("ack");
    AckKey key = AckKey.fromBytes(bytes(clients.get(row.get("from").asText()), "ack_key"));
    byte[] payload = bytes(ack, "final_plaintext");
    Result<FragmentId> id = AckPayload.open(key, payload);
    checks.isTrue(name + " ack opens", id.isOk());
    if (id.isFault()) {
      return;
    }
    checks.equal(name + " ack", ack.get("fragment_id").asText(), Hex.encode(id.value().toBytes()));
    byte[] fragment = bytes(row.get("body"), "fragment");
    boolean cover = CoverContent.isCover(fragment);
    checks.isTrue(
        name + " ack names the fragment",
        cover ? id.value().isCover() : Fragment.parse(fragment).value().id().equals(id.value()));
    checks.isTrue(name + " ack blob", DeliveredBlob.classify(payload).value().isAck());
    byte[] iv = Arrays.copyOf(payload, 16);
    checks.equal(name + " ack sealed", payload, AckPayload.seal(key, id.value(), iv));
    if (!row.get("final").get("plaintext").isMissing()) {
      layout(name, row, checks);
    }
  }

  private static void layout(String name, Json row, Checks checks) {
    byte[] plaintext = bytes(row.get("final"), "plaintext");
    PlaintextLayout layout = PlaintextLayout.split(plaintext).value();
    checks.equal(name + " ack", bytes(row.get("ack"), "packet"), layout.ack().packet());
    checks.equal(name + " blob", bytes(row.get("final"), "body"), layout.blob());
    PacketSize size = SizesChecks.named(row.get("size").asText());
    checks.equal(
        name + " joined", plaintext, PlaintextLayout.join(layout.ack(), layout.blob(), size));
  }

  private static void forward(String name, Json row, Checks checks) {
    if (row.get("request_plaintext").isMissing()) {
      return;
    }
    byte[] request = bytes(row, "request_plaintext");
    boolean v2 = row.get("request_kind").asLong(-1) == 2;
    Result<MixPacket> parsed = MixPacket.parse(request, v2);
    checks.isTrue(name + " request", parsed.isOk());
    if (parsed.isOk()) {
      MixPacket mix = parsed.value();
      checks.equal(name + " packet", bytes(row, "packet"), mix.packet());
      checks.equal(name + " rotation", row.get("key_rotation").asLong(-1), mix.keyRotation());
      checks.equal(name + " written", request, v2 ? mix.toBytesV2() : mix.toBytesV1());
    }
  }

  private static String size(byte[] blob) {
    Result<DeliveredBlob> classified = DeliveredBlob.classify(blob);
    return classified.isOk() ? SizesChecks.name(classified.value().size()) : null;
  }

  private static byte[] bytes(Json row, String key) {
    return Hex.decode(row.get(key).asText());
  }
}
