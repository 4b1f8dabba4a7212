package org.peapod.message;

import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known forward requests and rotation labels: messages-mixpacket.json. */
public final class MixPacketChecks {
  private MixPacketChecks() {}

  /** Compares every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    Json rows = vectors.get("rows");
    for (int i = 0; i < rows.size(); i++) {
      row(rows.at(i), checks);
    }
    Json labels = vectors.get("key_rotation_byte");
    for (int i = 0; i < labels.size(); i++) {
      long id = labels.at(i).get("rotation_id").asLong(-1);
      checks.equal("label of " + id, labels.at(i).get("byte").asLong(-1), KeyRotationLabel.of(id));
    }
  }

  private static void row(Json row, Checks checks) {
    String label = row.get("packet_label").asText();
    byte[] packet = Filler.det(label, (int) row.get("packet_len").asLong(0));
    checks.equal(label, row.get("packet_sha256").asText(), Filler.sha256Hex(packet));
    int rotation = (int) row.get("key_rotation").asLong(-1);
    byte[] hop = Hex.decode(row.get("next_hop").asText());
    MixPacket mix = new MixPacket(rotation, hop, packet);
    checks.equal("type", row.get("packet_type").asLong(-1), MixPacket.TYPE_SPHINX);
    form(label + " v1", row, "v1", mix.toBytesV1(), checks);
    form(label + " v2", row, "v2", mix.toBytesV2(), checks);
    MixPacket first = MixPacket.parse(mix.toBytesV1(), false).value();
    MixPacket second = MixPacket.parse(mix.toBytesV2(), true).value();
    checks.equal(label + " v1 rotation", KeyRotationLabel.UNKNOWN, first.keyRotation());
    checks.equal(label + " v2 rotation", rotation, second.keyRotation());
    checks.equal(label + " v1 hop", hop, first.firstHop());
    checks.equal(label + " v2 hop", hop, second.firstHop());
    checks.equal(label + " v1 packet", packet, first.packet());
    checks.equal(label + " v2 packet", packet, second.packet());
  }

  private static void form(String what, Json row, String form, byte[] bytes, Checks checks) {
    checks.equal(what, row.get(form + "_len").asLong(-1), bytes.length);
    String prefix = row.get(form + "_prefix").asText();
    checks.equal(what, prefix, Hex.encode(bytes).substring(0, prefix.length()));
    checks.equal(what, row.get(form + "_sha256").asText(), Filler.sha256Hex(bytes));
  }
}
