package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** official-packets.json: every recorded binary frame, opened and sealed again. */
public final class OfficialFrameChecks {
  private OfficialFrameChecks() {}

  /** Checks the frames of the whole file. */
  public static void run(Json file, Checks checks) {
    Json packets = file.get("packets");
    for (int i = 0; i < packets.size(); i++) {
      request(packets.at(i), checks);
      Json last = packets.at(i).get("final");
      if (!last.get("pushed_frame").isMissing()) {
        pushed(last, "body", checks);
      }
      Json ack = packets.at(i).get("ack");
      if (!ack.get("pushed_frame").isMissing()) {
        pushed(ack, "final_plaintext", checks);
      }
    }
  }

  private static void request(Json packet, Checks checks) {
    byte[] frame = hex(packet, "request_frame");
    SharedKey key = SharedKey.fromBytes(hex(packet, "gateway_shared_key"));
    int kind = (int) packet.get("request_kind").asLong(0);
    ForwardRequest opened = BinaryFrame.openForward(key, frame).value();
    checks.equal("plaintext", hex(packet, "request_plaintext"), opened.toBytes(kind));
    checks.equal("packet", hex(packet, "packet"), opened.packet());
    checks.equal("label", packet.get("key_rotation").asLong(-1), opened.rotationLabel());
    checks.equal("type", packet.get("packet_type").asLong(-1), opened.packetType());
    checks.equal("hop", packet.get("first_hop").asText(), hopText(opened.firstHop()));
    byte[] again = BinaryFrame.sealForward(key, kind, opened, nonce(frame));
    checks.equal("frame", frame, again);
  }

  private static void pushed(Json vector, String plaintext, Checks checks) {
    byte[] frame = hex(vector, "pushed_frame");
    SharedKey key = SharedKey.fromBytes(hex(vector, "pushed_shared_key"));
    byte[] opened = BinaryFrame.openPushed(key, frame).value();
    checks.equal("pushed " + plaintext, hex(vector, plaintext), opened);
    checks.equal("pushed frame", frame, BinaryFrame.sealPushed(key, opened, nonce(frame)));
  }

  private static ScriptedEntropy nonce(byte[] frame) {
    return new ScriptedEntropy(Arrays.copyOfRange(frame, 2, 14));
  }

  private static String hopText(byte[] hop) {
    int port = ((hop[1] & 0xff) << 8) | (hop[2] & 0xff);
    return (hop[3] & 0xff)
        + "."
        + (hop[4] & 0xff)
        + "."
        + (hop[5] & 0xff)
        + "."
        + (hop[6] & 0xff)
        + ":"
        + port;
  }

  private static byte[] hex(Json json, String key) {
    return Hex.decode(json.get(key).asText());
  }
}
